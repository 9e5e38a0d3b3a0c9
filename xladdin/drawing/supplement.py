"""补充数据: what the rules need and the official forms do not ask for; each line says which rules use it."""

from decimal import Decimal

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.formulas import span
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Look
from xladdin.forms.describe import Label, Measure, described
from xladdin.forms.entry import Entry
from xladdin.forms.tables import SUPPLEMENT_COLUMNS, YES_OR_NO, Supplement
from xladdin.rulebooks.method import Chosen
from xladdin.rulebooks.schema import Rule, Rulebook
from xladdin.scoring.methods import range_text
from xladdin.scoring.rates import RATES, SIGNED
from xladdin.scoring.rules import inputs_of

SHEET = "补充数据"
_WIDTHS = (48, 16, 10, 44)
_VALUE, _UNIT, _USE = 1, 2, 3
_LOOKS = {
    Measure.AMOUNT: Look.AMOUNT, Measure.COUNT: Look.COUNT, Measure.RATE: Look.RATE, Measure.SCORE: Look.SCORE,
    Measure.ANY: Look.ANY,
}  # fmt: skip
_RULES = {
    Measure.AMOUNT: validation.AMOUNT, Measure.COUNT: validation.COUNT, Measure.RATE: validation.RATE,
    Measure.SCORE: validation.WEIGHT,
}  # fmt: skip
_FIRST = 3


def draw_supplement(book: Book, form: Supplement | None) -> None:
    """The sheet 补充数据."""
    sheet = book.sheet(SHEET, _WIDTHS)
    sheet.text(0, 0, f"{book.year}年度补充数据", Look.TITLE, 4)
    sheet.height(0, 36)
    sheet.text(1, 0, "本表不报送，供计算得分使用；官方表格里已有的数不用再填。", Look.NOTE, 4)
    for column, label in enumerate(SUPPLEMENT_COLUMNS):
        sheet.text(_FIRST - 1, column, label, Look.HEADING)
    uses = _uses(book.rulebook)
    row = _FIRST
    for name, note in described(Supplement):
        entry: Entry | None = getattr(form, name) if form else None
        sheet.text(row, 0, book.labels(None).of()[name], Look.LABEL_LEFT)
        sheet.text(row, _UNIT, _unit(book.rulebook, name, note.measure), Look.LABEL)
        sheet.text(row, _USE, "、".join(uses.get(name, ())), Look.PRINTED)
        value = entry.value if entry else None
        book.remember(f"supplement.{name}", sheet, f"$B${row + 1}", value if not hasattr(value, "year") else None)
        items = _items(book.rulebook.rules.get(name))
        if items:
            row = _counted(sheet, row, entry, items)
        else:
            _entered(book, sheet, row, name, note, entry)
        row += 1
    sheet.repeat(_FIRST - 1)
    sheet.finish(row, 4)


def _entered(book: Book, sheet: Sheet, row: int, name: str, note: Label, entry: Entry | None) -> None:
    """A number of its measure, or one of the levels that the rulebook names."""
    sheet.enter(row, _VALUE, entry, _LOOKS[note.measure])
    rule = book.rulebook.rules.get(name)
    if rule and rule.method and rule.method.kind == "chosen":
        sheet.validate(row, _VALUE, row, _VALUE, _judged(name, rule, rule.method))
    elif f"supplement.{name}" in SIGNED:
        sheet.validate(row, _VALUE, row, _VALUE, validation.SIGNED_AMOUNT)
    elif note.measure in _RULES:
        sheet.validate(row, _VALUE, row, _VALUE, _RULES[note.measure])


def _judged(name: str, rule: Rule, method: Chosen) -> validation.Rule:
    """One of the levels, or points: a level that spans several scores gives none by its name."""
    if method.entered == "levels":
        return validation.chosen(f"=LIST_{name.upper()}", rule.name, "从下拉列表选择档次。")
    if rule.weight is None:
        return validation.hint(rule.name, "填分数，不填百分数。")
    spans = "；".join(f"{level.name}填 {range_text(level, rule.weight)}" for level in method.levels)
    return validation.score_at_most(rule.weight, f"填分数，不填百分数。{spans}。")


def _items(rule: Rule | None) -> list[str]:
    """The items that the rule counts, as the rulebook words them."""
    if rule is None or rule.method is None or rule.method.kind != "items":
        return []
    return [item.name for item in rule.method.items]


def _counted(sheet: Sheet, row: int, entry: Entry | None, items: list[str]) -> int:
    """The count of the items that hold, and a row with 是 or 否 for each; gives the last of these rows."""
    first, last = row + 1, row + len(items)
    answer = _answer(entry, len(items))
    answers = span(first, _VALUE, last)
    computed = None if not answer else Decimal(len(items) if answer == "是" else 0)
    formula = f'=IF(COUNTA({answers})=0,"",COUNTIF({answers},"是"))'
    sheet.result(row, _VALUE, formula, computed, Look.TALLY, entry)
    sheet.validate(row, _VALUE, row, _VALUE, validation.count_of(len(items)))
    for number, item in enumerate(items, 1):
        sheet.text(row + number, 0, f"{number}. {item}", Look.LABEL_INDENT)
        sheet.enter(row + number, _VALUE, None, Look.TEXT_CENTRE, default=answer)
        sheet.text(row + number, _UNIT, YES_OR_NO, Look.LABEL)
        sheet.text(row + number, _USE, "", Look.PRINTED)
    sheet.validate(first, _VALUE, last, _VALUE, validation.chosen(
        "=LIST_YES_NO", "是否成立", "成立的选“是”，不成立的选“否”，上面一行自动计数。"))  # fmt: skip
    return last


def _answer(entry: Entry | None, items: int) -> str:
    """Only the count is filed; it says how each item was answered where all hold, or none does."""
    if entry is None or entry.number not in (0, items):
        return ""
    return "是" if entry.number else "否"


def _uses(rulebook: Rulebook) -> dict[str, list[str]]:
    """Field -> the names of what is worked out from it."""
    wanted = {rule.name: inputs_of(rulebook, key) for key, rule in rulebook.rules.items()}
    wanted |= {rate.name: rate.inputs for rate in RATES.values() if rate.name not in wanted}
    uses: dict[str, list[str]] = {}
    for name, inputs in wanted.items():
        for given in inputs:
            for path in (given.field, given.instead):
                if path.startswith("supplement."):
                    uses.setdefault(path.removeprefix("supplement."), []).append(name)
    return uses


def _unit(rulebook: Rulebook, name: str, measure: Measure) -> str:
    """What the figure counts: 项 that hold, 例 of violations, else the unit of its measure."""
    for rule in rulebook.rules.values():
        if rule.method and any(given.field == f"supplement.{name}" for given in rule.inputs):
            if rule.method.kind == "items":
                return "项"
            if rule.method.kind == "violations":
                return rule.method.unit
    return "" if measure is Measure.ANY else str(measure)
