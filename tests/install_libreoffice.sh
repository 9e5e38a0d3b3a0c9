#!/bin/sh
# Tests marked `libreoffice` need LibreOffice Calc and Writer, the UNO client of the system's Python, and fonts.
# Installed here when this may be done; otherwise those tests are skipped and the end of the run names them.
set -u

packages="libreoffice-calc libreoffice-writer python3-uno libreoffice-script-provider-python poppler-utils
          fonts-noto-cjk xvfb"

if command -v soffice >/dev/null 2>&1 && /usr/bin/python3 -c 'import uno' >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "没有找到 LibreOffice，这台机器也没有 apt-get：需要它的测试会跳过。要全部运行，请先安装 LibreOffice。"
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "没有找到 LibreOffice，安装它需要 root：需要它的测试会跳过。要全部运行，请先执行"
    echo "  sudo apt-get install --no-install-recommends" $packages
    exit 0
fi
echo "没有找到 LibreOffice，现在用 apt-get 安装：" $packages
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
       apt-get install -y -qq --no-install-recommends $packages >/dev/null; }; then
    echo "LibreOffice 没有装上（见上面的提示）：需要它的测试会跳过。"
fi
