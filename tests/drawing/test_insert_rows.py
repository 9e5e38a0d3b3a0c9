"""Rows inserted into every block that may grow, by LibreOffice: sums, formulas and reading stay right."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from drawn import MILUO, draw, row_of

from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundTable
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

pytestmark = pytest.mark.libreoffice

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a LibreOffice with a fresh profile; ends exactly what was started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    command = [
        "/usr/bin/soffice",
        *("--headless", "--norestore", "--nologo", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
        f"--accept=socket,host=127.0.0.1,port={number};urp;",
    ]
    process = subprocess.Popen(command, env={**ENVIRONMENT, "HOME": str(tmp_path)}, start_new_session=True)
    yield number
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def with_rows(port: int, source: Path, edits: list[tuple[str, int, dict[str, object]]]) -> Path:
    result = source.with_name("inserted.xlsx")
    script = Path(__file__).with_name("insert_rows.py")
    done = subprocess.run(
        ["/usr/bin/python3", script, str(port), source, result, json.dumps(edits)],
        env={**ENVIRONMENT, "HOME": str(source.parent)}, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return result


def edited(port: int, folder: Path) -> tuple[Filing, Filing, Path]:
    """The filled 汨罗 template, with a row more in each block."""
    source = draw(folder, "hunan-miluo-2023", MILUO)
    book = openpyxl.load_workbook(source)
    project, funds = "项目1 帮代办工作经费", "政府性基金预算支出"
    base, indicators = book["基础数据表"], book[project]
    edits: list[tuple[str, int, dict[str, object]]] = [
        ("基础数据表", row_of(base, "A", "公用经费") - 1, {"A": "新增专项", "B": 1.5, "D": 10.25, "G": 9}),
        (project, row_of(indicators, "A", "总分") - 1,
         {"D": "窗口满意度", "E": "95%", "F": "96%", "G": 3, "H": 2.5}),
        (funds, row_of(book[funds], "A", "合计") - 1, {"A": "土地出让", "D": 200, "E": 150}),
    ]  # fmt: skip
    result = with_rows(port, source, edits)
    return read_filing(source, vocabulary()), read_filing(result, vocabulary()), result


def test_an_inserted_row_is_read_and_added_up(tmp_path: Path, port: int) -> None:
    before, after, path = edited(port, tmp_path)
    assert before.base_data and after.base_data
    old, new = before.base_data.special, after.base_data.special
    assert [item.label.text for item in new.items] == [*(item.label.text for item in old.items), "新增专项"]
    # As in Excel, the cells of an inserted row are not merged; the figure stands in the second column of its heading.
    assert [entry.number for entry in new.head.amounts] == [Decimal("691.01"), Decimal("320.13"), Decimal("653.62")]

    section = after.projects[0].sections[-1]
    assert [row.name.text for row in section.indicators] == ["企业主和群众满意度高", "窗口满意度"]
    assert section.indicators[1].second == section.indicators[0].second
    assert after.projects[0].total_weight.number == Decimal(103)
    sheet = openpyxl.load_workbook(path)["项目1 帮代办工作经费"]
    total = row_of(sheet, "A", "总分")
    score = sheet.cell(total, 8).value
    # LibreOffice writes a function that it does not know in small letters.
    assert score.upper().endswith(f"SCORE_TOTAL(I6,H13:H{total - 1}))"), score

    table = after.of(FundTable)[0]
    assert [row.item.text for row in table.rows if row.item.text] == ["土地出让"]
    assert (table.total.budget.number, table.total.spent.number) == (Decimal(200), Decimal(150))
    assert table.total.rate.number == Decimal("0.75")


def test_an_inserted_building_is_read(tmp_path: Path, port: int) -> None:
    source = draw(tmp_path, "hunan-hengshan-2020")
    base = openpyxl.load_workbook(source)["基础数据表"]
    thin = row_of(base, "A", "厉行节约保障措施") - 1
    first = {"B": 100, "C": 110, "E": 50, "F": 40}
    result = with_rows(port, source, [("基础数据表", thin, first), ("基础数据表", thin, first)])
    form = read_filing(result, vocabulary()).base_data
    assert form and [building.actual_area.number for building in form.buildings] == [Decimal(110), Decimal(110)]
    formula = openpyxl.load_workbook(result)["评分表"]["G8"].value
    assert f"$C${thin - 1}:$C${thin + 2}" in formula, formula
