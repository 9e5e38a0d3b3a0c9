"""What all tests share: the rule for tests that need LibreOffice, and the report on those that were skipped."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest


@cache
def libreoffice_missing() -> str | None:
    """Why tests with LibreOffice cannot run here, or None when they can."""
    if shutil.which("soffice") is None:
        return "没有安装 LibreOffice（找不到 soffice）"
    system_python = Path("/usr/bin/python3")
    if system_python.exists():
        found = subprocess.run([system_python, "-c", "import uno"], capture_output=True, check=False, env={})
        if found.returncode == 0:
            return None
    return "系统的 Python 没有 uno 模块（python3-uno）"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip where LibreOffice cannot be had; in CI that would hide what was not tested, so it fails there."""
    if item.get_closest_marker("libreoffice") is None:
        return
    reason = libreoffice_missing()
    if reason is None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI 里不能跳过：{reason}", pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """The run ends by naming every skipped test and the reason."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.write_line("")
    terminalreporter.write_line(f"跳过了 {len(skipped)} 个测试：")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"  {report.nodeid}：{reason.removeprefix('Skipped: ')}")
