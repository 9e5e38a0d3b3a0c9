"""Filing + rulebook -> findings (校验). `run_checks` is the door, `unordered` for who only counts; neither ever raises
for what was entered."""

from xladdin.checks.finding import Correction, Finding, Raised
from xladdin.checks.registry import run_checks, unordered

__all__ = ["Correction", "Finding", "Raised", "run_checks", "unordered"]
