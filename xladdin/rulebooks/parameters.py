"""The sections of a rulebook beside its tables: execution, indicators, levels, grades, caps, checks, the report."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from xladdin.rulebooks.method import Number, Points, Positive, Section, Source, Sourced


class Execution(Sourced):
    """执行率得分 = 分值 × min(1, 执行 ÷ 全年预算)."""

    weight: Positive | None


class OverCompletion(Section):
    """From which completion ÷ target on it must be explained, and what it costs."""

    flag_at: Positive
    deduct: Points


class IndicatorRule(Sourced):
    """How a quantitative 三级指标 is scored.

    `percent_for_amount` is about a completion in per cent where the target is an amount (8次/年 → 100%):
    `rate_of_completion` takes it as the rate of completion, with a hint; `refuse` gives no score. Where less is better
    `rate_of_completion` takes only 100%: 90% of a limit can be 90% used or 90% done, and nobody can say which.
    """

    reverse: Literal["linear_to_double", "ratio"]
    over_completion: OverCompletion
    percent_for_amount: Literal["rate_of_completion", "refuse"]

    def __hash__(self) -> int:
        """Few rulebooks, many indicators: what tells most of them apart, not every field down to the source."""
        return hash((self.reverse, self.percent_for_amount))


class QualitativeBand(Section):
    """One of the three levels of a 定性指标, as parts of the weight. `at_most` is part of it, so is `at_least`."""

    name: str
    also: tuple[str, ...] = ()
    at_most: Points
    at_most_included: bool
    at_least: Points
    at_least_included: bool


class Qualitative(Sourced):
    bands: Annotated[tuple[QualitativeBand, ...], Field(min_length=1)]


class GradeStep(Section):
    """`from` belongs to the grade."""

    name: str
    from_: Annotated[Points, Field(alias="from")]


class Grades(Sourced):
    full: Positive
    steps: Annotated[tuple[GradeStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _falling(self) -> Self:
        bounds = [step.from_ for step in self.steps]
        if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            raise ValueError("等级应从高到低排列，最后一级的 from 应为 0")
        return self


class Aggregation(Sourced):
    """How several units are put together (表 E 注 2)."""

    absolute: Literal["sum"]
    relative: Literal["weighted_by_money"]


class Cap(Sourced):
    """With an execution rate below this, the total of a self-evaluation table is at most that.

    Scores and checks apply it. The formula of a template's total only adds (SCORE_TOTAL): check 110 says what remains.
    """

    execution_below: Positive
    total_at_most: Points


class CheckSetting(Section):
    """How a check is set here: `off`, another severity, other parameters.

    Parameters are nothing without their source and their `meanings`: for each a Chinese sentence in which `{}` stands
    for the value, or `{count}` for how many values there are where they are patterns that nobody reads.
    """

    severity: Literal["off", "error", "warning", "hint"] | None = None
    parameters: dict[str, Number | str | tuple[str, ...]] = Field(default_factory=dict)
    meanings: dict[str, str] = Field(default_factory=dict)
    source: Source | None = None
    checked_on: date | None = None
    note: str = ""

    @model_validator(mode="after")
    def _parameters_are_explained(self) -> Self:
        if missing := [name for name in self.parameters if name not in self.meanings]:
            raise ValueError(f"的参数 {missing[0]} 应在 meanings 里写明含义")
        if self.parameters and self.source is None:
            raise ValueError("写了 parameters，应在 source 里写明出处")
        if self.source is not None and self.checked_on is None and not self.note:
            raise ValueError("checked_on 为空时应在 note 里说明尚未与原件核对")
        return self


def check_setting(value: object) -> object:
    """`JC204: off` and `JC204: hint` are short for a mapping; YAML reads `off` as false."""
    if value is False:
        return {"severity": "off"}
    return {"severity": value} if isinstance(value, str) else value


class Chapter(Section):
    title: str
    required: bool = True
    parts: tuple[str, ...] = ()


class ReportRule(Sourced):
    """The Word reports: their chapters in order, and the annexes that belong to them."""

    chapters: tuple[Chapter, ...]
    project_chapters: tuple[Chapter, ...] = ()
    annexes: tuple[str, ...] = ()
