"""How a report is built (BG103, BG109): its chapters, their numbers, and the annexes that it names."""

import re
from collections.abc import Iterator, Sequence

from xladdin.checks.finding import FORM_KEYS, Flaw
from xladdin.checks.matching import alike, paired
from xladdin.checks.registry import Context, check
from xladdin.checks.word.numbers import numbering_flaws
from xladdin.checks.word.outline import beginning, chapters_of, is_filled, matched
from xladdin.forms.entry import Entry
from xladdin.forms.filing import FORMS
from xladdin.forms.report import Chapter, Report
from xladdin.forms.tables import FUND_TABLES
from xladdin.rulebooks.parameters import Chapter as Wanted
from xladdin.rulebooks.schema import FormKey
from xladdin.values.label import key

_SHOWN = 40  # signs of a text as the value that was provided
_AMOUNT = re.compile(r"(?<![\d.])0*[1-9]\d*(?:\.\d+)?\s*(?:亿|万)?元|0\.\d*[1-9]\d*\s*(?:亿|万)?元")


@check("BG103", "warning", "报告的章节", "{report}")
def chapters(context: Context) -> Iterator[Flaw]:
    """1. 规则集规定的各章都应有，标题相近的算有；规定的部分（（一）（二）……）没有列出的，是提示。
    2. 各章、各部分下面应有内容，没有这类情况的写“无”；落款、签字不算内容。
    3. 各章的次序应与规则集一致；标题缺了末尾几个字的，是提示。
    4. 各章的序号应从一开始逐章连续。序号的值不对是警告；写法不统一（一、2、三、）、个别章没有序号的，是提示；
       各部分、正文里逐条编号的序号不连续的，是提示。整份报告都没有序号的不核对。
    5. 提示文字（【请填写：……】、主要反映……）应改为实际内容，一份报告合并报告一次。
    6. 规则集没有规定项目支出报告章节的，项目支出报告不核对（提示文字除外）。
    """
    for report in context.filing.reports:
        yield from _prompts(report, context)
        wanted = chapters_of(report, context)
        if wanted and report.chapters:
            places = matched(report, wanted, context)
            yield from _missing(report, wanted, places)
            yield from _missing_parts(report, wanted, places, context)
            yield from _empty(report, context)
            yield from _out_of_order(report, wanted, places)
            yield from _cut_off(report, wanted, places)
            yield from numbering_flaws(report, places)


def _prompts(report: Report, context: Context) -> Iterator[Flaw]:
    patterns = [re.compile(pattern) for pattern in context.texts("prompts")]
    left = [(entry, match[0]) for entry in report.paragraphs for pattern in patterns
            for match in pattern.finditer(entry.text)]  # fmt: skip
    if left:
        shown = left[0][1] if len(left[0][1]) <= _SHOWN else f"{left[0][1][:_SHOWN]}……"
        places = dict.fromkeys(entry for entry, _ in left)
        message = f"报告里还有 {len(left)} 处提示文字没有改为实际内容"
        yield Flaw(report, left[0][0], "提示文字", message, shown, "实际内容", None, "逐处填写，或删去这一句",
                   cells=tuple(places)[1:])  # fmt: skip


def _missing(report: Report, wanted: Sequence[Wanted], places: dict[int, int]) -> Iterator[Flaw]:
    there = set(places.values())
    missing = "、".join(
        chapter.title for place, chapter in enumerate(wanted) if chapter.required and place not in there
    )
    if missing:
        yield Flaw(report, beginning(report), "缺少的章节", f"报告缺少这些章：{missing}", "", missing, None,
                   "补上这些章，没有这类情况的写“无”")  # fmt: skip


def _missing_parts(
    report: Report, wanted: Sequence[Wanted], places: dict[int, int], context: Context
) -> Iterator[Flaw]:
    for own, place in places.items():
        chapter = report.chapters[own]
        parts = [part.title for part in chapter.parts]
        listed = paired(parts, wanted[place].parts, context.number("similarity"))
        absent = "、".join(part for number, part in enumerate(wanted[place].parts) if number not in listed.values())
        if absent and any(True for _ in chapter.whole):
            yield Flaw(report, chapter.heading, f"{chapter.title} 缺少的部分", f"“{chapter.title}”没有列出：{absent}",
                       "、".join(parts), absent, None, "分部分写明", severity="hint")  # fmt: skip


def _empty(report: Report, context: Context) -> Iterator[Flaw]:
    signing = context.texts("signing")
    for chapter in report.chapters:
        filled = is_filled(chapter.whole, signing)
        for section in (chapter,) if not filled else _empty_parts(chapter, signing):
            yield Flaw(report, section.heading, f"{section.title} 内容", f"“{section.title}”下面没有内容", "",
                       "内容，没有的写“无”", None, "填写内容，没有这类情况的写“无”")  # fmt: skip


def _empty_parts(chapter: Chapter, signing: Sequence[str]) -> tuple[Chapter, ...]:
    return tuple(part for part in chapter.parts if not is_filled(part.whole, signing))


def _out_of_order(report: Report, wanted: Sequence[Wanted], places: dict[int, int]) -> Iterator[Flaw]:
    """Each chapter that stands behind one which belongs behind it; reported once, at the first of them."""
    last, wrong = -1, []
    for own in sorted(places):
        if places[own] < last:
            wrong.append(report.chapters[own])
        last = max(last, places[own])
    if wrong:
        titles = "、".join(f"“{chapter.title}”" for chapter in wrong)
        order = "、".join(wanted[place].title for place in sorted(places.values()))
        yield Flaw(report, wrong[0].heading, "章节次序", f"章节的次序与规则集不同：{titles}应在前面",
                   "、".join(chapter.title for chapter in report.chapters), order, None, "按规定的次序调整",
                   cells=tuple(chapter.heading for chapter in wrong[1:]))  # fmt: skip


def _cut_off(report: Report, wanted: Sequence[Wanted], places: dict[int, int]) -> Iterator[Flaw]:
    for own, place in places.items():
        chapter, title = report.chapters[own], wanted[place].title
        if key(title) != key(chapter.title) and key(title).startswith(key(chapter.title)):
            yield Flaw(report, chapter.heading, "章节标题", f"标题“{chapter.title}”不全，应为“{title}”",
                       chapter.title, title, None, f"改为“{title}”", severity="hint")  # fmt: skip


@check("BG109", "warning", "报告的附件", "{report}")
def annexes(context: Context) -> Iterator[Flaw]:
    """1. 部门报告的附件清单里列出的表，报送的文件里都应有；必须报送的表由 WZ105 报告，这里不重复。
    2. 政府性基金等预算支出情况表，报告里相应一章写明没有这类支出的，可以不附，也可以不列。
    3. 规则集规定的附件，报告应在附件清单里列出，是提示。
    4. 没有读到任何一张表的（只核对报告）、项目支出报告不核对。
    """
    for report in context.filing.reports:
        if report.kind == "department" and context.filing.forms:
            for entry in report.annexes:
                yield from _not_attached(report, entry, context)
            yield from _not_named(report, context)


def _not_attached(report: Report, entry: Entry, context: Context) -> Iterator[Flaw]:
    """A named table that is not in the file, unless its absence is reported or explained."""
    named = _title_of(entry)
    form = _form_of(named, context)
    if form is None or context.rulebook.forms[form].status == "required":
        return
    model = next(model for model in FORMS if FORM_KEYS[model.letter] == form)
    if form == "fund_table":
        there = any(_same(named, table.title.text) or _same(named, table.sheet) for table in context.filing.of(model))
    else:
        there = bool(context.filing.of(model))
    if not there and not _has_nothing(report, named, context):
        yield Flaw(report, entry, f"附件 {named}", f"附件清单里的《{named}》没有附上", "", named, None,
                   f"补上《{named}》，或从清单里删去")  # fmt: skip


def _not_named(report: Report, context: Context) -> Iterator[Flaw]:
    named = [_title_of(entry) for entry in report.annexes]
    missing = [
        title for title in context.rulebook.report.annexes
        if not any(_same(title, other) for other in named) and not _has_nothing(report, title, context)
    ]  # fmt: skip
    if missing:
        text = "、".join(missing)
        at = report.annexes[0] if report.annexes else beginning(report)
        yield Flaw(report, at, "附件清单", f"附件清单里没有列出：{text}", "、".join(named), text, None,
                   "在报告末尾的附件清单里列出", severity="hint")  # fmt: skip


def _title_of(entry: Entry) -> str:
    return key(entry.text.split("：")[-1].strip("《》")).strip("《》")


def _same(one: str, other: str) -> bool:
    """Equal names; the last word 表 may be missing."""
    return key(one).removesuffix("表") == key(other).removesuffix("表")


def _form_of(named: str, context: Context) -> FormKey | None:
    """The form with this title in the rulebook; the three fund tables share one."""
    rules = context.rulebook.forms
    exact = next((form for form, rule in rules.items() if form != "report" and _same(rule.title, named)), None)
    if exact is not None:
        return exact
    return "fund_table" if any(_same(title, named) for title in FUND_TABLES) else None


def _has_nothing(report: Report, title: str, context: Context) -> bool:
    """Whether the report has a chapter of this name which says that there is no such spending."""
    nothing, similarity = context.texts("nothing"), context.number("similarity")
    for chapter in report.chapters:
        if alike(chapter.title, title.removesuffix("表")) >= similarity:
            said = "".join(entry.text for entry in chapter.whole)
            return not _AMOUNT.search(said) and any(word in said for word in nothing)
    return False
