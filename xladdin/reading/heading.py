"""What stands around a form: title, annex number, year and unit above it, and the line of signatures below it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from xladdin.forms.describe import Measure, by_key, measures
from xladdin.forms.entry import NOTHING, Address, Entry, Foot
from xladdin.reading.grid import Cell, Grid, has_colon
from xladdin.reading.region import Region, entry_of
from xladdin.values.label import fold, years
from xladdin.values.number import Kind, meaning

_TITLE_REACH = 9
_LONGEST_TITLE = 60
_ANNEX = re.compile(r"附件?(?:表)?\d+(?:[-—–]\d+)?[:：]?|附[件表][一二三四五六七八九十]+[:：]?")
_UNIT_LINE = re.compile(
    r"^(?:填报单位|填表单位|编报单位|单位名称|填报部门)\s*[(（公盖章)）]*\s*[:：]"
    r"\s*(?P<unit>.*?)\s*(?:[(（](?:公章|盖章)[)）]\s*)?(?:[(（]?(?:金额|计量)?单位\s*[:：](?P<measure>.*))?$",
    re.S,
)
_MOST_CELLS = 3
# One unit of money in `人民币万元`, `万元（保留两位小数）`, `万元、人、㎡`; a 元 that begins a word is none.
_MONEY = r"(?P<money>[百千万亿]{0,2}元)(?![一-鿿])"
_MEASURE = re.compile(rf"^[(]?(?:金额|计量)?单位:?[(]?(?:人民币)?{_MONEY}")
_NOT_A_TITLE = re.compile(r"填表人|填报人|联系电话|^备注|^注[:：]|^说明[:：]|^\d+[.、]")


@dataclass(frozen=True)
class Heading:
    """What stands above a form: its title, the number of the annex, the year, the unit that fills it in, 万元 or 元.

    `notes` are lines of text above the first form of a sheet; `strays` is what was not understood there.
    """

    title: Entry = NOTHING
    annex: Entry = NOTHING
    year: int | None = None
    unit: Entry = NOTHING
    money_unit: Entry = NOTHING
    notes: tuple[Entry, ...] = ()
    strays: tuple[Entry, ...] = ()


def heading_row(grid: Grid, row: int, above: int) -> int:
    """The first row of what stands above the form that begins at `row`."""
    first = row
    for number in range(row - 1, max(above, row - _TITLE_REACH) - 1, -1):
        cells = grid.rows[number].cells
        if not cells:
            continue
        if not _is_heading(cells):
            break
        first = number
    return first


def _is_heading(cells: tuple[Cell, ...]) -> bool:
    """A title, an annex number, the unit, or the measure (`单位：万元`) stands alone in its row, without figures."""
    texts = [cell.content for cell in cells if isinstance(cell.content, str)]
    if len(texts) < len(cells) or len(cells) > _MOST_CELLS or len(texts[0]) > _LONGEST_TITLE:
        return False
    line = fold(texts[0])
    if _ANNEX.fullmatch(line) or _UNIT_LINE.match(texts[0].strip()) or _MEASURE.match(line):
        return True
    return not _NOT_A_TITLE.search(line) and (line.endswith("表") or bool(years(texts[0])))


def heading_of(grid: Grid, first: int, row: int) -> Heading:
    """Title, annex, year and unit out of the rows above a form."""
    titles: list[tuple[int, Cell]] = []
    annex = unit = money_unit = NOTHING
    strays: list[Entry] = []
    for number in range(first, row):
        for cell in grid.rows[number].cells:
            place = grid.address(number, cell.column)
            text = cell.text.strip()
            if _ANNEX.fullmatch(fold(text)):
                annex, titles = _text_entry(place, text), []
            elif match := _UNIT_LINE.match(text):
                unit = _text_entry(place, text, match["unit"].strip())
                money = re.search(_MONEY, fold(match["measure"] or ""))
                money_unit = _text_entry(place, text, money["money"]) if money else money_unit
            elif match := _MEASURE.match(fold(text)):
                money_unit = _text_entry(place, text, match["money"])
            elif cell is grid.rows[number].cells[0]:
                titles.append((number, cell))
            elif fold(text):
                strays.append(entry_of(place, meaning(cell.content), Measure.ANY))
    titles = _last_title(titles)
    if not titles:
        return Heading(annex=annex, unit=unit, money_unit=money_unit, strays=tuple(strays))
    text = "".join(fold(cell.text) for _, cell in titles)
    place = grid.address(titles[0][0], titles[0][1].column)
    year = next(iter(years(text)), None)
    return Heading(_text_entry(place, text), annex, year, unit, money_unit, strays=tuple(strays))


def with_what_stands_above(heading: Heading, grid: Grid, first: int) -> Heading:
    """Above the first form of a sheet: a line of text is a note, figures and tables are reported."""
    notes: list[Entry] = []
    strays: list[Entry] = []
    for number in range(first):
        cells = grid.rows[number].cells
        alone = len(cells) == 1 and isinstance(cells[0].content, str)
        for cell in cells:
            if fold(cell.text):
                entry = entry_of(grid.address(number, cell.column), meaning(cell.content), Measure.ANY)
                (notes if alone else strays).append(entry)
    return replace(heading, notes=tuple(notes), strays=(*strays, *heading.strays))


def _last_title(lines: list[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    """The lines from the last one that names a year to the end: a title may be wrapped over lines."""
    dated = [position for position, (_, cell) in enumerate(lines) if years(cell.text)]
    named = [position for position, (_, cell) in enumerate(lines) if fold(cell.text).endswith("表")]
    if dated:
        return lines[dated[-1] :]
    return lines[named[-1] :] if named else []


def _text_entry(place: Address, raw: str, value: str | None = None) -> Entry:
    text = raw if value is None else value
    return Entry(address=place, raw=raw, kind=Kind.TEXT if text else Kind.BLANK, value=text or None)


# The shortest label, 电话, is one only before a colon; the others are not met elsewhere.
_FOOT_LABEL = (
    "|".join(r"\s*".join(label) for label in sorted(by_key(Foot), key=len, reverse=True))
    + r"(?=\s*(?:[(（][^)）]*[)）]\s*)?[:：])"
)
_FOOT_LABELS = re.compile(_FOOT_LABEL)
_BEGINS_FOOT = re.compile(rf".{{0,4}}?(?:{_FOOT_LABEL})", re.S)
_REMARK = re.compile(r"^\s*(?:备\s*注|说\s*明|注)\s*[:：]")


def ends_table(text: str) -> bool:
    """Whether a row that begins so stands below the table: signatures or a printed note."""
    return bool(_REMARK.match(text) or _BEGINS_FOOT.match(text))


def common(region: Region, heading: Heading) -> dict[str, Any]:
    """What every form has, taken last: the foot, the remarks, and whatever nobody else took."""
    return {
        "sheet": region.grid.name,
        "first_row": region.first,
        "last_row": region.last,
        "title": heading.title,
        "annex": heading.annex,
        "year": heading.year,
        "filling_unit": heading.unit,
        "money_unit": heading.money_unit,
        "foot": _foot(region),
        "remarks": (*heading.notes, *_remarks(region)),
        "not_understood": (*heading.strays, *region.left_over()),
    }


def _foot(region: Region) -> Foot:
    """`填表人：…  填报日期：…` in one cell, or label and value in cells beside each other."""
    fields: dict[str, Entry] = {}
    for number, row in region.rows():
        if not row.has_colon:
            continue
        cells = row.cells
        for position, cell in enumerate(cells):
            if _BEGINS_FOOT.match(cell.text) and has_colon(cell.text):
                region.take(number, cell)
                following = cells[position + 1] if position + 1 < len(cells) else None
                fields |= _foot_fields(region, number, cell, following)
    return Foot(**fields)


def _foot_fields(region: Region, row: int, cell: Cell, following: Cell | None) -> dict[str, Entry]:
    """The text between one label and the next; behind the last label of a cell also the next cell."""
    fields: dict[str, Entry] = {}
    names, kinds = by_key(Foot), measures(Foot)
    found = list(_FOOT_LABELS.finditer(cell.text))
    for position, match in enumerate(found):
        end = found[position + 1].start() if position + 1 < len(found) else len(cell.text)
        value = re.sub(r"^\s*(?:[(（][^)）]*[)）]\s*)?[:：]", "", cell.text[match.end() : end]).strip()
        name = names[fold(match[0])]
        last = position + 1 == len(found)
        if last and not value and following is not None and not _FOOT_LABELS.search(following.text):
            fields[name] = region.entry(row, following, kinds[name])
        else:
            place = region.grid.address(row, cell.column)
            fields[name] = entry_of(place, meaning(value), kinds[name])
    return fields


def _remarks(region: Region) -> tuple[Entry, ...]:
    """Printed notes (`说明：`, `备注：`, `注：`) and the lines that go on below them."""
    remarks, going_on = [], False
    for number, row in region.rows():
        cells = row.cells
        if len(cells) != 1 or (number, cells[0].column) in region.taken:
            going_on = going_on and not cells
            continue
        going_on = going_on or bool(_REMARK.match(cells[0].text))
        if going_on:
            remarks.append(region.entry(number, cells[0]))
    return tuple(remarks)
