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
    report_figures,
    report_rates,
    report_scores,
    report_structure,
    report_sums,
    report_unit,
    report_wording,
    spending,
    targets,
)
from xladdin.checks.registry import REGISTRY

FAMILIES = (
    base_data, spending, money, evaluation, indicators, targets, across, agreement, dates_and_copies, completeness,
    contents, report_figures, report_scores, report_structure, report_sums, report_rates, report_wording,
    report_unit,
)  # fmt: skip
CHECKS = REGISTRY
