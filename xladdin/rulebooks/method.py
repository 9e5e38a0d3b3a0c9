"""The smallest parts of a rulebook: numbers, sources, and the methods (计分方法) by which a rule gives points."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from xladdin.values.number import parse_number


def _number(value: object) -> object:
    """A number of a rulebook: 0.5, 8 or written as the documents write it, `100%`."""
    if isinstance(value, str):
        parsed = parse_number(value)
        if parsed is not None and parsed.unit in ("", "%"):
            return parsed.value
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    raise ValueError("应为数字或百分数，例如 0.5 或 100%")


Number = Annotated[Decimal, BeforeValidator(_number)]
Points = Annotated[Number, Field(ge=0)]
Positive = Annotated[Number, Field(gt=0)]


class Section(BaseModel):
    """A part of a rulebook: nothing may be changed, nothing unknown may stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Section):
    """Where a parameter is written (出处)."""

    document: str  # a key of the rulebook's `sources`
    table: str = ""
    row: str = ""


class Sourced(Section):
    """A section whose parameters come from a document."""

    source: Source
    checked_on: date | None  # None only with a note: not yet compared with the original
    note: str = ""

    @model_validator(mode="after")
    def _unchecked_needs_a_note(self) -> Self:
        if self.checked_on is None and not self.note:
            raise ValueError("checked_on 为空时应在 note 里说明尚未与原件核对")
        return self


class Deduct(Section):
    """每超过（低于）X 扣 Y，扣完为止."""

    kind: Literal["deduct"]
    standard: Number
    direction: Literal["above", "below", "both"]
    step: Positive
    deduct: Points
    steps: Literal["whole", "pro_rata"]


class Band(Section):
    """One band (档) and its points; each bound says on which side it belongs."""

    from_: Annotated[Number | None, Field(alias="from")] = None  # 含
    over: Number | None = None  # 不含
    at_most: Number | None = None  # 含
    below: Number | None = None  # 不含
    points: Points

    @model_validator(mode="after")
    def _one_bound_a_side(self) -> Self:
        if (self.from_ is not None and self.over is not None) or (self.at_most is not None and self.below is not None):
            raise ValueError("下限只写 from（含）或 over（不含）之一，上限只写 at_most（含）或 below（不含）之一")
        return self

    @property
    def lower(self) -> Decimal | None:
        return self.from_ if self.from_ is not None else self.over

    @property
    def upper(self) -> Decimal | None:
        return self.at_most if self.at_most is not None else self.below


class Bands(Section):
    """The rate lies in one of the bands."""

    kind: Literal["bands"]
    bands: Annotated[tuple[Band, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _no_gap(self) -> Self:
        ordered = sorted(self.bands, key=lambda band: (band.lower is not None, band.lower or Decimal(0)))
        if ordered[0].lower is not None or ordered[-1].upper is not None:
            raise ValueError("最低一档不应有下限，最高一档不应有上限")
        for lower, upper in pairwise(ordered):
            included = (lower.at_most is not None) != (upper.from_ is not None)
            if lower.upper is None or lower.upper != upper.lower or not included:
                raise ValueError("各档应首尾相接，每个界限只属于一档")
        return self


class Item(Section):
    """One yes/no item (①②③…) and its points."""

    name: str
    points: Points


class Items(Section):
    """The sum of the items that hold."""

    kind: Literal["items"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Violations(Section):
    """Each occurrence (例, 工作日, 部分) costs points."""

    kind: Literal["violations"]
    deduct: Points
    unit: str


class Share(Section):
    """Reached ÷ full × weight (折算)."""

    kind: Literal["share"]


class Level(Section):
    """A named level (好, 一般, 无效果): its points, or the part of the weight between which a score is chosen."""

    name: str
    also: tuple[str, ...] = ()
    points: Points | None = None
    at_least: Points | None = None
    at_most: Points | None = None

    @model_validator(mode="after")
    def _points_or_range(self) -> Self:
        ranged = self.at_least is not None and self.at_most is not None
        if (self.points is None) != ranged:
            raise ValueError("应写 points，或者同时写 at_least 和 at_most")
        return self


class Chosen(Section):
    """A person judges: a named level or an entered score."""

    kind: Literal["chosen"]
    entered: Literal["any", "levels"]
    levels: tuple[Level, ...] = ()


Method = Annotated[Deduct | Bands | Items | Violations | Share | Chosen, Field(discriminator="kind")]
