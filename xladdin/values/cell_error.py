"""Excel's error values as they arrive through COM: whole numbers near −2,146,826,000.

xlwings knows seven of them; the others (`#SPILL!`, `#CALC!`) reach us as such a number, which must not be counted with.
"""

_FIRST = -2146828288  # 0x800A0000; the error's own number is added
_NAMES = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!", 2051: "#BUSY!",
}  # fmt: skip
_BAND = range(_FIRST + 2000, _FIRST + 2300)


def error_name(value: float) -> str:
    """The error that a number stands for, `#DIV/0!`; empty for a number that is one."""
    if value > -1e9 or value not in _BAND:
        return ""
    return _NAMES.get(int(value) - _FIRST, "#UNKNOWN!")
