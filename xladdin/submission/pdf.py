"""The PDF of a submission workbook, made with LibreOffice; it leaves nothing behind and is the same every time."""

import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

from xladdin.errors import InputError
from xladdin.libreoffice import clean_environment, soffice

_SECONDS = 180
_TIME = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)[^)]*(?=\))")
_NUMBER = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def make_pdf(workbook: bytes) -> bytes:
    """The workbook's pages. One sentence where LibreOffice is missing or fails."""
    program = _libreoffice()
    with tempfile.TemporaryDirectory(prefix="xladdin-pdf-") as name:
        folder = Path(name)
        source = folder / "submission.xlsx"
        source.write_bytes(workbook)
        _convert(program, source, folder)
        result = source.with_suffix(".pdf")
        if not result.is_file():
            raise InputError("LibreOffice 没有生成 PDF，请先用它打开一次工作簿确认能正常使用，或去掉 --pdf。")
        return without_time(result.read_bytes())


def _libreoffice() -> Path:
    found = soffice()
    if found is None:
        raise InputError(
            "生成 PDF 需要 LibreOffice，这台电脑上没有找到；请先安装，或去掉 --pdf 后在 Excel 里另存为 PDF。"
        )
    return found


def _convert(program: Path, source: Path, folder: Path) -> None:
    """A profile of its own: a running LibreOffice would take the job over and end with another exit code."""
    command = [str(program), "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
               "--convert-to", "pdf", "--outdir", str(folder), str(source)]  # fmt: skip
    process = subprocess.Popen(
        command, env=clean_environment(folder), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=os.name == "posix",
    )  # fmt: skip
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise InputError(f"LibreOffice {_SECONDS} 秒内没有生成 PDF，请关闭其他程序后再试，或去掉 --pdf。") from problem
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """soffice is a script that starts the real program: on POSIX both are in one group, which is ended as a whole."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def without_time(pdf: bytes) -> bytes:
    """The time of making and the number derived from it, replaced by as many characters: all offsets stay right."""
    pdf = _TIME.sub(lambda match: match[1] + _long_ago(len(match[0]) - len(match[1])), pdf)
    start = pdf.rfind(b"trailer")
    return pdf[:start] + _NUMBER.sub(b"0" * 32, pdf[start:]) if start >= 0 else pdf


def _long_ago(length: int) -> bytes:
    return b"20240101000000Z"[:length].ljust(length, b"0")
