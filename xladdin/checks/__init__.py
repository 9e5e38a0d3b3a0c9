"""Filing + rulebook -> findings (校验). `run_checks` is the one door; it never raises for what was entered."""

from xladdin.checks.finding import Correction, Finding
from xladdin.checks.registry import run_checks

__all__ = ["Correction", "Finding", "run_checks"]
