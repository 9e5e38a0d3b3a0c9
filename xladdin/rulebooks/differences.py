"""A rulebook in rows that an accountant reads, and what is different between two of them in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.forms.describe import described
from xladdin.forms.vocabulary import PARTS
from xladdin.rulebooks.method_text import method_text, points_text
from xladdin.values.number import digits
from xladdin.values.rounding import percent

if TYPE_CHECKING:
    from xladdin.rulebooks.method import Sourced
    from xladdin.rulebooks.parameters import CheckSetting, QualitativeBand
    from xladdin.rulebooks.schema import FormRule, Heading, Rule, Rulebook

_STATUS = {"required": "必报", "optional": "可选", "absent": "不用"}
_SEVERITY = {"off": "关闭", "error": "错误", "warning": "警告", "hint": "提示"}
_REVERSE = {
    "linear_to_double": "超过目标值的，按超过的比例扣分，达到两倍计 0 分",
    "ratio": "超过目标值的，按目标值 ÷ 完成值计分",
}
_PERCENT = {
    "rate_of_completion": "按完成率计分并提示；越少越好的指标只认 100%，其他百分数不计分",
    "refuse": "不计分",
}
_NONE = "（没有）"
_NO_NAMES: Mapping[str, str] = {}


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


def differences(before: Rulebook, now: Rulebook, checks: Mapping[str, str] = _NO_NAMES) -> list[Difference]:
    """What changed from one rulebook to another; a table that one of them does not have is one line."""
    old, new = _by_table(before, checks), _by_table(now, checks)
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


def _by_table(rulebook: Rulebook, checks: Mapping[str, str]) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for row in describe(rulebook, checks):
        tables.setdefault(row.table, {})[row.rule] = row.content
    return tables


def _size(rows: dict[str, str]) -> str:
    return f"有（{len(rows)} 条规则）" if rows else _NONE


def describe(rulebook: Rulebook, checks: Mapping[str, str] = _NO_NAMES) -> list[Row]:
    """The rulebook in rows, in the order of its file. `checks` names the checks: JC204 is 数量级."""
    return [
        *_forms(rulebook),
        *_evaluation(rulebook),
        *_parameters(rulebook),
        *_score_table("评分表", rulebook.rules, rulebook),
        *_score_table("自评工作考核评分表", rulebook.work_assessment, rulebook),
        *_checks(rulebook, checks),
        *_report(rulebook),
    ]


def basis(rulebook: Rulebook, section: Sourced | CheckSetting) -> str:
    """Where a section is written: `《…评分表》 投入/预算配置 在职人员控制率（核对 2026-11-20）`."""
    source = section.source
    if source is None:
        return section.note  # a check that is only turned off or weighed otherwise
    place = " ".join(part for part in (rulebook.sources[source.document], source.table, source.row) if part)
    return f"{place}（{f'核对 {section.checked_on}' if section.checked_on else '尚未核对'}）"


def _forms(rulebook: Rulebook) -> Iterator[Row]:
    for name, form in rulebook.forms.items():
        yield Row(form.title, "是否报送", _form_text(form), basis(rulebook, form))
        for path, labels in form.labels.items():
            yield Row(form.title, f"栏目“{_label(name, path)}”", f"印作“{'”或“'.join(labels)}”", basis(rulebook, form))


def _label(form: str, path: str) -> str:
    """What the official form prints at `business` or `indicator.reason`, whatever the year."""
    part, _, field = path.rpartition(".")
    text = dict(described(PARTS[form][part]))[field].text
    return text.replace("{year}年", "本年").replace("{last}年", "上年").rstrip("：")


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
    yield Row("自评表", "总分", points_text(evaluation.full), where)


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
    cost = f"扣 {points_text(over.deduct)}" if over.deduct else "不扣分"
    yield Row("自评表", "超额完成", f"达到目标值 {percent(over.flag_at)} 起应说明，{cost}", where)
    yield Row("自评表", "目标为数量而完成值为百分数", _PERCENT[indicator.percent_for_amount], where)
    for band in qualitative.bands:
        yield Row("自评表", f"定性 {band.name}", _qualitative_text(band), basis(rulebook, qualitative))
    levels = "；".join(f"{step.name} ≥ {digits(step.from_)}" for step in grades.steps)
    yield Row("自评表", "等级", levels, basis(rulebook, grades))
    yield Row("汇总", "多个单位", "绝对值相加，相对值按资金额加权平均", basis(rulebook, rulebook.aggregation))
    for cap in rulebook.caps:
        limit = f"总分最高 {points_text(cap.total_at_most)}"
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


def _checks(rulebook: Rulebook, names: Mapping[str, str]) -> Iterator[Row]:
    for code, setting in rulebook.checks.items():
        said = [_SEVERITY[setting.severity]] if setting.severity else []
        said += [_meaning(setting.meanings[name], value) for name, value in setting.parameters.items()]
        yield Row("检查", f"{code} {names.get(code, '')}".rstrip(), "；".join(said), basis(rulebook, setting))


def _meaning(sentence: str, value: Decimal | str | tuple[str, ...]) -> str:
    """A parameter in the words of its rulebook; a list in full, or only how long it is."""
    listed = value if isinstance(value, tuple) else (value,)
    shown = "、".join(_value_text(one) for one in listed)
    return sentence.replace("{count}", str(len(listed))).replace("{}", shown)


def _value_text(value: Decimal | str) -> str:
    if isinstance(value, str):
        return value
    return percent(value) if 0 < value < 1 else digits(value)


def _report(rulebook: Rulebook) -> Iterator[Row]:
    report, where = rulebook.report, basis(rulebook, rulebook.report)
    chapters = "、".join(chapter.title for chapter in report.chapters)
    yield Row("自评报告", "章节", chapters or _NONE, where)
    project_chapters = "、".join(chapter.title for chapter in report.project_chapters)
    yield Row("项目支出自评报告", "章节", project_chapters or _NONE, where)
    yield Row("自评报告", "附件", "、".join(report.annexes) or _NONE, where)


def _weight(value: Decimal | None) -> str:
    return "文件没有写明" if value is None else points_text(value)
