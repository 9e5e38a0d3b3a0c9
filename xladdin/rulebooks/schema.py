"""What may stand in a rulebook.yaml. Every section that carries parameters names its source and when it was compared.

Models only say what is allowed; finding, merging and reporting files is the loader's work.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from xladdin.rulebooks.method import Bands, Chosen, Items, Method, Positive, Section, Source, Sourced
from xladdin.rulebooks.parameters import (
    Aggregation,
    Cap,
    CheckSetting,
    Execution,
    Grades,
    IndicatorRule,
    Qualitative,
    ReportRule,
    check_setting,
)

RateKey = Literal[
    "control", "three_public_change", "budget_completion", "budget_control", "building_area",
    "building_investment", "office_cost", "three_public", "procurement", "execution",
    "budget_adjustment", "payment_progress", "carryover", "carryover_change",
]  # fmt: skip
FormKey = Literal[
    "base_data", "department", "project", "score_table", "fund", "work_assessment", "fund_table", "report"
]


class RuleInput(Section):
    """What a rule without a rate is scored from: its name for the person and its place in the forms."""

    label: str
    field: str = ""
    percent: bool = False
    optional: bool = False


class Variant(Sourced):
    """The same rule with another weight, where a document or another county words it so."""

    weight: Positive
    method: Method


class Rule(Sourced):
    """One row of a scoring table (三级指标)."""

    name: str
    level1: str
    level2: str
    weight: Positive | None
    rate: RateKey | None = None
    inputs: tuple[RuleInput, ...] = ()
    method: Method | None = None  # None: a person judges, the program does not score
    without_base: Literal["none", "full_marks"] = "none"
    absent: str = ""  # what is said when `without_base` gives full marks
    standard: str = ""  # 评价标准, as printed
    explained: str = ""  # 指标说明, as printed
    conflict: str = ""
    variants: tuple[Variant, ...] = ()

    @model_validator(mode="after")
    def _fits_its_method(self) -> Self:
        method = self.method
        if method is None:
            return self
        if self.rate is None and not self.inputs:
            raise ValueError("应写 rate，或者用 inputs 说明由什么计分")
        if self.rate is not None and method.kind not in ("deduct", "bands"):
            raise ValueError(f"有 rate 的规则应采用 deduct 或 bands，不能采用 {method.kind}")
        if method.kind == "share" and len(self.inputs) != 2:
            raise ValueError("采用 share 时 inputs 应正好两项：得到的分数和总分")
        _points_within(method, self.weight)
        return self

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the printed table: 经济效益、社会效益 are two that share one weight."""
        return tuple(self.name.split("、"))


def _points_within(method: Method, weight: Decimal | None) -> None:
    """The points of a method cannot be more than the weight, and its best must be the weight."""
    if weight is None:
        return
    if isinstance(method, Items):
        best = sum((item.points for item in method.items), Decimal(0))
    elif isinstance(method, Bands):
        best = max(band.points for band in method.bands)
    elif isinstance(method, Chosen) and any(level.points is not None for level in method.levels):
        best = max(level.points for level in method.levels if level.points is not None)
    else:
        return
    if best != weight:
        raise ValueError(f"计分方法的最高分 {best} 应等于分值 {weight}")


class FormRule(Sourced):
    """Whether a form is due, and the labels that this place prints on it."""

    status: Literal["required", "optional", "absent"]
    title: str
    labels: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(default_factory=dict)


class Heading(Section):
    """One 一级指标 with its weight (null: the documents do not state it) and its 二级指标."""

    name: str
    weight: Positive | None
    second: tuple[str, ...] = ()


class Evaluation(Sourced):
    """The headings of the self-evaluation tables in their order."""

    headings: tuple[Heading, ...]
    project_headings: tuple[Heading, ...] | None = None  # None: the same as for the department
    full: Positive = Decimal(100)

    @property
    def for_projects(self) -> tuple[Heading, ...]:
        return self.headings if self.project_headings is None else self.project_headings


class Rulebook(Section):
    """What one place required in one year."""

    id: str
    name: str
    place: str = ""
    units: tuple[str, ...] = ()  # texts by which a unit's name suggests this rulebook
    year: int | None = None
    version: str
    extends: str | None = None
    abstract: bool = False
    checked_on: date
    note: str = ""
    sources: dict[str, str]
    forms: dict[FormKey, FormRule]
    evaluation: Evaluation
    execution: Execution
    indicator: IndicatorRule
    qualitative: Qualitative
    grades: Grades
    aggregation: Aggregation
    rules: dict[str, Rule]
    work_assessment: dict[str, Rule] = Field(default_factory=dict)
    caps: tuple[Cap, ...] = ()
    checks: dict[str, Annotated[CheckSetting, BeforeValidator(check_setting)]] = Field(default_factory=dict)
    report: ReportRule

    @model_validator(mode="after")
    def _sources_are_listed(self) -> Self:
        if not self.abstract and (self.year is None or not self.place):
            raise ValueError("应写 place（地区）和 year（年度），只供继承的规则集写 abstract: true")
        for path, source in sources_of(self):
            if source.document not in self.sources:
                raise ValueError(f"{path} 的 document“{source.document}”应是 sources 里的一项")
        return self

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the merged content: the same digest, the same rules."""
        content = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def sources_of(section: object) -> list[tuple[str, Source]]:
    """Every source in a section with the path of the section that names it."""
    return [(path, found.source) for path, found in _sourced(section) if found.source is not None]


def not_compared(rulebook: Rulebook) -> list[str]:
    """The sections whose parameters nobody has yet compared with their source, by their paths."""
    return [path for path, found in _sourced(rulebook) if found.source is not None and found.checked_on is None]


def _sourced(section: object, path: str = "") -> list[tuple[str, Sourced | CheckSetting]]:
    """Everything in a section that names where it is written."""
    found = [(path, section)] if isinstance(section, (Sourced, CheckSetting)) else []
    for name, value in _parts(section):
        found += _sourced(value, f"{path}.{name}" if path else name)
    return found


def _parts(section: object) -> list[tuple[str, object]]:
    if isinstance(section, BaseModel):
        return [(name, getattr(section, name)) for name in type(section).model_fields]
    if isinstance(section, Mapping):
        return [(str(name), value) for name, value in section.items()]
    if isinstance(section, tuple):
        return [(str(place), value) for place, value in enumerate(section)]
    return []
