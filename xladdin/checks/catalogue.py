"""All checks: importing the families registers them, in the order of the reference page."""

from xladdin.checks import (
    across,
    agreement,
    base_data,
    completeness,
    contents,
    dates_and_copies,
    evaluation,
    indicators,
    money,
    money_unit,
    presence,
    spending,
    targets,
)
from xladdin.checks.registry import REGISTRY
from xladdin.checks.word import figures, rates, scores, structure, unit, wording
from xladdin.checks.word import sums as word_sums

FAMILIES = (
    base_data, spending, money, evaluation, indicators, targets, across, agreement, money_unit, dates_and_copies,
    completeness, presence, contents, figures, scores, structure, word_sums, rates, wording, unit,
)  # fmt: skip
CHECKS = REGISTRY
