"""All checks: importing the families registers them."""

# ruff: noqa: F401

from xladdin.checks import (
    across,
    agreement,
    base_data,
    completeness,
    contents,
    dates_and_copies,
    evaluation,
    headings,
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

CHECKS = REGISTRY
