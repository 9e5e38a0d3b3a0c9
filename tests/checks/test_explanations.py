"""Explanations: kept in the sheet 校验结果, attached by id, carried over, dropped when the mistake changes."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from xladdin.annotating import annotated
from xladdin.checking import check_file
from xladdin.checks.explanations import attach
from xladdin.errors import InputError
from xladdin.reading.explanations import COLUMNS, EXPLANATION, ID, SHEET, Explanation, read_explanations

MILUO = Path(__file__).parent.parent / "fixtures" / "filings" / "miluo_2023.xlsx"


def typed_into(data: bytes, number: str, text: str, change: dict[str, object] | None = None) -> bytes:
    """What a person does in Excel: a text beside one finding, perhaps another value in a cell of 附件1."""
    book = openpyxl.load_workbook(BytesIO(data))
    rows = list(book[SHEET].iter_rows())
    heading = next(row for row in rows if [cell.value for cell in row[: len(COLUMNS)]] == list(COLUMNS))
    columns = [cell.value for cell in heading]
    row = next(row for row in rows if row[columns.index(ID)].value == number)
    row[columns.index(EXPLANATION)].value = text
    for cell, value in (change or {}).items():
        book["附件1"][cell] = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_typed_explanations_are_carried_over(tmp_path: Path) -> None:
    report = check_file(MILUO)
    warning = next(finding for finding in report.findings if finding.code == "JC202")
    copy = tmp_path / "标记.xlsx"
    copy.write_bytes(typed_into(annotated(MILUO.read_bytes(), report), warning.id, "人员增加，已报批"))
    again = check_file(copy)
    assert again.explanations == {warning.id: "人员增加，已报批"}
    assert again.state(warning) == "已说明"
    assert again.counts["explained"] == 1 and again.dropped == ()
    copy.write_bytes(annotated(copy.read_bytes(), again))
    assert [(item.id, item.text) for item in read_explanations(copy)] == [(warning.id, "人员增加，已报批")]


def test_an_explanation_goes_with_its_mistake(tmp_path: Path) -> None:
    report = check_file(MILUO)
    warning = next(finding for finding in report.findings if finding.code == "JC202")
    copy = tmp_path / "标记.xlsx"
    changed = typed_into(annotated(MILUO.read_bytes(), report), warning.id, "人员增加", {warning.cell: 290})
    copy.write_bytes(changed)
    again = check_file(copy)
    assert again.explanations == {}
    assert [(item.code, item.place, item.text) for item in again.dropped] == [
        ("JC202", f"{warning.sheet}!{warning.cell}", "人员增加")
    ]


def test_given_explanations_replace_kept_ones() -> None:
    findings = check_file(MILUO).findings
    first, second = (finding.id for finding in findings if finding.severity == "warning" and finding.code == "JC204")
    kept = [Explanation(first, "旧"), Explanation(second, "留"), Explanation("没有了", "丢")]
    attached = attach(findings, kept, {first: "新"})
    assert attached.texts == {first: "新", second: "留"}
    assert [item.id for item in attached.dropped] == ["没有了"]
    assert attach(findings, kept, {first: ""}).texts == {second: "留"}


def test_an_error_cannot_be_explained_away() -> None:
    error = check_file(MILUO).findings[0]
    with pytest.raises(InputError, match="只能改正"):
        check_file(MILUO, given={error.id: "没关系"})
    with pytest.raises(InputError, match="没有编号"):
        check_file(MILUO, given={"123": "没关系"})


def test_a_workbook_without_the_sheet_has_none() -> None:
    assert read_explanations(MILUO) == ()
    assert read_explanations(MILUO.with_suffix(".docx")) == ()
