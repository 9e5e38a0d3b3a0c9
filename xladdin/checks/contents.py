"""What stands in a cell and cannot be used as it is: error values, texts for numbers, other units (WZ104, WZ106)."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from xladdin.checks.base_data import field_of
from xladdin.checks.finding import Correction, Flaw
from xladdin.checks.known_scores import Known, known_scores
from xladdin.checks.registry import Context, check
from xladdin.checks.walk import TOTALS, Place, numeric_columns, walk
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.describe import Measure
from xladdin.forms.entry import Entry, Form
from xladdin.forms.evaluation import Evaluation
from xladdin.values.label import key
from xladdin.values.number import IDLE_FUNCTION, UNCALCULATED, UNKNOWN_FUNCTION, Kind, digits, is_blank, parse_number

_NO_NUMBERS = (Kind.TEXT, Kind.DATE)
# What our functions show when they do nothing: why, and what is to be done.
_NO_FUNCTIONS = {
    UNKNOWN_FUNCTION: ("电脑上没有装评分函数", "用 xladdin fix 把得分填成数，或者装好加载项后重新计算"),
    IDLE_FUNCTION: (
        "评分函数没有运行或公式有误",
        "禁用了宏的，用 xladdin fix 把得分填成数，或者启用宏后重新计算；公式写错的，改正公式，或直接填数",
    ),
}
_SHOWN = 3  # so many texts are quoted in a message
_PLAIN = re.compile(r"[-+\d.,%％]*")
_WORDS = re.compile("[一-鿿]{7}")  # longer than any unit behind a number


@check("WZ104", "error", "错误值", "各表不应有公式错误")
def error_values(context: Context) -> Iterator[Flaw]:
    """1. 各格不应是错误值（#REF!、#DIV/0! 等），公式应已计算。
    2. 一张表里相同的错误值只报告一次：一格出错，引用它的格都跟着出错，其他的格列为关联。
    3. 整个文件的公式都没有计算过的，也只报告一次。
    4. 评分函数没有安装的电脑上，得分显示为 #NAME?，禁用了宏的显示为 #VALUE!；
       程序算得出的得分合并报告一次，可以一键修正。
    5. 空白不是错误值。
    """
    found: dict[tuple[int, str], list[tuple[Form, Entry]]] = {}
    for form in context.filing.forms:
        errors = context.once(walk, form).errors
        known = _without_functions(form, errors, context)
        for raw, scores in known.items():
            yield _not_calculated(form, raw, scores)
        told = {id(entry) for scores in known.values() for entry, _ in scores}
        for entry in errors:
            raw = entry.raw.strip()
            if id(entry) not in told:
                found.setdefault((0 if raw == UNCALCULATED else id(form), raw), []).append((form, entry))
    yield from (_error_flaw(raw, places) for (_, raw), places in found.items())


def _without_functions(form: Form, errors: list[Entry], context: Context) -> dict[str, Known]:
    """By error: the scores that our functions would give, where they are not known or may not run."""
    shown = {entry.raw.strip() for entry in errors} & _NO_FUNCTIONS.keys()
    scores = known_scores(form, context) if shown else []  # nearly every form has none
    found = {raw: [(entry, score) for entry, score in scores if entry.raw.strip() == raw] for raw in sorted(shown)}
    return {raw: known for raw, known in found.items() if known}


def _not_calculated(form: Form, raw: str, known: Known) -> Flaw:
    """One flaw for all scores that are an error because the functions did nothing."""
    (entry, score), others = known[0], known[1:]
    reason, fix = _NO_FUNCTIONS[raw]
    message = f"这一格是错误值 {raw}，{reason}，得分应为 {digits(score)}"
    message += f"；这张表另有 {len(others)} 格得分也是" if others else ""
    return Flaw(
        form, entry, "错误值", message, raw, digits(score), None, fix, digits(score),
        tuple(other for other, _ in others),
        also=tuple(Correction(other.address, digits(right)) for other, right in others),
    )  # fmt: skip


def _error_flaw(raw: str, places: list[tuple[Form, Entry]]) -> Flaw:
    """One flaw for all cells that show the same error."""
    (form, entry), others = places[0], tuple(entry for _, entry in places[1:])
    if raw == UNCALCULATED:
        message = f"{len(places)} 格的公式没有计算过，读不到数"
        fix = "在 Excel 或 WPS 里打开，重新计算后保存，再校验"
    else:
        more = f"；这张表另有 {len(others)} 格也是，可能是引用了它" if others else ""
        message, fix = f"这一格是错误值 {raw}，合计和得分都算不出来{more}", "改正公式，或直接填数"
        if raw == UNKNOWN_FUNCTION:
            fix = "没有装评分函数的，装好加载项后重新计算；公式写错的，改正公式，或直接填数"
    return Flaw(form, entry, "错误值", message, raw, "数字", None, fix, None, others)


@check("WZ106", "error", "数字和日期的写法", "金额以万元为单位，数字栏填数字，日期栏填日期")
def written_otherwise(context: Context) -> Iterator[Flaw]:
    """1. 金额、人数、分值、得分、比率各栏应是数字，写成文字的不能合计。
    2. 填报日期应是日期，是警告；金额以元、亿元等为单位写的，是警告。
    3. 程序没有读懂的格，一张表合并为一条警告：这些内容没有参加校验。
    4. 数字按文字保存、或带有单位（22万元）、空格等字符的，Excel 不会算进合计，一张表合并为一条提示；
       总体目标里只填了数字的也是。
    5. 空白不核对；错误值由 WZ104 报告。
    """
    for form in context.filing.forms:
        spaced: list[Entry] = []
        for place in context.once(walk, form).odd:
            entry, (column, measure) = place.entry, numeric_columns(type(place.within[-1]))[place.name]
            if entry.kind in _NO_NUMBERS:
                field = _called(place, column)
                yield Flaw(form, entry, field, f"{field}应填数字，现在是“{entry.raw.strip()}”，不能参加计算",
                           entry.raw.strip(), "数字", None, "改填数字，说明写到备注里")  # fmt: skip
            elif measure is Measure.AMOUNT and entry.unit not in ("", "万元", "万") and entry.number is not None:
                field = _called(place, column)
                yield Flaw(form, entry, field, f"{field}写的是“{entry.raw.strip()}”，本表以万元为单位",
                           entry.raw.strip(),
                           digits(entry.number), None, f"改为 {digits(entry.number)}", severity="warning")  # fmt: skip
            elif entry.number is not None and (entry.kept_as_text or not _PLAIN.fullmatch(entry.raw)):
                spaced.append(entry)
        if form.foot.filled_on.kind is Kind.TEXT:
            text = form.foot.filled_on.raw.strip()
            yield Flaw(form, form.foot.filled_on, "填报日期", f"填报日期“{text}”不是日期", text, "日期", None,
                       "写成 2025年3月11日 的样子", severity="warning")  # fmt: skip
        if form.not_understood:
            yield _unread(form, form.not_understood)
        yield from _merged(
            form,
            spaced,
            "数字的写法",
            "个数字按文字保存，或带有单位、空格等字符，Excel 不会把它们算进合计",
            "只键入数字",
        )
        yield from _merged(
            form, _goals_in_figures(form), "年度总体目标", "格年度总体目标只填了数字，没有写目标", "写明目标和完成情况"
        )


def _unread(form: Form, entries: tuple[Entry, ...]) -> Flaw:
    """One warning for all cells that belong to no column or row of the form."""
    texts = list(dict.fromkeys(" ".join(entry.raw.split()) for entry in entries))
    listed = "".join(f"“{text[:40]}”" for text in texts[:_SHOWN])
    more = f"等 {len(entries)} 格" if len(entries) > 1 else ""
    return Flaw(form, entries[0], "没有读懂的内容", f"{listed}{more}没有对应的栏目，没有参加校验", "、".join(texts),
                "", None, "移到对应的栏目，或删去", None, entries[1:], severity="warning")  # fmt: skip


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
    return [entry for entry in entries if not _WORDS.search(entry.raw) and _is_in_figures(entry.raw)]


def _is_in_figures(text: str) -> bool:
    return parse_number(text) is not None and not is_blank(text)


def _called(place: Place, column: str) -> str:
    """How a person calls a field: 公务接待（2023年预算数）, 年度资金总额 全年预算数, with all its parts."""
    if place.name in TOTALS:
        return column
    form, row = place.within[0], place.within[-1]
    if isinstance(form, BaseData) and isinstance(row, Amounts):
        return field_of(form, row, place.name)
    return " ".join(text for text in (*map(_own_name, place.within), column) if text)


def _own_name(part: BaseModel) -> str:
    named = (getattr(part, name, None) for name in ("label", "name", "item"))
    return next((key(entry.text) for entry in named if isinstance(entry, Entry) and entry.text), "")
