"""校验说明: under which rules the submission was checked, and every warning with its explanation."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xladdin import __version__
from xladdin.checks.finding import FORM_KEYS, Finding
from xladdin.drawing.book import RULEBOOK_CELL, Book, quoted
from xladdin.drawing.formulas import cell
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Look
from xladdin.forms.entry import Form
from xladdin.forms.filing import FORMS
from xladdin.forms.report import Report
from xladdin.rulebooks.schema import Rulebook
from xladdin.submission.explaining import Explained
from xladdin.submission.manifest import Manifest, UsedRulebook

SHEET = "校验说明"
_WIDTHS = (6, 9, 30, 36, 30)
_HEADINGS = ("序号", "代码", "表和栏目", "校验发现的问题", "单位说明")
_COLUMNS = len(_WIDTHS)
_RULEBOOK_ROW = 2
_FACTS_AT = 2  # the column of what is said
RULES = ("评分规则", "规则名称", "规则摘要")


class Told(NamedTuple):
    """What stands in one cell: what it is about, where, and the text."""

    label: str
    cell: str
    text: str


def draw_remarks(book: Book, findings: Sequence[Finding], explained: Sequence[Explained]) -> Sheet:
    """The sheet 校验说明. The cell RULEBOOK stands here, so that the workbook is read under the same rules."""
    sheet = book.sheet(SHEET, _WIDTHS)
    rulebook = book.rulebook
    sheet.text(0, 0, "校验说明", Look.TITLE, _COLUMNS)
    sheet.height(0, 36)
    hints = sum(finding.severity == "hint" for finding in findings)
    facts = _facts(book.unit, rulebook, f"xladdin {__version__}", len(explained), hints)
    for row, (label, text) in enumerate(facts, 1):
        sheet.text(row, 0, label, Look.LABEL, 2)
        sheet.text(row, _FACTS_AT, text, Look.LABEL_LEFT, _COLUMNS - _FACTS_AT)
    book.workbook.define_name(RULEBOOK_CELL, f"={quoted(SHEET)}!$C${_RULEBOOK_ROW + 1}")
    return _table(sheet, len(facts) + 2, explained)


def told_in(stated: Manifest) -> Iterator[Told]:
    """What the sheet of a package with this manifest says."""
    explanations = stated.explanations
    facts = _facts(stated.unit, stated.rulebook, stated.software, len(explanations), stated.hints)
    for row, (label, text) in enumerate(facts, 1):
        yield Told(label, cell(row, _FACTS_AT), text)
    for number, one in enumerate(explanations, 1):
        texts = _line(number, one.code, one.place, one.message, one.explanation, for_all=one.for_all)
        for column, text in enumerate(texts):
            yield Told(f"第 {number} 条{_HEADINGS[column]}", cell(len(facts) + 2 + number, column), text)


def _facts(
    unit: str, rulebook: Rulebook | UsedRulebook, software: str, warnings: int, hints: int
) -> tuple[tuple[str, str], ...]:
    rules = (rulebook.id, f"{rulebook.name}　第 {rulebook.version} 版", rulebook.digest)
    return (
        ("填报单位", unit),
        *zip(RULES, rules, strict=True),
        ("软件版本", software),
        ("校验结果", f"错误 0 项，警告 {warnings} 项（均已说明），提示 {hints} 项"),
    )


def _line(number: int, code: str, place: str, message: str, given: str, *, for_all: bool) -> tuple[str, ...]:
    return str(number), code, place, message, f"{given}\n（对全部警告统一说明）" if for_all else given


def _table(sheet: Sheet, row: int, explained: Sequence[Explained]) -> Sheet:
    if not explained:
        sheet.text(row, 0, "没有需要说明的问题。", Look.LINE, _COLUMNS)
        sheet.finish(row + 1, _COLUMNS)
        return sheet
    for column, heading in enumerate(_HEADINGS):
        sheet.text(row, column, heading, Look.HEADING)
    for number, (finding, text, for_all) in enumerate(explained, 1):
        line = _line(number, finding.code, place_of(finding), finding.message, text, for_all=for_all)
        for column, said in enumerate(line):
            sheet.text(row + number, column, said, Look.LABEL if column < 2 else Look.LABEL_LEFT)
    sheet.repeat(row)
    sheet.finish(row + len(explained) + 1, _COLUMNS)
    return sheet


_HANDED_IN: tuple[type[Form], ...] = (*FORMS, Report)
_KINDS = {model.letter: model.chinese for model in _HANDED_IN}


def place_of(finding: Finding) -> str:
    """The table, the project and the field: cells have other addresses in the submission than in the workbook. The
    Word report is handed in as it is, so that its paragraph is named too."""
    form = next((_KINDS[letter] for letter, name in FORM_KEYS.items() if name == finding.form), "")
    if finding.form == FORM_KEYS[Report.letter]:
        form = f"{form} {finding.cell}".strip()
    return "\n".join(part for part in (form, finding.project, finding.field) if part)
