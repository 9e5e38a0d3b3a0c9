"""补充数据: what the rules need and the official forms do not ask for; each line says which rules use it."""

from xladdin.drawing import validation
from xladdin.drawing.book import Book
from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import Look
from xladdin.forms.describe import Measure, described
from xladdin.forms.tables import SUPPLEMENT_COLUMNS, Supplement
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.rates import RATES
from xladdin.scoring.rules import inputs_of

SHEET = "补充数据"
_WIDTHS = (32, 20, 10, 50)
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
    labels = book.labels(None).of()
    for row, (name, note) in enumerate(described(Supplement), _FIRST):
        entry = getattr(form, name) if form else None
        sheet.text(row, 0, labels[name], Look.LABEL_LEFT)
        sheet.enter(row, 1, entry, _LOOKS[note.measure])
        sheet.text(row, 2, _unit(book.rulebook, name, note.measure), Look.LABEL)
        sheet.text(row, 3, "、".join(uses.get(name, ())), Look.PRINTED)
        _validate(book, sheet, row, name, note.measure)
        value = entry.value if entry else None
        book.remember(f"supplement.{name}", sheet, f"$B${row + 1}", value if not hasattr(value, "year") else None)
    sheet.repeat(_FIRST - 1)
    sheet.finish(_FIRST + len(labels), 4)


def _validate(book: Book, sheet: Sheet, row: int, name: str, measure: Measure) -> None:
    """A number of its measure, or one of the levels that the rulebook names."""
    rule = book.rulebook.rules.get(name)
    if rule and rule.method and rule.method.kind == "chosen" and rule.method.levels:
        levels = "、".join(level.name for level in rule.method.levels)
        if rule.method.entered == "levels":
            given = validation.chosen(f"=LIST_{name.upper()}", rule.name, f"从下拉列表选择：{levels}。")
        else:
            given = validation.hint(rule.name, f"填写得分，或者档次：{levels}。")
        sheet.validate(row, 1, row, 1, given)
    elif rule and rule.method and rule.method.kind == "items":
        sheet.validate(row, 1, row, 1, validation.count_of([item.name for item in rule.method.items]))
    elif measure in _RULES:
        sheet.validate(row, 1, row, 1, _RULES[measure])


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
