"""What several forms say of the same thing: totals, unit, scores, last year's figures (KB103, KB104, KB106, KB107)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.checks import tolerance
from xladdin.checks.base_data import field_of
from xladdin.checks.finding import Cause, Flaw
from xladdin.checks.matching import alike, same_names
from xladdin.checks.registry import Context, check
from xladdin.checks.spending import rows_of
from xladdin.checks.sums import sum_of
from xladdin.forms.base_data import Amounts, BaseData
from xladdin.forms.entry import NOTHING, Entry, Form
from xladdin.forms.evaluation import DepartmentEvaluation, ProjectEvaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.filing import ScoreLine, rule_entries, table_lines
from xladdin.scoring.words import amount
from xladdin.values.label import fold, key
from xladdin.values.number import digits
from xladdin.values.rounding import same_in_print

_PRINTED_POINTS = re.compile(r"计\s*(\d+(?:\.\d+)?)\s*分")
_FIGURES_FIRST = tuple(Cause(code) for code in ("JC101", "JC102", "JC104", "JC203"))


@check("KB103", "warning", "支出与基础数据表", "自评表“按支出性质分”与基础数据表“项目支出”“公用经费”")
def spending_of_both(context: Context) -> Iterator[Flaw]:
    """1. 自评表的项目支出应等于基础数据表项目支出的决算数（没有填合计的，按三类之和）。
    2. 自评表的基本支出不应小于基础数据表公用经费的决算数：公用经费是基本支出的一部分。
    3. 空白、不是数字的格不核对；其中一个与本表的合计也不符、差额相同的，以那一处为准。
    """
    table, form = context.filing.department, context.filing.base_data
    if table is None or form is None:
        return
    parts = project_spending(form)
    expected, stated = sum_of(parts), table.project_spending.number
    if expected is not None and stated is not None and abs(stated - expected) > tolerance.of_sum(len(parts)):
        yield Flaw(
            table, table.project_spending, "项目支出",
            f"自评表项目支出 {amount(stated)}，基础数据表项目支出决算合计 {amount(expected)}，"
            f"相差 {amount(abs(stated - expected))}，基础数据表应列出基本支出以外的所有项目支出",
            digits(stated), digits(expected), stated - expected, "核对两张表的口径；口径不同的，填写说明", None,
            tuple(entry for entry in parts if not entry.is_blank),
            (*(Cause(code, stated - expected) for code in ("104", "JC105", "JC106")), Cause("KB109")),
        )  # fmt: skip
    basic, office = table.basic_spending.number, form.office.final.number
    if basic is not None and office is not None and basic < office:
        yield Flaw(
            table, table.basic_spending, "基本支出",
            f"自评表基本支出 {amount(basic)}，小于基础数据表公用经费决算 {amount(office)}，公用经费是基本支出的一部分",
            digits(basic), f"≥ {digits(office)}", basic - office, "核对两张表", None, (form.office.final,),
            (Cause("KB109"),),
        )  # fmt: skip


def project_spending(form: BaseData) -> list[Entry]:
    """The cells that say what was spent on projects: the total, or the heads of the groups where it is blank."""
    total = form.project_spending.final
    return [group.head.final for group in form.groups] if total.is_blank else [total]


@check("KB104", "warning", "单位名称", "各表的填报单位、预算部门名称、主管部门")
def unit_names(context: Context) -> Iterator[Flaw]:
    """1. 部门整体支出绩效自评表的部门名称与各表的填报单位应相同：以多数表和封面写的为准，一样多时以部门自评表为准。
    2. 各表写的单位、主管部门名称，与多数表相近而不相同的（相似程度由规则集规定），多半是漏字或错字。
    3. 空白的格不核对。
    """
    named = list(names_of_units(context))
    cover = context.filing.cover_unit
    entries = [entry for entry in (*(entry for _, entry, _ in named), cover) if entry.text]
    counted = Counter(fold(entry.text) for entry in entries)
    usual = {name: _usual(name, counted, context.number("similarity")) for name in counted}
    department = context.filing.department
    unit = _unit(department.unit if department else NOTHING, [entry for _, entry, is_unit in named if is_unit], cover)
    for form, entry, is_unit in named:
        name = fold(entry.text)
        if meant := usual[name]:
            expected = next(other.text for other in entries if fold(other.text) == meant)
        elif is_unit and unit.text and name != fold(unit.text):
            expected = unit.text
        else:
            continue
        yield Flaw(form, entry, "单位名称", f"这里写“{entry.text}”，其他表写“{expected}”，请统一", entry.text,
                   expected, None,
                   f"改为“{expected}”，或改其他表")  # fmt: skip


def _unit(of_department: Entry, others: Sequence[Entry], cover: Entry) -> Entry:
    """The unit's name: what stands on most forms and the cover, of equally many what the department's form says."""
    if not of_department.text:
        return NOTHING
    votes = Counter(fold(entry.text) for entry in (*others, cover) if entry.text)
    return max((of_department, *others, cover), key=lambda entry: votes[fold(entry.text)])


def _usual(name: str, counted: Counter[str], similarity: Decimal) -> str:
    """The name that stands there more often and is so much alike that it is the one that was meant; else nothing."""
    return next((other for other, count in counted.most_common()
                 if count > counted[name] and alike(other, name) >= similarity), "")  # fmt: skip


def names_of_units(context: Context) -> Iterator[tuple[Form, Entry, bool]]:
    """Form, name, and whether it is the unit that fills the form in (a supervisor may be another one)."""
    for form in context.filing.forms:
        if form.filling_unit.text:
            yield form, form.filling_unit, True
        if isinstance(form, DepartmentEvaluation) and form.unit.text:
            yield form, form.unit, True
        if isinstance(form, ProjectEvaluation):
            yield from ((form, entry, False) for entry in (form.supervisor, form.implementer) if entry.text)


@check("KB106", "error", "评分表得分", "评分表“评价标准”，数据取自基础数据表和补充数据")
def scores_of_table(context: Context) -> Iterator[Flaw]:
    """1. 评分表能由基础数据表和补充数据算出的得分，填报得分不应高于按评价标准算出的得分。
    2. 填报得分低于计算得分的，作提示。
    3. 得分不应超过分值，几行共用一个分值的（经济效益、社会效益），合计不应超过；总分应等于各项得分之和。
    4. 评价标准里写的满分与分值栏不同的，作提示。
    5. 算不出得分的（数据空白、由人评定），以填报得分为准；所用的数本身不对的，以那一处为准。
    """
    for form in context.filing.of(ScoreTable):
        for line in table_lines(form, context.filing, context.rulebook):
            if flaw := _score_flaw(form, line, context):
                yield flaw
        yield from _shared_flaws(form, context)
        for row in form.rows:
            printed = _PRINTED_POINTS.search(row.standard.text)
            weight = row.weight.number
            if printed and weight is not None and Decimal(printed[1]) != weight:
                yield Flaw(form, row.standard, f"{row.name.text} 评价标准",
                           f"{row.name.text}分值为 {digits(weight)} 分，评价标准写的是“{printed[0]}”，请确认",
                           printed[1], digits(weight), None, "与当地财政部门确认", None, (row.weight,), (),
                           "hint")  # fmt: skip


def _score_flaw(form: ScoreTable, line: ScoreLine, context: Context) -> Flaw | None:
    entered, weight, computed = line.entered.number, line.weight.number, line.computed.score
    if entered is None:
        return None
    if line.rule != "total" and weight is not None and entered > weight:
        return Flaw(form, line.entered, f"{line.subject} 得分",
                    f"{line.subject}得分 {digits(entered)}，超过分值 {digits(weight)}",
                    digits(entered), f"≤ {digits(weight)}", entered - weight, "改为不超过分值的得分", None,
                    (line.weight,))  # fmt: skip
    if computed is None or same_in_print(entered, computed):
        return None
    total = line.rule == "total"
    inputs = tuple(row.score for row in form.rows) if total else _inputs(context, line.rule)
    causes = (Cause("KB106", entered - computed),) if total else _FIGURES_FIRST
    said = f"各项得分合计 {digits(computed)}" if total else line.computed.explanation
    return Flaw(
        form, line.entered, f"{line.subject} 得分", f"{line.subject}填 {digits(entered)} 分；{said}",
        digits(entered), digits(computed), entered - computed, f"改为 {digits(computed)}", digits(computed),
        (line.weight, *inputs), causes, None if entered > computed or total else "hint",
    )  # fmt: skip


def _shared_flaws(form: ScoreTable, context: Context) -> Iterator[Flaw]:
    """Rows that share a weight, which stands in the first of them only; one that is too high alone is told above."""
    for names in (rule.rows for rule in context.rulebook.rules.values() if len(rule.rows) > 1):
        keys = {key(name) for name in names}
        rows = [row for row in form.rows if key(row.name.text) in keys]
        weight = next((row.weight for row in rows if row.weight.number is not None), NOTHING)
        scores = [row.score for row in rows]
        numbers = [score.number for score in scores if score.number is not None]
        full, whole = weight.number, sum(numbers, Decimal(0))
        if full is None or not numbers or max(numbers) > full or whole <= full:
            continue
        yield Flaw(form, scores[0], f"{'、'.join(names)} 得分",
                   f"{'、'.join(names)}共 {digits(full)} 分，得分合计 {digits(whole)}，超过分值",
                   digits(whole), f"≤ {digits(full)}", whole - full, "改为合计不超过分值的得分", None,
                   (weight, *scores[1:]))  # fmt: skip


def _inputs(context: Context, rule: str) -> tuple[Entry, ...]:
    """The cells from which a rule is scored."""
    return tuple(entry for entries in rule_entries(context.filing, context.rulebook, rule) for entry in entries)


@check("KB107", "warning", "上年决算数", "基础数据表“上年决算数”与上年报送的基础数据表“决算数”")
def last_years_figures(context: Context) -> Iterator[Flaw]:
    """1. 给出上年报送的文件时，本年基础数据表各行的上年决算数应等于上年基础数据表的决算数。
    2. 各行按名称对应；只在一年出现的行不核对。
    3. 空白、不是数字的格不核对。
    """
    form, earlier = context.filing.base_data, context.last_year.base_data if context.last_year else None
    if form is None or earlier is None:
        return
    rows, before = list(rows_of(form)), list(rows_of(earlier))
    for one, other in sorted(same_names([row.label.text for row in rows], [row.label.text for row in before]).items()):
        row, stated, submitted = rows[one], rows[one].last.number, before[other].final.number
        if stated is not None and submitted is not None and stated != submitted:
            yield _last_year_flaw(form, row, stated, submitted)


def _last_year_flaw(form: BaseData, row: Amounts, stated: Decimal, submitted: Decimal) -> Flaw:
    field = field_of(form, row, "last")
    return Flaw(form, row.last, field, f"{field}填 {amount(stated)}，上年报送的决算数是 {amount(submitted)}",
                digits(stated), digits(submitted), stated - submitted,
                "核对上年决算；上年报送后有调整的，填写说明")  # fmt: skip
