"""What all tests share: the rule for tests that need LibreOffice, the report on those that were skipped, a file."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from docx import Document


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


@pytest.fixture
def word_with_names(tmp_path: Path) -> Path:
    """A Word filing with the forms of 汨罗, and behind them a table that is none."""
    document = Document(str(Path(__file__).parent / "fixtures" / "filings" / "miluo_2023.docx"))
    document.add_paragraph("绩效评价小组人员名单")
    names = document.add_table(rows=1, cols=2)
    names.cell(0, 0).text, names.cell(0, 1).text = "姓名", "职务"
    document.add_paragraph("一、部门基本情况：" + "职能职责。" * 40)  # or the list would belong to the last form
    file = tmp_path / "自评.docx"
    document.save(str(file))
    return file


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
