"""What the words before a figure of a report name: a field of a form, or a sum that reports speak of, and which column.

A name counts only when every other word before the figure is known too (`2023年度一般公共预算财政拨款基本支出` is
基本支出; `住房保障服务中心基本支出` is something else). The names are the labels of the forms and what the rulebook
adds. What is not understood as a whole is nobody's figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from xladdin.checks.word.others import on_others
from xladdin.forms.base_data import BaseData, Staff
from xladdin.forms.describe import described
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import TOTAL_MONEY, DepartmentEvaluation
from xladdin.forms.report import Chapter, Report
from xladdin.values.breakdown import breakdowns
from xladdin.values.label import key
from xladdin.values.sentence import Statement, clause_words, opening_of, statements_of

Column = Literal["initial", "budget", "received", "spent", ""]  # "" where the words name none

TOTAL = "total"
_ROWS = ("three_public", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "reception", "project_spending",
         "office", "procurement")  # fmt: skip
_SPENDINGS = ("basic_spending", "project_spending")
_DAY = r"(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
_AHEAD = re.compile(
    rf"(?:\d{{1,2}}[.．]|[一二三四五六七八九十]{{1,2}}是|除[^，]{{1,15}}?外的?|截[至止]|{_DAY}|其中|和|本?年度?|上一?年度?|去年|本年|当年|全年|年?[初末底]|[我本](?:局|单位|部门|委|办|中心|站)|"
    r"部门|单位|全局|一般公共预算|一般预算|[省市县区]?财政局?|拨款|预算|决算|批复|下达|安排|实际|对|的|中|为|有|共有|现有|实有|核定|共|总|"
    r"基本支出|按|发生)*"
)
_BEHIND = re.compile(
    rf"(?:{_DAY}|上一?年度?|去年|同期|支出|决算|预算|年初|全年|本年|当年|年度?|调整|后|执行|批复|安排|下达|指标|实际|开支|使用|列支|支付|发生|完成|"
    r"财政拨款(?=支出|预算|决算)|总额|总数|总计|合计|共计|累计|共|金额|经费|费用?|资金|数额?|额|为|是|达到?|有|的|[:：])*"
)
_OF_BUDGET = re.compile(r"预算|批复|安排|下达|指标|年初")
_COLUMNS: tuple[tuple[Column, str], ...] = (
    ("spent", "支出|决算|执行|开支|使用|列支|支付|发生|实际"),
    ("received", "到位|拨付|拨入"),
    ("initial", "年初预算|年初批复|年初安排"),
    ("budget", "预算(?!内|外)|批复|安排|下达|指标"),
)
# Of these amounts a report may state the share of one kind of money; the forms hold those of all.
SHARED = ("basic_spending", "project_spending", TOTAL)
_SHARES = re.compile(r"一般公共预算|一般预算|政府性基金|国有资本经营|财政拨款|专户")
_COMPARING = re.compile(r"同比|相比|环比|比|较|与")
_NEAR = 32  # signs before a clause in which `三公经费：` may stand
_KINDS = re.compile(r"(?:行政|事业|工勤|参公|全额|差额)$")  # of posts and staff of the unit itself
_BEFORE_COLON = re.compile(r"([^，,；;：:、。！？!?\n]+)[：:]\s*$")
_QUALIFIERS = re.compile(r"一般公共预算|一般预算|政府性基金预算|财政拨款|基本支出|项目支出")


class Named(NamedTuple):
    """What a statement is about, which column it means, and of what money it is a share (一般公共预算财政拨款)."""

    name: str
    column: Column
    share: str = ""


def of_share(text: str) -> str:
    """The kind of money that a text speaks of, 一般公共预算."""
    found = _SHARES.findall(text)
    return found[-1] if found else ""


class Said(NamedTuple):
    """A statement, the paragraph in which it stands, and the title of its chapter."""

    at: Entry
    statement: Statement
    chapter: str = ""


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
    """The statements of every paragraph that has any, their words without the name of the unit itself."""
    own = clause_words(report.filling_unit.text)
    for title, run in _titled(report):
        for entry in run:
            found = statements_of(entry.text) if not entry.is_error else ()
            if found:
                yield tuple(Said(entry, _of_us(one, own), title) for one in found)


def _titled(report: Report) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    yield "", report.cover
    for chapter in report.chapters:
        yield from ((chapter.title, run) for run in _runs(chapter))


def _of_us(one: Statement, own: str) -> Statement:
    return replace(one, words=one.words.replace(own, "")) if own and own in one.words else one


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
    others = _of_others(said, names, of_sum)
    for one in said:
        here = one.statement
        words = _COMPARING.sub("", here.words) if here.compared else here.words
        meant = named(headed(words, one), names)
        if meant is None and found and found[-1][0] is before and _follows(before, one):
            meant = _going_on(words, found[-1][1], here) if _is_clear(before.statement, of_sum) else None
        before = one if here.is_amount else before
        if meant is None or here.figure.vague or (here.start in others and not meant.name.startswith("#")):
            continue
        whole = of_sum[here.start].words if here.start in of_sum else ""
        ahead = one.at.text[opening_of(one.at.text, here.start) : here.figure.start] if meant.name in SHARED else ""
        found.append((one, Named(meant.name, meant.column or column_of(whole), of_share(ahead))))
    return found


def headed(words: str, one: Said) -> str:
    """`三公经费：预算21.80万元`: words that name only a column, or none, with the name before the colon."""
    ahead = _BEFORE_COLON.search(one.at.text[max(0, one.statement.start - _NEAR) : one.statement.start])
    return clause_words(ahead[1]) + words if ahead is not None and (not words or is_bare(words)) else words


def _is_clear(last: Statement, of_sum: Mapping[int, Statement]) -> bool:
    """Behind the parts of a sum nobody knows whether it goes on with the last part or with the sum."""
    return last.start not in of_sum or column_of(last.words) != ""


def _going_on(words: str, last: Named, here: Statement) -> Named | None:
    """`实际支出`, `比预算数`, `比上年`, `2022年`: another amount of what was named last."""
    if is_bare(words):
        return Named(last.name, column_of(words))
    of_time = here.compared or here.of_last_year or here.year is not None
    return last if of_time and words and _BEHIND.fullmatch(words) else None


def _of_others(said: Sequence[Said], names: Mapping[str, str], of_sum: Mapping[int, Statement]) -> set[int]:
    if not said:
        return set()
    statements = [one.statement for one in said]
    unknown = {one.start for one in statements if _is_unknown(one.words, names)} - of_sum.keys()
    # A project may be called after another unit (档案馆库房建设) and is our own.
    own = {one.start for one in statements if named(one.words, names) is not None}
    return on_others(said[0].at.text, statements, unknown, own)


def _is_unknown(words: str, names: Mapping[str, str]) -> bool:
    """`全系统编制`: a name with unknown words before it, so that it is another's."""
    ahead = [_KINDS.sub("", words[: words.rfind(name)]) for name in names if name in words]
    return bool(ahead) and not any(_AHEAD.fullmatch(one) for one in ahead)


def _follows(before: Said, one: Said) -> bool:
    """In the same sentence and bracket, or in a bracket right behind: `18.9万元（上年21万元）`."""
    last, here = before.statement, one.statement
    if last.sentence != here.sentence:
        return False
    return last.depth == here.depth or not one.at.text[last.figure.end : here.start].strip("（( ")


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
