"""A file and its rulebook (规则集): what every command and every button begins with."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.forms.vocabulary import Vocabulary
from xladdin.reading import Titles
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit
from xladdin.reading.readable import FileKind, Readable
from xladdin.reading.report import ReportFile, read_report_file, reports_in
from xladdin.rulebooks.loader import available, choices, load_usable, suggest
from xladdin.rulebooks.schema import Rulebook


class Opened(NamedTuple):
    """What was read, and under which rules it is looked at."""

    filing: Filing
    rulebook: Rulebook


def open_filing(path: str | Path, rulebook_id: str | None = None) -> Opened:
    """The filing in a file with the rulebook that was named, that it names itself, or that year and unit suggest."""
    return open_admitted(admit(path), rulebook_id)


def open_admitted(file: Readable, rulebook_id: str | None = None) -> Opened:
    """The same for a file of which more is wanted, so that it is read once."""
    filing = filing_of(file)
    return Opened(filing, choose(filing, rulebook_id))


def filing_of(file: Readable) -> Filing:
    """The filing in a file by the labels of all rulebooks; a sentence where there is no form."""
    filing = filing_in(file, vocabulary())
    if not filing.forms:
        if _is_report(file):
            raise InputError(
                f"“{filing.source}”是自评报告，里面没有表，请改用填报的工作簿；"
                "报告和表一起核对，用 xladdin check 工作簿 --report 报告。"
            )
        refuse_hidden(filing)
        raise InputError(
            f"“{filing.source}”里没有找到基础数据表、自评表、项目表等任何一张表，请检查是否选错了文件，或栏目名称是否被改动。"
        )
    return filing


def refuse_hidden(filing: Filing) -> None:
    """A filing whose forms nobody sees: the sentence says where they are."""
    if filing.hidden_forms:
        sheets = "、".join(dict.fromkeys(form.sheet for form in filing.hidden_forms))
        raise InputError(f"“{filing.source}”里的表都在隐藏的工作表里（{sheets}），请取消隐藏、保存后再试。")


def open_reports(paths: Iterable[Path]) -> tuple[ReportFile, ...]:
    """The Word reports that belong to a filing. A finding names its file, so that two of one name are refused."""
    files: dict[str, ReportFile] = {}
    for path in dict.fromkeys(paths):
        file = read_report_file(path, report_titles())
        if file.name in files:
            raise InputError(f"两份报告都叫“{file.name}”，结果里分不清是哪一份，请把其中一份改名后再试。")
        files[file.name] = file
    return tuple(files.values())


def _is_report(file: Readable) -> bool:
    return file.kind is FileKind.DOCX and bool(reports_in(file.data, file.name, report_titles()))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The labels of all rulebooks: the rulebook of a file is known only after it was read."""
    return Vocabulary(
        {form: rule.labels for form, rule in rulebook.forms.items() if rule.labels} for rulebook in available()
    )


@lru_cache(maxsize=1)
def report_titles() -> Titles:
    """The titles of chapters and forms of all rulebooks: by them the headings of a report are recognised."""
    department: dict[str, tuple[str, ...]] = {}
    project: dict[str, tuple[str, ...]] = {}
    forms: dict[str, None] = {}
    for rulebook in available():
        for titles, chapters in (
            (department, rulebook.report.chapters),
            (project, rulebook.report.project_chapters),
        ):
            for chapter in chapters:
                titles[chapter.title] = (*titles.get(chapter.title, ()), *chapter.parts)
        forms |= dict.fromkeys([*(rule.title for rule in rulebook.forms.values()), *rulebook.report.annexes])
    return Titles(department, project, tuple(forms))


def choose(filing: Filing, rulebook_id: str | None = None) -> Rulebook:
    """The rulebook for a filing; a sentence with the choices where nothing tells which."""
    named = rulebook_id or filing.rulebook.text
    if named:
        return load_usable(named)
    suggested = suggest(filing.year, filing.unit)
    if suggested is None:
        unit = f"（单位“{filing.unit}”、年度 {filing.year or '不明'}）" if filing.unit or filing.year else ""
        raise InputError(f"看不出“{filing.source}”{unit}适用哪个规则集，请用 --rulebook 指定一个：{choices()}。")
    return suggested
