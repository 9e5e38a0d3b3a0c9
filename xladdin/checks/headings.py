"""Which indicators a self-evaluation table should have: 三级指标, and the rulebook's 一级指标 (ZP/XM 114, 121, 122)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xladdin.checks.evaluation import filled_sections, headings_for
from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context, evaluation_check
from xladdin.forms.evaluation import Evaluation, Section
from xladdin.rulebooks.schema import Heading
from xladdin.values.label import fold, key
from xladdin.values.number import digits


@evaluation_check("114", "warning", "三级指标", "{evaluation}：绩效指标应细化到三级指标")
def without_third_level(form: Evaluation, _context: Context) -> Iterator[Flaw]:
    """1. 有分值的二级指标应写出三级指标。
    2. 分值空白、为 0 或不是数字的不核对；三级指标一格是错误值的由 WZ104 报告。
    """
    for section in form.sections:
        for row in section.indicators:
            if not row.name.raw.strip() and row.weight.number:
                yield Flaw(
                    form, row.name, f"{row.second.text or section.name} 三级指标",
                    f"{row.second.text or section.name}有 {digits(row.weight.number)} 分，没有写三级指标", "",
                    "三级指标名称",
                    None, "写出三级指标；没有这方面指标的，不设分值", None, (row.weight,),
                )  # fmt: skip


@evaluation_check("121", "error", "缺少一级指标", "{evaluation}：规定的一级指标")
def missing_headings(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 规则集规定了分值的一级指标，表中都应有，下面应填了指标。
    2. 规则集没有规定分值的一级指标、没有填任何指标的表不核对。
    3. 一级指标按名称查找；表里完全没有这些一级指标的，视为另一种表样，只作提示。
    """
    wanted = [heading for heading in headings_for(form, context.rulebook) if heading.weight is not None]
    present = {key(section.name) for section, rows, _ in filled_sections(form, context) if rows}
    if not present:
        return
    known = any(key(heading.name) in present for heading in wanted)
    for heading in wanted:
        if key(heading.name) not in present:
            yield _missing_flaw(form, heading)._replace(severity=None if known else "hint")


def _missing_flaw(form: Evaluation, heading: Heading) -> Flaw:
    """A heading that is not there is said at the first one; below one that is there no indicator stands."""
    weight = heading.weight or Decimal(0)
    named = f"{heading.name}（{digits(weight)} 分）"
    empty = next((section for section in form.sections if key(section.name) == key(heading.name)), None)
    if empty is not None:
        at, message, provided = empty.heading, f"{named}下面没有填指标", ""
        expected, fix = f"{heading.name}的三级指标", f"填写{heading.name}下面的指标"
    else:
        at, message, fix = form.sections[0].heading, f"没有{named}", f"补上{heading.name}一栏"
        provided, expected = "、".join(section.name for section in form.sections), heading.name
    return Flaw(
        form, at, heading.name, message, provided, expected, -weight, fix, None,
        (form.total_weight, form.total_score),
    )  # fmt: skip


@evaluation_check("122", "warning", "一级指标与规定不同", "{evaluation}：规定的一级指标和分值")
def other_headings(form: Evaluation, context: Context) -> Iterator[Flaw]:
    """1. 一级指标应是规则集规定的，栏内所写的分值应是规则集规定的分值；一张表不同的合并报告一次。
    2. 下面各项之和正是规定的分值的，只是栏内写错，由 105 报告；缺少的一级指标由 121 报告。
    3. 栏内没有写分值的一级指标、规则集没有规定分值的一级指标不核对；表里完全没有规定的一级指标的，由 121 作提示。
    """
    due = {key(heading.name): heading.weight for heading in headings_for(form, context.rulebook)}
    sections = [filled for filled in filled_sections(form, context) if filled.weights]
    if not any(due.get(key(filled.section.name)) for filled in sections):
        return
    found = [(section.heading, said) for section, _, weights in sections if (said := _otherwise(section, weights, due))]
    if found:
        entries, said = [entry for entry, _ in found], "；".join(text for _, text in found)
        yield Flaw(
            form, entries[0], "一级指标", f"一级指标与规则集“{context.rulebook.name}”不同：{said}",
            "、".join(fold(entry.text) for entry in entries), "规定的一级指标和分值", None,
            "按规定的表样填报；规则集选错的，改选规则集", None, tuple(entries[1:]),
        )  # fmt: skip


def _otherwise(section: Section, weights: Decimal | None, due: Mapping[str, Decimal | None]) -> str:
    """In which way a 一级指标 is not what is due; empty where it is."""
    name = key(section.name)
    if name not in due:
        return f"没有规定{section.name}"
    weight = due[name]
    if weight is None or section.weight is None or weight in (section.weight, weights):
        return ""
    return f"{section.name}写 {digits(section.weight)} 分，规定 {digits(weight)} 分"
