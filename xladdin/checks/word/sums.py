"""Sums in the running text of a report: parts that do not come to it, one sum with two values (BG104)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks import tolerance
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.registry import Context, check
from xladdin.checks.word.naming import Named, Said, named_in, names_of, quoted, runs_of, said_in
from xladdin.checks.word.sources import has_other_money
from xladdin.forms.entry import Entry
from xladdin.forms.report import Report
from xladdin.scoring.words import amount
from xladdin.values.breakdown import breakdowns, subject_of, sum_of_list_below
from xladdin.values.figure import Figure
from xladdin.values.number import digits
from xladdin.values.sentence import statements_of

_TOGETHER = re.compile(r"共计|合计|总计")


class _Listed(NamedTuple):
    """A sum of the text, its parts, and what the text says of the list."""

    whole: Said
    parts: tuple[Said, ...]
    open_ended: bool = False
    complete: bool = False
    behind: bool = False  # the sum behind its parts: these begin with the one that is nearest to it
    ended: bool = False  # it ends with 其他


@check("BG104", "warning", "分项与合计", "报告正文：列出的各项相加应等于所写的合计；同一个合计前后应一致")
def parts_of_sums(context: Context) -> Iterator[Flaw]:
    """1. 一句话里“其中：甲……、乙……”、“分别是……”、括号里列出的各项，“其中：”以下各段列出的各项，
       相加应等于前面的合计。
    2. 允许四舍五入的误差；合计写的小数位少的，按它的位数；人数、辆数、整数金额应完全相等。
    3. 列出的各项可以只是一部分：列有“其他”、写“分别”的，“三公经费”一类、行政编制和事业编制一类全部列出的
       （由规则集规定），算全部列出；
       没有这些字样，各项与合计相差不大的（由规则集规定）才报告，其中相差很小、各项超过合计的是警告，其余的作提示。
    4. 同一年度、同一口径的同一个合计（哪些合计由规则集规定），前后写的数应相同。
    5. 写着“约、余、以上”的数不核对。读的是文字，可能读错，所以都不是错误；分不清哪一处写错，不替人判断。
    """
    for report in context.filing.reports:
        for listed in _lists(report):
            if flaw := _sum_flaw(report, listed, context):
                yield flaw
        yield from _two_values(report, context)


def _lists(report: Report) -> Iterator[_Listed]:
    for run in runs_of(report):
        for place, entry in enumerate(run):
            if entry.is_error:
                continue
            for item in breakdowns(entry.text):
                parts = tuple(Said(entry, part) for part in item.parts)
                if item.behind:
                    parts = _nearest(item.whole.figure, list(reversed(parts)))
                yield _Listed(Said(entry, item.whole), parts, item.open_ended, item.complete, item.behind, item.ended)
            whole = sum_of_list_below(entry.text)
            if whole is not None and whole.figure.is_money:
                yield _Listed(Said(entry, whole), _nearest(whole.figure, list(_below(run[place + 1 :]))))


def _below(paragraphs: Sequence[Entry]) -> Iterator[Said]:
    """The first amount of each paragraph below, until one begins without an amount."""
    for entry in paragraphs:
        said = statements_of(entry.text) if not entry.is_error else ()
        if not said or said[0].sentence or not said[0].words or not said[0].is_amount or said[0].figure.vague:
            return
        yield Said(entry, said[0])


def _nearest(whole: Figure, parts: list[Said]) -> tuple[Said, ...]:
    """The parts up to the one with which they come nearest to the sum: nothing says where the list ends."""

    def gap(number: int) -> Decimal:
        return abs(whole.value - sum((part.statement.figure.value for part in parts[:number]), Decimal(0)))

    return tuple(parts[: min(range(2, len(parts) + 1), key=gap)]) if len(parts) > 2 else tuple(parts)


def _sum_flaw(report: Report, listed: _Listed, context: Context) -> Flaw | None:
    whole, figures = listed.whole.statement, [part.statement.figure for part in listed.parts]
    if len(figures) < 2 or _fits(whole.figure, figures):
        return None
    total, stated = sum((figure.value for figure in figures), Decimal(0)), whole.figure.value
    gap, weight = stated - total, _weight(listed, stated, total, context)
    if not weight:
        return None
    subject, unit = subject_of(whole.words) or "合计", whole.figure.unit
    names = "、".join(quoted(part) for part in (reversed(listed.parts) if listed.behind else listed.parts))
    shown = f"（{names}）" if len(figures) <= 6 else ""
    open_ended = "；文中写的是主要各项，没有列全的请写明，或核对" if listed.open_ended else ""
    side = "前面" if listed.behind else "后面"
    message = (
        f"“{quoted(listed.whole)}”，{side}列出的 {len(figures)} 项{shown}相加为 {_shown(total, whole.figure)}{unit}，"
        f"相差 {_shown(abs(gap), whole.figure)}{unit}，分不清是合计还是其中一项写错{open_ended}"
    )
    others = tuple(part.at for part in listed.parts if part.at is not listed.whole.at)
    return Flaw(
        report, listed.whole.at, subject, message, digits(stated), digits(total), gap,
        "核对合计和各项，改正写错的一处；只列出一部分的，写明“主要”或补上其余各项", None, others,
        (Cause("BG101", gap),),
        None if weight == "warning" else "hint",
    )  # fmt: skip


def _fits(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts come to the sum, all of them or those up to one of them: what follows may be another matter."""
    total = Decimal(0)
    for number, part in enumerate(parts, 1):
        total += part.value
        used = (whole, *parts[:number])
        allowed = tolerance.of_written_sum(
            number, whole.step, min(figure.step for figure in used),
            whole_numbers=not any(figure.places for figure in used),
        )  # fmt: skip
        if number > 1 and abs(whole.value - total) <= allowed:
            return True
    return False


def _weight(listed: _Listed, stated: Decimal, total: Decimal, context: Context) -> str:
    """Whether the list means to be whole: then a gap is a warning, in doubt a hint, else nothing."""
    if stated <= 0:
        return ""
    gap = abs(stated - total) / stated
    subject = listed.whole.statement.words
    named_whole = any(name in subject for name in context.texts("complete"))
    kinds = all(any(kind in part.statement.words for part in listed.parts) for kind in context.texts("kinds"))
    whole_lists = not listed.open_ended and (named_whole or kinds)
    if listed.behind and gap > context.number("beyond"):
        return ""  # nothing says how far back its parts begin
    if gap <= context.number("almost") or (total < stated and (listed.complete or whole_lists)):
        return "warning"
    if total > stated:  # no list of a part can do that; much more, and there is something else in the list
        return "warning" if listed.ended or gap <= context.number("beyond") else ""
    return "hint" if gap <= context.number("nearly") else ""


def _shown(value: Decimal, figure: Figure) -> str:
    """Amounts with two decimals; what is counted as it is."""
    return amount(value) if figure.is_money else digits(value)


def _two_values(report: Report, context: Context) -> Iterator[Flaw]:
    """Sums of the same name, year and column that are stated with two values; one of them must be a sum for certain."""
    names, year = names_of(context.texts("names"), context.texts("sums")), report.year or context.filing.year
    found: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    certain: set[int] = set()
    for said in said_in(report):
        whole = {item.whole.start for item in breakdowns(said[0].at.text)}
        part = {one.start for item in breakdowns(said[0].at.text) for one in item.parts} - whole
        for one, meant in named_in(said, names):
            here = one.statement
            aside = here.of_last_year or here.outlook or here.start in part
            if here.is_amount and here.year in (None, year) and not aside:
                found[_meaning(meant, context)].append(one)
                certain |= {id(one)} if here.start in whole or _TOGETHER.search(here.words) else set()
    for (name, *_), stated in found.items():
        first, *others = stated
        for other in others:
            flaw = _contradiction(report, name, first, other) if {id(first), id(other)} & certain else None
            if flaw is not None:
                yield flaw


def _meaning(meant: Named, context: Context) -> tuple[str, str, str]:
    share = meant.share if has_other_money(context.filing) else ""
    return meant.name, "spent" if meant.column in ("", "spent") else meant.column, share


def _contradiction(report: Report, name: str, one: Said, other: Said) -> Flaw | None:
    here, there = one.statement, other.statement
    coarser = max(here.figure.step, there.figure.step)
    gap = here.figure.value - there.figure.value
    if abs(gap) <= (tolerance.of_written(coarser) if here.figure.step != there.figure.step else 0):
        return None
    subject = subject_of(there.words) or subject_of(here.words) or name
    place = f"（{other.at.address.cell}）" if other.at is not one.at else ""
    same = [part.statement for part in _parts_at(other) + _parts_at(one) if part.statement.figure.value == abs(gap)]
    hint = f"，差额正好等于其中一项“{same[0].quote.removeprefix('其中')}”" if same else ""
    return Flaw(
        report, one.at, subject,
        f"“{quoted(one)}”与“{quoted(other)}”{place}都是{subject}，相差 {amount(abs(gap))}万元{hint}，分不清哪一处写错",
        digits(here.figure.value), digits(there.figure.value), gap, "核对两处，改正写错的一处；口径不同的，写明口径",
        None, (other.at,), (), "hint" if tolerance.is_slight(gap, coarser) else None,
    )  # fmt: skip


def _parts_at(said: Said) -> list[Said]:
    return [Said(said.at, part) for item in breakdowns(said.at.text) for part in item.parts]
