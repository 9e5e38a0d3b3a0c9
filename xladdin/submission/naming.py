"""Names of files (文件名) made from names that people give: nothing reserved, never too long."""

import re
import unicodedata

MANIFEST = "清单.json"
SIGNATURE = "清单.签名.json"
_LONGEST_UNIT = 40  # the name stands twice in a path, and Windows ends paths at 260 characters
_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
_BRACKETS = str.maketrans("[]", "()")  # Excel opens no workbook with [ or ] in its name


def package_name(year: int, unit: str) -> str:
    """`2023年度_汨罗市住建系统_部门整体支出绩效自评`: of the folder and, with an ending, of the files in it."""
    named = " ".join(_NOT_IN_FILES.sub(" ", unicodedata.normalize("NFC", unit)).translate(_BRACKETS).split())
    return f"{year}年度_{named[:_LONGEST_UNIT].strip(' .') or '单位不明'}_部门整体支出绩效自评"


def file_name(text: str) -> str:
    """The name of an attached file as it can stand on every system."""
    return _NOT_IN_FILES.sub("_", unicodedata.normalize("NFC", text)).strip(" .") or "附件"
