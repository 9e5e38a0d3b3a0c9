"""Totals and their parts, rates and their figures: what is compared, and the flaw where it does not hold."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks import tolerance
from xladdin.checks.finding import Cause, Flaw
from xladdin.forms.entry import Entry, Form
from xladdin.scoring.words import amount
from xladdin.values.number import digits
from xladdin.values.rounding import percent, two_places


class Part(NamedTuple):
    """One addend: what it is called and where it stands."""

    name: str
    entry: Entry


def filled(parts: Sequence[Part]) -> list[Part]:
    """The parts in which something stands: a blank row means that there is no such spending."""
    return [part for part in parts if not part.entry.is_blank]


def sum_of(entries: Iterable[Entry]) -> Decimal | None:
    """The sum of what is filled in; None where nothing is, or where something is no number."""
    found, is_blank = Decimal(0), True
    for entry in entries:
        number = entry.number
        if number is not None:
            found, is_blank = found + number, False
        elif not entry.is_blank:
            return None
    return None if is_blank else found


def sum_of_all(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of all; None where one of them is none."""
    found = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        found += number
    return found


def excess(total: Entry, entries: Sequence[Entry]) -> Decimal | None:
    """total − Σ entries where it is more than rounding; None where it fits or cannot be judged."""
    stated = total.number
    expected = None if stated is None else sum_of(entries)
    if stated is None or expected is None or stated == expected:
        return None
    gap = stated - expected
    return gap if abs(gap) > tolerance.of_sum(sum(not entry.is_blank for entry in entries)) else None


def sum_flaw(
    form: Form, field: str, total: Entry, parts: Sequence[Part], causes: tuple[Cause, ...] = (), *, certain: bool = True
) -> Flaw | None:
    """The flaw of a total that is not the sum of its parts. `certain`: the parts decide, so the total is mended."""
    entries = tuple(part.entry for part in parts)
    gap = excess(total, entries)
    expected = None if gap is None else sum_of(entries)
    if gap is None or expected is None or total.number is None:
        return None
    names = "、".join(part.name for part in filled(parts))
    listed = f"（{names}）" if len(filled(parts)) <= 5 else f"（{len(filled(parts))} 项）"
    message = (
        f"{field}填 {amount(total.number)}，各项{listed}相加为 {amount(expected)}，相差 {amount(abs(gap))}，"
        "分不清是合计还是其中一项填错"
    )
    return Flaw(
        form, total, field, message, digits(total.number), digits(expected), gap,
        f"核对各项；各项无误的，合计改为 {amount(expected)}",
        digits(expected) if certain and len(filled(parts)) == len(parts) else None,
        entries, causes,
    )  # fmt: skip


def once_for_a_lost_row(found: list[Flaw], labels: Sequence[Entry]) -> list[Flaw]:
    """A row that was deleted is one mistake, although it makes the sum wrong in every column."""
    if len(found) < 2 or all(label.text for label in labels):
        return found
    first, *others = found
    message = f"{first.message}；表中缺少其中的一行，另有 {len(others)} 栏也不符"
    cells = (*first.cells, *(flaw.at for flaw in others))
    return [first._replace(message=message, fix="补上缺少的一行，再核对合计", correction=None, cells=cells)]


def rate_read(rate: Entry, exact: Decimal) -> Decimal | None:
    """The rate that was entered: a bare 96.41 stands for 96.41% where that lies nearer, the column is headed （%）."""
    entered = rate.number
    if entered is None or rate.unit:
        return entered
    return min(entered, entered / 100, key=lambda reading: abs(reading - exact))


def rate_flaw(
    form: Form, field: str, rate: Entry, above: Part, below: Part, causes: tuple[Cause, ...] = ()
) -> Flaw | None:
    """The flaw of a rate that is not above ÷ below; silent where one of the three is no number or below is 0."""
    numerator, denominator = above.entry.number, below.entry.number
    if rate.number is None or numerator is None or not denominator:
        return None
    exact = numerator / denominator
    read = rate_read(rate, exact)
    in_percent = bool(rate.unit) or read != rate.number
    if read is None or abs(read - exact) <= tolerance.of_rate(rate.raw, in_percent=in_percent):
        return None
    provided = percent(read) if read == rate.number else digits(rate.number)
    sums = f"{above.name} {digits(numerator)} ÷ {below.name} {digits(denominator)}"
    return Flaw(
        form, rate, field, f"{field}填 {provided}，按 {sums} 应为 {percent(exact)}",
        provided, percent(exact), two_places((read - exact) * 100), f"改为 {percent(exact)}", percent(exact),
        (above.entry, below.entry), causes,
    )  # fmt: skip
