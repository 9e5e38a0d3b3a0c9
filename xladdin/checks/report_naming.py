"""What the words before a figure of a report name: a field of a form, or a sum that reports speak of, and which column.

A name counts only when every other word before the figure is known too (`2023年度一般公共预算财政拨款基本支出` is
基本支出; `住房保障服务中心基本支出` is something else). The names are the labels of the forms and what the rulebook
adds. What is not understood as a whole is nobody's figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from xladdin.forms.base_data import BaseData, Staff
from xladdin.forms.describe import described
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import TOTAL_MONEY, DepartmentEvaluation
from xladdin.forms.report import Chapter, Report
from xladdin.values.breakdown import breakdowns
from xladdin.values.label import key
from xladdin.values.sentence import Statement, statements_of

Column = Literal["initial", "budget", "received", "spent", ""]  # "" where the words name none

TOTAL = "total"
_ROWS = ("three_public", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "reception", "project_spending",
         "office", "procurement")  # fmt: skip
_SPENDINGS = ("basic_spending", "project_spending")
_DAY = r"(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
_AHEAD = re.compile(
    rf"(?:除[^，]{{1,15}}?外的?|截[至止]|{_DAY}|其中|和|本?年度?|上一?年度?|去年|本年|当年|全年|年?[初末底]|[我本](?:局|单位|部门|委|办|中心|站)|"
    r"部门|单位|全局|一般公共预算|一般预算|财政|拨款|预算|决算|批复|下达|安排|实际|对|的|中|为|有|共有|现有|共|总|"
    r"基本支出|按|发生)*"
)
_BEHIND = re.compile(
    r"(?:支出|决算|预算|年初|全年|本年|当年|年度?|调整|后|执行|批复|安排|下达|指标|实际|开支|使用|列支|支付|发生|完成|"
    r"财政拨款(?=支出|预算|决算)|总额|总数|总计|合计|共计|累计|共|金额|经费|资金|数额?|额|为|是|达到?|有|的|[:：])*"
)
_OF_BUDGET = re.compile(r"预算|批复|安排|下达|指标|年初")
_COLUMNS: tuple[tuple[Column, str], ...] = (
    ("spent", "支出|决算|执行|开支|使用|列支|支付|发生"),
    ("received", "到位|拨付|拨入"),
    ("initial", "年初预算|年初批复|年初安排"),
    ("budget", "预算|批复|安排|下达|指标"),
)
_OTHER_UNIT = re.compile(r"(?:局|中心|站|馆|所|办|处|队|院|校|公司|本级|机关)\s*[:：]\s*$")
_QUALIFIERS = re.compile(r"一般公共预算|一般预算|政府性基金预算|财政拨款|基本支出|项目支出")


class Named(NamedTuple):
    """What a statement is about, and which column it means."""

    name: str
    column: Column


class Said(NamedTuple):
    """A statement and the paragraph in which it stands."""

    at: Entry
    statement: Statement


def quoted(said: Said) -> str:
    """The words and the figure for a message, which puts them in quotation marks."""
    return said.statement.quote.replace("“", "‘").replace("”", "’")


def runs_of(report: Report) -> Iterator[tuple[Entry, ...]]:
    """The paragraphs of a report, heading first, those under one heading together."""
    yield report.cover
    for chapter in report.chapters:
        yield from _runs(chapter)


def _runs(chapter: Chapter) -> Iterator[tuple[Entry, ...]]:
    yield (chapter.heading, *chapter.paragraphs)
    for part in chapter.parts:
        yield from _runs(part)


def said_in(report: Report) -> Iterator[tuple[Said, ...]]:
    """The statements of every paragraph that has any."""
    for run in runs_of(report):
        for entry in run:
            found = statements_of(entry.text) if not entry.is_error else ()
            if found:
                yield tuple(Said(entry, one) for one in found)


@lru_cache(maxsize=64)
def names_of(aliases: tuple[str, ...], sums: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Name -> field, of the labels of the forms, of a rulebook's `别名=栏目`, and of sums that no form has."""
    names = {name: name for name in sums}
    for model, fields in ((BaseData, _ROWS), (DepartmentEvaluation, _SPENDINGS), (Staff, ("posts", "staff"))):
        for field, label in described(model):
            if field in fields:
                names |= dict.fromkeys(label.spellings(), field)
    names[key(TOTAL_MONEY.text)] = TOTAL
    for alias in aliases:
        name, _, printed = alias.partition("=")
        if key(printed) in names:
            names[key(name)] = names[key(printed)]
    return names


def named_in(said: Sequence[Said], names: Mapping[str, str]) -> list[tuple[Said, Named]]:
    """What a paragraph says of the names. A part takes the column of its sum, `实际支出` the name before it."""
    of_sum = _sums(said)
    found: list[tuple[Said, Named]] = []
    before: Said | None = None  # the amount before
    for one in said:
        here = one.statement
        meant = named(here.words, names)
        if meant is None and is_bare(here.words) and found and found[-1][0] is before and _follows(before, one):
            meant = Named(found[-1][1].name, column_of(here.words))
        before = one if here.is_amount else before
        if meant is None or here.figure.vague or _OTHER_UNIT.search(one.at.text[: here.start]):
            continue
        whole = named(of_sum[here.start].words, names) if not meant.column and here.start in of_sum else None
        found.append((one, meant if whole is None else Named(meant.name, whole.column)))
    return found


def _follows(before: Said, one: Said) -> bool:
    return before.statement.sentence == one.statement.sentence and before.statement.depth == one.statement.depth


def _sums(said: Sequence[Said]) -> dict[int, Statement]:
    """Where a part of a sum begins -> the sum."""
    return {part.start: item.whole for item in breakdowns(said[0].at.text) for part in item.parts} if said else {}


def named(words: str, names: Mapping[str, str]) -> Named | None:
    """The longest name in the words for which nothing else is left over."""
    for name in sorted((name for name in names if name in words), key=len, reverse=True):
        place = words.rfind(name)
        ahead, behind = words[:place], words[place + len(name) :]
        if _AHEAD.fullmatch(ahead) and _BEHIND.fullmatch(behind):
            return Named(names[name], column_of(behind) or _column_ahead(ahead))
    return None


def is_bare(words: str) -> bool:
    """Words that name only a column (`实际支出`): they go on about what was named before."""
    return bool(words) and _BEHIND.fullmatch(words) is not None and column_of(words) != ""


def column_of(words: str) -> Column:
    """The column that the last of the words means; 支出 and 预算 inside the name of a fund do not count."""
    left = _QUALIFIERS.sub("", words)
    found: list[tuple[int, int, Column]] = []
    for column, pattern in _COLUMNS:
        found += [(match.end(), len(match[0]), column) for match in re.finditer(pattern, left)]
    return max(found)[2] if found else ""


def _column_ahead(words: str) -> Column:
    left = _QUALIFIERS.sub("", words)
    if "决算" in left or "实际" in left:
        return "spent"
    if not _OF_BUDGET.search(left):
        return ""
    return "initial" if "年初" in left else "budget"
