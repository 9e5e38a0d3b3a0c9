"""What stands in a cell and cannot be used as it is: error values, texts for numbers, other units (WZ104, WZ106)."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context, check
from xladdin.forms.describe import Measure, described
from xladdin.forms.entry import Address, Entry, Form, entries_of
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.tables import ScoreTable
from xladdin.values.label import key
from xladdin.values.number import Kind, digits, is_blank, parse_number

_NUMERIC = frozenset({Measure.AMOUNT, Measure.COUNT, Measure.RATE, Measure.SCORE, Measure.AREA})
_PLAIN = re.compile(r"[-+\d.,%％一-鿿㎡]*")


@check("WZ104", "error", "错误值", "各表不应有公式错误")
def error_values(context: Context) -> Iterator[Flaw]:
    """1. 各格不应是错误值（#REF!、#DIV/0! 等），公式应已计算。
    2. 空白不是错误值。
    """
    for form in context.filing.forms:
        for _, entry in entries_of(form):
            if entry.is_error:
                yield Flaw(form, entry, f"{entry.address.cell} 的值",
                           f"这一格是错误值 {entry.raw.strip()}，合计和得分都算不出来",
                           entry.raw.strip(), "数字", None, "改正公式，或直接填数")  # fmt: skip


@check("WZ106", "error", "数字和日期的写法", "金额以万元为单位，数字栏填数字，日期栏填日期")
def written_otherwise(context: Context) -> Iterator[Flaw]:
    """1. 金额、人数、分值、得分、比率各栏应是数字，写成文字的不能合计。
    2. 填报日期应是日期，是警告；金额以元、亿元等为单位写的，是警告。
    3. 程序没有读懂的格，是警告：这些内容没有参加校验。
    4. 数字按文字保存、或前后带空格等字符的（Excel 不会算进合计），总体目标里只填了数字的，一张表合并为一条提示。
    5. 空白不核对；错误值由 WZ104 报告。
    """
    for form in context.filing.forms:
        spaced: list[Entry] = []
        for entry, field, measure in numeric_fields(form):
            if entry.kind is Kind.TEXT:
                yield Flaw(form, entry, field, f"{field}应填数字，现在是“{entry.raw.strip()}”，不能参加计算",
                           entry.raw.strip(), "数字", None, "改填数字，说明写到备注里")  # fmt: skip
            elif measure is Measure.AMOUNT and entry.unit not in ("", "万元", "万") and entry.number is not None:
                yield Flaw(form, entry, field, f"{field}写的是“{entry.raw.strip()}”，本表以万元为单位",
                           entry.raw.strip(),
                           digits(entry.number), None, f"改为 {digits(entry.number)}", severity="warning")  # fmt: skip
            elif entry.number is not None and (entry.kept_as_text or not _PLAIN.fullmatch(entry.raw)):
                spaced.append(entry)
        if form.foot.filled_on.kind is Kind.TEXT:
            text = form.foot.filled_on.raw.strip()
            yield Flaw(form, form.foot.filled_on, "填报日期", f"填报日期“{text}”不是日期", text, "日期", None,
                       "写成 2025年3月11日 的样子", severity="warning")  # fmt: skip
        for entry in form.not_understood:
            yield Flaw(form, entry, "没有读懂的内容", f"“{entry.raw.strip()[:40]}”没有对应的栏目，没有参加校验",
                       entry.raw.strip(),
                       "", None, "移到对应的栏目，或删去", severity="warning")  # fmt: skip
        yield from _merged(
            form,
            spaced,
            "数字的写法",
            "个数字按文字保存或带有空格等字符，Excel 不会把它们算进合计",
            "重新键入数字",
        )
        yield from _merged(
            form, _goals_in_figures(form), "年度总体目标", "格年度总体目标只填了数字，没有写目标", "写明目标和完成情况"
        )


def _merged(form: Form, entries: list[Entry], field: str, message: str, fix: str) -> Iterator[Flaw]:
    """One hint for all cells of a form that are written alike."""
    if entries:
        first = entries[0].raw.strip()
        yield Flaw(form, entries[0], field, f"{len(entries)} {message}（如“{first}”）", first, "", None, fix, None,
                   tuple(entries[1:]), (), "hint")  # fmt: skip


def _goals_in_figures(form: Form) -> list[Entry]:
    if not isinstance(form, Evaluation):
        return []
    entries = [entry for goal in form.goals for entry in (goal.expected, goal.reached)]
    return [entry for entry in entries if not is_blank(entry.raw) and parse_number(entry.raw) is not None]


def numeric_fields(form: Form) -> Iterator[tuple[Entry, str, Measure]]:
    """Every entry that should be a number, with its Chinese name and its measure."""
    yield from _numeric(form, "")
    if isinstance(form, (Evaluation, ScoreTable)):
        yield form.total_weight, "总分的分值", Measure.SCORE
        yield form.total_score, "总分", Measure.SCORE


def _numeric(part: BaseModel, name: str) -> Iterator[tuple[Entry, str, Measure]]:
    labels = dict(described(type(part)))
    own = next((getattr(part, field).text for field in ("label", "name", "item")
                if isinstance(getattr(part, field, None), Entry)), "")  # fmt: skip
    name = " ".join(text for text in (name, key(own) if own else "") if text)
    for field in type(part).model_fields:
        value = getattr(part, field)
        if isinstance(value, Entry) and field in labels and labels[field].measure in _NUMERIC:
            column = key(labels[field].text.replace("{year}", "").replace("{last}", "上"))
            yield value, f"{name} {column}".strip(), labels[field].measure
        elif isinstance(value, BaseModel) and not isinstance(value, Entry):
            yield from _numeric(value, name)
        elif isinstance(value, tuple) and not isinstance(value, Address):
            for item in value:
                if isinstance(item, BaseModel) and not isinstance(item, Entry):
                    yield from _numeric(item, name)
