"""Sentences that say one thing in one way."""

from mutations import RULEBOOK, Change, clean_book, put

from xladdin.checks import run_checks
from xladdin.rulebooks.loader import load


def said(code: str, change: Change) -> str:
    book = clean_book()
    change(book)
    return next(finding.message for finding in run_checks(book.filing(), load(RULEBOOK)) if finding.code == code)


def test_another_order_is_a_share_when_it_is_less_and_so_many_times_when_it_is_more() -> None:
    less = said("JC204", put(base_data__meetings__final=1.263))
    assert "减少到上年的" in less and "倍" not in less
    assert "增加到上年的" in (more := said("JC204", put(base_data__meetings__final=1263.0))) and "%" not in more
