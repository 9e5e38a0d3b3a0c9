"""What a report says that belongs elsewhere or says nothing: another project, another year, hollow text (BG106–108)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xladdin.checks.dates_and_copies import usual_year
from xladdin.checks.finding import Flaw, Severity
from xladdin.checks.matching import alike
from xladdin.checks.registry import Context, check
from xladdin.checks.word.outline import beginning
from xladdin.forms.entry import Entry
from xladdin.forms.report import Chapter, Report
from xladdin.values.label import fold, key
from xladdin.values.numbering import numbering
from xladdin.values.period import parse_day

_DECEMBER = 12
_SHOWN = 80  # signs of a text as the value that was provided
_PLACE = re.compile(r"[一-鿿]{2,4}?[市县区州]")
_SENTENCES = re.compile(r"[^。！？!?\n]+")
_QUOTED = re.compile(r"《[^》]*》|〈[^〉]*〉|[〔\[【(（][^〕\]】)）]{0,12}[〕\]】)）]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年)")
_WHOLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年\s*度")
_UP_TO = re.compile(r"截[至止]到?\s*$")
_ITEM = re.compile(r"[^。！？!?；;\n]+")


class _Name(NamedTuple):
    """A project's name without the words that any project's name may have; `beginning` only of projects with a form."""

    full: str
    core: str
    beginning: str


@check("BG106", "warning", "其他项目的名称", "项目支出报告应写本项目的内容")
def another_project(context: Context) -> Iterator[Flaw]:
    """1. 项目支出报告里不应出现其他项目的名称（名称取自项目表、基础数据表和其他报告的标题），多半是复制后没有改。
    2. 比较时去掉“专项”“经费”等通用的词；只出现其他项目名称开头几个字的，是提示，规则集所列的常用词不算。
    3. 名称与本项目相近的、本项目名称只有通用词的（工作经费）、标题没有写明项目的不核对。
    4. 一段里的同一个名称只报告一次。
    """
    reports = context.filing.reports
    names = list(_names(context)) if reports else []
    for report in reports:
        own = _core(report.project.text, context)
        if report.kind == "project" and own:
            others = [name for name in names if not _is_own(name, own, context)]
            for chapter in report.chapters:
                for entry in chapter.whole:
                    yield from _named(report, entry, others)


def _names(context: Context) -> Iterator[_Name]:
    filing, length = context.filing, int(context.number("beginning"))
    ordinary = context.texts("ordinary")
    written = [(table.name.text, True) for table in filing.projects]
    written += [(report.project.text, True) for report in filing.reports]
    if filing.base_data:
        written += [(item.label.text, False) for group in filing.base_data.groups for item in group.items]
    for name, has_form in written:
        core = _core(name, context)
        start = core[:length]
        known = has_form and len(start) == length < len(core) and start not in ordinary
        if len(core) >= length:
            yield _Name(name, core, start if known else "")


def _core(name: str, context: Context) -> str:
    """Without the place of the unit in front and without general words at the end."""
    endings = context.texts("endings")
    core = key(name)
    for unit in (context.filing.unit, *(report.filling_unit.text for report in context.filing.reports)):
        if place := _PLACE.match(unit):
            core = core.removeprefix(place[0])
    while ending := next((word for word in endings if core.endswith(word)), ""):
        core = core.removesuffix(ending)
    return core


def _is_own(name: _Name, own: str, context: Context) -> bool:
    return name.core in own or own in name.core or alike(name.core, own) >= context.number("similarity")


def _named(report: Report, entry: Entry, others: Sequence[_Name]) -> Iterator[Flaw]:
    text = fold(entry.raw)
    said: list[str] = []
    for name in others:
        found = next((word for word in (name.core, name.beginning) if word and word in text), "")
        if found and not any(found in other or other in found for other in said):
            said.append(found)
            severity: Severity | None = None if found == name.core else "hint"
            message = f"出现了其他项目“{name.full}”的字样：“{_around(text, found)}”"
            fix = "确认是否从其他项目的报告复制后没有修改"
            yield Flaw(report, entry, "项目名称", message, found, report.project.text, None, fix, severity=severity)


def _around(text: str, word: str) -> str:
    place = text.index(word)
    return text[max(0, place - 8) : place + len(word) + 8]


@check("BG107", "error", "报告的年度", "报告的年度应与报送年度一致")
def report_year(context: Context) -> Iterator[Flaw]:
    """1. 标题的年度应与报送年度一致。报送年度看各表；没有表的看规则集。
    2. 封面和落款的日期应在年度结束前后：本年 12 月或次年，否则是警告。
    3. 一句话以以前年度开头（可以先写“本单位”等），整句没有提到本年的，多半是旧报告的文字，
       是警告；“截至”以前年度的也是。
    4. 上年的对比、沿革、结转结余、文件的年份等由规则集列出的情况，以及书名号、括号里的年份不核对；
       一句话里以后的年度不核对。
    5. 标题没有写年度，正文里只写以后的“××年度”、没有写报送年度的，多半拿错了报告，是警告。
    """
    for report in context.filing.reports:
        due = usual_year(context.filing) or context.rulebook.year or report.year
        if due is None:
            continue
        if report.year is not None and report.year != due:
            yield Flaw(report, report.title, "标题年度", f"标题写的是 {report.year} 年度，报送的是 {due} 年度",
                       str(report.year), str(due), None, f"核对后改为 {due} 年")  # fmt: skip
        elif report.year is None:
            yield from _of_later_year(report, due)
        yield from _stale(report, due, context)


def _of_later_year(report: Report, due: int) -> Iterator[Flaw]:
    """Another year's report whose title does not tell."""
    written = {int(year) for entry in report.paragraphs for year in _WHOLE_YEAR.findall(entry.raw)}
    later = "、".join(str(year) for year in sorted(written) if year > due)
    if later and due not in written:
        yield Flaw(
            report, beginning(report), "报告年度",
            f"标题没有写年度，正文写的是 {later} 年度，没有写报送的 {due} 年度，可能拿错了报告",
            later, str(due), None, f"换成 {due} 年度的报告；标题写明年度", severity="warning",
        )  # fmt: skip


def _stale(report: Report, due: int, context: Context) -> Iterator[Flaw]:
    for entry in report.paragraphs:
        day = parse_day(re.sub(r"\s+", "", entry.raw))
        if day is not None:
            if day.year != due + 1 and not (day.year == due and day.month == _DECEMBER):
                yield Flaw(report, entry, "日期", f"日期 {day.isoformat()} 不在 {due} 年度结束之后的一年内",
                           day.isoformat(), f"{due + 1} 年", None, "核对日期", severity="warning")  # fmt: skip
            continue
        if entry in report.cover and "。" not in entry.raw:
            continue  # the titles on a cover have been looked at; an introduction is text like any other
        for sentence in _SENTENCES.finditer(entry.raw):
            if earlier := _earlier(sentence[0], due, context):
                start = " ".join(sentence[0].split())[:24]
                message = f"写的是 {earlier} 年（“{start}”），报送的是 {due} 年度"
                yield Flaw(report, entry, "年度", message, str(earlier), str(due), None, f"核对后改为 {due} 年",
                           severity="warning")  # fmt: skip
                break


def _earlier(sentence: str, due: int, context: Context) -> int | None:
    """The earlier year with which a sentence begins that says nothing of this year."""
    number = numbering(sentence)
    text = _QUOTED.sub("", sentence[number.length if number else 0 :]).strip()
    if str(due) in text or any(word in text for word in context.texts("now")):
        return None
    for match in _YEAR.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if int(match[1]) >= due:
            return None
        if _UP_TO.search(before) or any(re.search(pattern, behind) for pattern in context.texts("stale")):
            return int(match[1])
        if len(before.strip()) > context.number("subject") or re.search(r"[，,；;：:]", before):
            return None
        allowed = any(re.search(pattern, before) for pattern in context.texts("before")) or any(
            re.search(pattern, behind) for pattern in context.texts("behind")
        )
        return None if allowed else int(match[1])
    return None


@check("BG108", "warning", "问题和建议空泛", "自评报告应反映问题、提出建议")
def hollow(context: Context) -> Iterator[Flaw]:
    """1. 存在的问题应写明问题：只写“无”，或只有一两句而没有说出任何问题的，是警告；只说资金不足的也是。
    2. 建议、改进措施只写“无”的，只要求增加投入的，是警告。
    3. 项目支出报告里的是提示。问题和建议写在同一章的，只核对问题是否写明。
    4. 下面没有内容的由 BG103 报告。
    """
    for report in context.filing.reports:
        for section in _innermost(report):
            text = " ".join(entry.text for entry in section.whole).strip()
            title = key(section.title)
            about_problems = any(word in title for word in context.texts("problem_titles"))
            about_measures = any(word in title for word in context.texts("measure_titles"))
            if not text or not (about_problems or about_measures):
                continue
            what = _problem(text, context) if about_problems else _measure(text, context)
            if what:
                at = next(iter(section.whole))
                light: Severity | None = "hint" if report.kind == "project" else None
                said = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
                yield Flaw(report, at, section.title, f"“{section.title}”{what[0]}", said, what[1], None, what[2],
                           severity=light)  # fmt: skip


def _innermost(report: Report) -> Iterator[Chapter]:
    """Chapters, in the place of a chapter with parts its parts."""
    for chapter in report.chapters:
        if not chapter.paragraphs and chapter.parts:
            yield from chapter.parts
        else:
            yield chapter


def _problem(text: str, context: Context) -> tuple[str, str, str] | None:
    """What is said of the problems, what is wanted, and what to do; None where it is well."""
    wanted = "存在的问题和原因"
    told = _telling(text, context.texts("problem_words"))
    if _is_nothing(text, context) or (not told and len(fold(text)) < context.number("short")):
        return "没有写出问题", wanted, "写明预算管理、资金使用等方面的问题和原因，确实没有的说明理由"
    if told and all(any(re.search(pattern, one) for pattern in context.texts("money_words")) for one in told):
        return "只说资金不足", wanted, "从预算管理、履职效能、资金使用、资产管理等方面归纳问题"
    return None


def _measure(text: str, context: Context) -> tuple[str, str, str] | None:
    wanted = "与问题对应的建议和措施"
    if _is_nothing(text, context):
        return "没有写出建议", wanted, "对应存在的问题写明建议或措施"
    told = _telling(text, context.texts("measure_words"))
    if told and all(any(re.search(pattern, one) for pattern in context.texts("invest_words")) for one in told):
        return "只要求增加投入", wanted, "对应存在的问题写明管理上的建议或措施"
    return None


def _telling(text: str, words: Sequence[str]) -> list[str]:
    """The sentences with one of the words."""
    return [match[0] for match in _ITEM.finditer(text) if any(word in match[0] for word in words)]


def _is_nothing(text: str, context: Context) -> bool:
    plain = fold(text).strip("。.;；,，")
    return plain in context.texts("nothing")
