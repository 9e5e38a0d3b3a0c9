"""Formulas as Excel writes them, `=SUM(A1,表!B2)`, <-> as UNO does, `=SUM(A1;$表.B2)`.

Both sides use the English names of functions. What stands in quotation marks stays as it is.
"""

import re

_NAME = r"'(?:[^']|'')+'|[^\W\d]\w*"
_EXCEL = re.compile(rf'(?P<kept>"(?:[^"]|"")*")|(?P<sheet>{_NAME})!|(?P<also_kept>{_NAME})|(?P<separator>,)')
_CALC = re.compile(
    rf'(?P<kept>"(?:[^"]|"")*")|\$?(?P<sheet>{_NAME})\.(?=\$?[A-Z]{{1,3}}\$?\d|#REF!)'
    rf"|(?P<also_kept>{_NAME})|(?P<separator>;)"
)


def calc_formula(formula: str) -> str:
    """What UNO takes for a formula of Excel."""
    return _EXCEL.sub(lambda found: _translated(found, "$", ".", ";"), formula)


def excel_formula(formula: str) -> str:
    """What Excel would write for a formula of UNO; content that is no formula stays."""
    if not formula.startswith("="):
        return formula
    return _CALC.sub(lambda found: _translated(found, "", "!", ","), formula)


def _translated(found: re.Match[str], before: str, after: str, separator: str) -> str:
    if found["sheet"]:
        return f"{before}{found['sheet']}{after}"
    return separator if found["separator"] else found[0]
