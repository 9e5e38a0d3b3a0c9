"""A rulebook in rows that an accountant reads, and what is different between two of them in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.values.number import digits
from xladdin.values.rounding import percent

if TYPE_CHECKING:
    from xladdin.rulebooks.method import Band, Chosen, Deduct, Level, Method, Sourced
    from xladdin.rulebooks.schema import FormRule, Heading, QualitativeBand, Rule, Rulebook

_STATUS = {"required": "必报", "optional": "可选", "absent": "不用"}
_SEVERITY = {"off": "关闭", "error": "错误", "warning": "警告", "hint": "提示"}
_REVERSE = {
    "linear_to_double": "超过目标值的，按超过的比例扣分，达到两倍计 0 分",
    "ratio": "超过目标值的，按目标值 ÷ 完成值计分",
}
_PERCENT = {"rate_of_completion": "按完成率计分并提示", "refuse": "不计分"}
_NONE = "（没有）"


class Row(NamedTuple):
    """One line of `rules show`: 适用表, 规则, 内容, 依据."""

    table: str
    rule: str
    content: str
    basis: str = ""


class Difference(NamedTuple):
    """One line of `rules diff`: 适用表, 规则, 以前, 现在."""

    table: str
    rule: str
    before: str
    now: str


def differences(before: Rulebook, now: Rulebook) -> list[Difference]:
    """What changed from one rulebook to another; a table that one of them does not have is one line."""
    old, new = _by_table(before), _by_table(now)
    found: list[Difference] = []
    for table in dict.fromkeys([*new, *old]):
        was, became = old.get(table, {}), new.get(table, {})
        if not was or not became:
            found.append(Difference(table, "整张表", _size(was), _size(became)))
            continue
        for rule in dict.fromkeys([*became, *was]):
            if was.get(rule) != became.get(rule):
                found.append(Difference(table, rule, was.get(rule, _NONE), became.get(rule, _NONE)))
    return found


def _by_table(rulebook: Rulebook) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for row in describe(rulebook):
        tables.setdefault(row.table, {})[row.rule] = row.content
    return tables


def _size(rows: dict[str, str]) -> str:
    return f"有（{len(rows)} 条规则）" if rows else _NONE


def describe(rulebook: Rulebook) -> list[Row]:
    """The rulebook in rows, in the order of its file."""
    return [
        *_forms(rulebook),
        *_evaluation(rulebook),
        *_parameters(rulebook),
        *_score_table("评分表", rulebook.rules, rulebook),
        *_score_table("自评工作考核评分表", rulebook.work_assessment, rulebook),
        *_checks(rulebook),
        *_report(rulebook),
    ]


def basis(rulebook: Rulebook, section: Sourced) -> str:
    """Where a section is written: `《…评分表》 投入/预算配置 在职人员控制率（核对 2026-11-20）`."""
    source = section.source
    place = " ".join(part for part in (rulebook.sources[source.document], source.table, source.row) if part)
    return f"{place}（{f'核对 {section.checked_on}' if section.checked_on else '尚未核对'}）"


def _forms(rulebook: Rulebook) -> Iterator[Row]:
    for form in rulebook.forms.values():
        yield Row(form.title, "是否报送", _form_text(form), basis(rulebook, form))
        for field, labels in form.labels.items():
            yield Row(form.title, f"栏目 {field}", " / ".join(labels), basis(rulebook, form))


def _form_text(form: FormRule) -> str:
    return f"{_STATUS[form.status]}（{form.note.rstrip('。')}）" if form.note else _STATUS[form.status]


def _evaluation(rulebook: Rulebook) -> Iterator[Row]:
    evaluation, where = rulebook.evaluation, basis(rulebook, rulebook.evaluation)
    execution = rulebook.execution
    yield Row("自评表", "执行率分值", _weight(execution.weight), basis(rulebook, execution))
    yield from _headings("部门自评表", evaluation.headings, where)
    if evaluation.project_headings is None:
        yield Row("项目自评表", "一级指标", "与部门自评表相同", where)
    else:
        yield from _headings("项目自评表", evaluation.project_headings, where)
    yield Row("自评表", "总分", _points(evaluation.full), where)


def _headings(table: str, headings: tuple[Heading, ...], where: str) -> Iterator[Row]:
    yield Row(table, "一级指标顺序", "、".join(heading.name for heading in headings) or _NONE, where)
    for heading in headings:
        yield Row(table, f"{heading.name} 分值", _weight(heading.weight), where)
        yield Row(table, f"{heading.name} 二级指标", "、".join(heading.second) or _NONE, where)


def _parameters(rulebook: Rulebook) -> Iterator[Row]:
    indicator, qualitative, grades = rulebook.indicator, rulebook.qualitative, rulebook.grades
    where = basis(rulebook, indicator)
    over = indicator.over_completion
    yield Row("自评表", "反向指标", _REVERSE[indicator.reverse], where)
    cost = f"扣 {_points(over.deduct)}" if over.deduct else "不扣分"
    yield Row("自评表", "超额完成", f"达到目标值 {percent(over.flag_at)} 起应说明，{cost}", where)
    yield Row("自评表", "目标为数量而完成值为百分数", _PERCENT[indicator.percent_for_amount], where)
    for band in qualitative.bands:
        yield Row("自评表", f"定性 {band.name}", _qualitative_text(band), basis(rulebook, qualitative))
    levels = "；".join(f"{step.name} ≥ {digits(step.from_)}" for step in grades.steps)
    yield Row("自评表", "等级", levels, basis(rulebook, grades))
    yield Row("汇总", "多个单位", "绝对值相加，相对值按资金额加权平均", basis(rulebook, rulebook.aggregation))
    for cap in rulebook.caps:
        limit = f"总分最高 {_points(cap.total_at_most)}"
        yield Row("自评表", f"执行率低于 {percent(cap.execution_below)}", limit, basis(rulebook, cap))


def _qualitative_text(band: QualitativeBand) -> str:
    top = "（含）" if band.at_most_included else "（不含）"
    bottom = "（含）" if band.at_least_included else "（不含）"
    return f"{percent(band.at_most)}{top}–{percent(band.at_least)}{bottom}"


def _score_table(table: str, rules: dict[str, Rule], rulebook: Rulebook) -> Iterator[Row]:
    for rule in rules.values():
        where = basis(rulebook, rule)
        yield Row(table, f"{rule.name} 分值", _weight(rule.weight), where)
        yield Row(table, f"{rule.name} 计分", method_text(rule.method), where)
        if rule.without_base == "full_marks":
            yield Row(table, f"{rule.name} 例外", f"{rule.absent}的按满分计", where)
        for variant in rule.variants:
            name = f"{rule.name} 分值为 {digits(variant.weight)} 时计分"
            yield Row(table, name, method_text(variant.method), basis(rulebook, variant))
        if rule.conflict:
            yield Row(table, f"{rule.name} 原表矛盾", rule.conflict, where)


def method_text(method: Method | None) -> str:
    """How points are given, in one sentence."""
    if method is None:
        return "由人评定"
    if method.kind == "deduct":
        return _deduct_text(method)
    if method.kind == "bands":
        return "；".join(f"{_band_text(band)} 得 {_points(band.points)}" for band in method.bands)
    if method.kind == "items":
        return "；".join(f"{item.name} {_points(item.points)}" for item in method.items)
    if method.kind == "violations":
        return f"每{method.unit}扣 {_points(method.deduct)}，扣完为止"
    if method.kind == "share":
        return "得到的数 ÷ 总数 × 分值"
    return _chosen_text(method)


def _deduct_text(method: Deduct) -> str:
    standard = percent(method.standard)
    full = {"above": f"不高于 {standard} 计满分，每超过", "below": f"不低于 {standard} 计满分，每低于",
            "both": f"等于 {standard} 计满分，每超过或低于"}  # fmt: skip
    steps = "满一档才扣" if method.steps == "whole" else "不满一档的按比例扣"
    step = digits(method.step * 100)
    return f"{full[method.direction]} {step} 个百分点扣 {_points(method.deduct)}（{steps}），扣完为止"


def _band_text(band: Band) -> str:
    lower = "" if band.lower is None else f"{'≥' if band.from_ is not None else '>'} {percent(band.lower)}"
    upper = "" if band.upper is None else f"{'≤' if band.at_most is not None else '<'} {percent(band.upper)}"
    return " 且 ".join(part for part in (lower, upper) if part)


def _chosen_text(method: Chosen) -> str:
    levels = "；".join(_level_text(level) for level in method.levels)
    return f"{levels}；按所填分数" if method.entered == "any" else levels


def _level_text(level: Level) -> str:
    if level.points is not None:
        return f"{level.name} {_points(level.points)}"
    return f"{level.name} 为分值的 {percent(level.at_least or Decimal(0))}–{percent(level.at_most or Decimal(0))}"


def _checks(rulebook: Rulebook) -> Iterator[Row]:
    for code, setting in rulebook.checks.items():
        severity = _SEVERITY[setting.severity] if setting.severity else "默认级别"
        values = [f"{name} = {value}" for name, value in setting.parameters.items()]
        yield Row("检查", code, "，".join([severity, *values]), setting.note)


def _report(rulebook: Rulebook) -> Iterator[Row]:
    report, where = rulebook.report, basis(rulebook, rulebook.report)
    chapters = "、".join(chapter.title for chapter in report.chapters)
    yield Row("自评报告", "章节", chapters or _NONE, where)
    project_chapters = "、".join(chapter.title for chapter in report.project_chapters)
    yield Row("项目支出自评报告", "章节", project_chapters or _NONE, where)
    yield Row("自评报告", "附件", "、".join(report.annexes) or _NONE, where)


def _points(value: Decimal) -> str:
    return f"{digits(value)} 分"


def _weight(value: Decimal | None) -> str:
    return "文件没有写明" if value is None else _points(value)
