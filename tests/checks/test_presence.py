"""Which forms are there (WZ105): those on hidden sheets and those that are there twice are told once, by name."""

from pathlib import Path

from mutations import RULEBOOK, Change, clean_book, hide_sheet, repeat_sheet

from xladdin.checks import Finding, run_checks
from xladdin.forms.base_data import BaseData
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import load

TEMPLATES = Path(__file__).parent.parent.parent / "workbook_templates"


def found_after(change: Change) -> list[Finding]:
    book = clean_book()
    change(book)
    return run_checks(book.filing(), load(RULEBOOK))


def test_a_project_on_a_hidden_sheet_is_named_and_not_missing() -> None:
    hidden, consequence = found_after(hide_sheet("projects[1]"))
    assert (hidden.code, hidden.severity) == ("WZ105", "error")
    assert hidden.message.endswith(f"在隐藏的工作表“{hidden.sheet}”里，没有参加校验")
    assert (consequence.code, consequence.severity) == ("KB102", "hint")
    assert "（由 " in consequence.message and "WZ105" in consequence.message


def test_a_hidden_table_is_not_called_missing() -> None:
    assert [finding.message for finding in found_after(hide_sheet("department")) if finding.code == "WZ105"] == [
        "部门整体支出绩效自评表在隐藏的工作表“部门整体支出绩效自评表”里，没有参加校验"
    ]


def test_of_two_tables_nobody_can_tell_which_counts() -> None:
    (found,) = found_after(repeat_sheet("base_data"))
    assert (found.code, found.severity, found.sheet) == ("WZ105", "error", "基础数据表 (2)")
    assert "有 2 张（“基础数据表”、“基础数据表 (2)”），分不清以哪一张为准" in found.message


def test_a_blank_one_beside_a_filled_one_is_to_be_deleted() -> None:
    book = clean_book()
    repeat_sheet("base_data")(book)
    filing = book.filing()
    filled = filing.of(BaseData)[0]
    blank = (
        read_filing(TEMPLATES / f"{RULEBOOK}.xlsx", vocabulary()).of(BaseData)[0].model_copy(update={"sheet": "空表"})
    )
    for pair in ((filled, blank), (blank, filled)):
        forms = (*pair, *(form for form in filing.forms if not isinstance(form, BaseData)))
        told = run_checks(filing.model_copy(update={"forms": forms}), load(RULEBOOK))
        (found,) = (finding for finding in told if finding.code == "WZ105")
        assert "整张空白" in found.message
        assert found.fix.startswith("删去空白的")
