"""带入上年数据: what last year's filing says about last year, into the columns that ask for it.

Blank cells are filled. Where something else stands already nothing is replaced: it is listed, and the person decides.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xladdin.errors import InputError
from xladdin.forms.base_data import Amounts, BaseData, Group
from xladdin.forms.entry import NOWHERE, Entry
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import FileKind
from xladdin.ribbon.changes import content_of
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.host import WORKBOOKS
from xladdin.ribbon.looking import look
from xladdin.values.label import key
from xladdin.values.number import digits


class Pair(NamedTuple):
    """A cell of this year's workbook and what last year's filing says."""

    subject: str
    here: Entry
    there: Entry


def carry_forward(desk: Desk) -> None:
    """带入上年数据：把上年的数带入本年工作簿。"""
    live = look(desk)
    files = desk.host.files("上年的自评工作簿或报送包", (*WORKBOOKS, ".zip"))
    if not files:
        return
    before = _read(files[0])
    year = live.filing.year
    if year and before.year and before.year != year - 1:
        raise InputError(f"选的是 {before.year} 年度的材料，本工作簿是 {year} 年度，请选 {year - 1} 年度的。")
    pairs = [
        pair for pair in _pairs(live.filing, before) if pair.here.address != NOWHERE and pair.there.number is not None
    ]
    blank = [pair for pair in pairs if pair.here.is_blank]
    differing = [pair for pair in pairs if not pair.here.is_blank and pair.here.number != pair.there.number]
    filled = []
    with desk.writing() as changes:
        for pair in blank:
            sheet = desk.book.sheets[pair.here.address.sheet]
            cell = sheet.range(pair.here.address.cell)
            if str(content_of(cell)).startswith("="):
                continue
            changes.open(sheet)
            assert pair.there.number is not None  # others are no pairs
            changes.write(cell, float(pair.there.number))
            filled.append(pair)
    desk.tell("\n".join(_report(filled, differing)))


def _read(file: Path) -> Filing:
    """Last year's workbook; of a package the workbook in it."""
    if file.suffix.lower() != ".zip":
        return read_filing(file, vocabulary())
    from xladdin.submission.archive import unpack

    for name, content in unpack(file.read_bytes(), file.name).items():
        if name.endswith(".xlsx"):
            return filing_in(content, name, FileKind.XLSX, vocabulary())
    raise InputError(f"“{file.name}”里没有报送工作簿，请选报送包或工作簿。")


def _pairs(now: Filing, before: Filing) -> Iterator[Pair]:
    """上年决算数 of each row ← 决算数 of last year's row; rows of projects are found by their names."""
    if now.base_data and before.base_data:
        yield from _base_data(now.base_data, before.base_data)
    if now.supplement and before.base_data:
        yield Pair("上年三公经费预算数", now.supplement.last_three_public_budget, before.base_data.three_public.budget)
    if now.supplement and before.supplement:
        yield Pair("上年年末结转结余", now.supplement.last_carried_out, before.supplement.carried_out)


def _base_data(now: BaseData, before: BaseData) -> Iterator[Pair]:
    for name in BaseData.model_fields:
        here, there = getattr(now, name), getattr(before, name)
        if isinstance(here, Amounts):
            yield _row(here, there)
        elif isinstance(here, Group):
            yield _row(here.head, there.head)
            known = {key(item.label.text): item for item in there.items if item.label.text}
            for item in here.items:
                if key(item.label.text) in known:
                    yield _row(item, known[key(item.label.text)])


def _row(here: Amounts, there: Amounts) -> Pair:
    return Pair(here.label.text.strip() or "上年决算数", here.last, there.final)


def _report(filled: list[Pair], differing: list[Pair]) -> list[str]:
    lines = [f"带入 {len(filled)} 处上年数。" if filled else "没有要带入的上年数。"]
    if differing:
        said = [
            f"{pair.here.address}　{pair.subject}：已填 {pair.here.text}，上年材料是 {digits(pair.there.number)}"
            for pair in differing
            if pair.there.number is not None
        ]
        lines += [f"这 {len(differing)} 处与上年材料不一致，没有改动，请核对：", listed(said)]
    return lines
