"""Which of two names of the unit is the wrong one (KB104)."""

from mutations import RULEBOOK, clean_book, put, replace_text

from xladdin.checks import run_checks
from xladdin.rulebooks.loader import load


def test_the_cover_has_a_vote() -> None:
    book = clean_book()
    assert book.filing().cover_unit.text == "江城县住房和城乡建设局"
    put(department__unit="江城县住建")(book)
    (found,) = (finding for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == "KB104")
    place = book.entry("department.unit").address
    assert ((found.sheet, found.cell), found.expected) == (tuple(place), "江城县住房和城乡建设局")


def test_without_another_vote_the_name_of_the_department_counts() -> None:
    book = clean_book()
    book.sheets.pop("封面")
    replace_text("base_data.filling_unit", "住房和城乡建设局", "交通运输局")(book)
    (found,) = (finding for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == "KB104")
    assert (found.sheet, found.expected) == ("基础数据表", "江城县住房和城乡建设局")
