"""Units of measure (计量单位): which word stands for which unit, and how many of the canonical one it is.

Only known measure words are units. `12次检测` is 12 次 of 检测; of an unknown word nobody can say where the unit
ends and the thing begins.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

PERCENT = "%"
MONEY = "万元"

_ONE = Decimal(1)
_CONVERTED: dict[str, tuple[str, Decimal]] = {
    "元": (MONEY, Decimal("0.0001")),
    "千元": (MONEY, Decimal("0.1")),
    "万": (MONEY, _ONE),
    "万元": (MONEY, _ONE),
    "百万元": (MONEY, Decimal(100)),
    "千万元": (MONEY, Decimal(1000)),
    "亿": (MONEY, Decimal(10000)),
    "亿元": (MONEY, Decimal(10000)),
    "%": (PERCENT, Decimal("0.01")),
    "‰": (PERCENT, Decimal("0.001")),
    "个百分点": ("个百分点", _ONE),
    "m2": ("平方米", _ONE),
    "平米": ("平方米", _ONE),
    "平方公里": ("平方公里", _ONE),
    "km2": ("平方公里", _ONE),
    "m3": ("立方米", _ONE),
    "立方": ("立方米", _ONE),
    "方": ("立方米", _ONE),
    "米": ("米", _ONE),
    "m": ("米", _ONE),
    "公里": ("米", Decimal(1000)),
    "千米": ("米", Decimal(1000)),
    "km": ("米", Decimal(1000)),
    "公斤": ("公斤", _ONE),
    "千克": ("公斤", _ONE),
    "kg": ("公斤", _ONE),
    "吨": ("公斤", Decimal(1000)),
    "t": ("公斤", Decimal(1000)),
    "个工作日": ("工作日", _ONE),
    "个月": ("个月", _ONE),
    "个小时": ("小时", _ONE),
    "h": ("小时", _ONE),
    "名": ("人", _ONE),
    "位": ("人", _ONE),
    "人": ("人", _ONE),
    "周年": ("年", _ONE),
}
# fmt: off
_PLAIN = (
    "个", "次", "人次", "套", "户", "栋", "幢", "家", "人天", "项", "件", "份", "期", "场", "处", "座", "条",
    "台", "辆", "平方米", "立方米", "亩", "公顷", "天", "工作日", "日", "周", "年", "小时", "分钟", "分", "所",
    "篇", "批", "起", "宗", "本", "册", "块", "盏", "株", "棵", "只", "头", "口", "眼", "间", "床", "部", "张",
    "片", "段", "道", "根", "根次", "艘", "架", "组", "队", "班", "级", "例", "卷", "幅", "枚", "支", "门",
    "孔", "樘", "则", "节", "课时", "学时", "人数", "对", "桶", "袋", "箱", "度", "千瓦时", "千瓦", "升",
    "毫升", "倍", "轮", "车次", "批次", "场次", "户次", "点", "单", "宗地", "镇", "村", "乡", "县", "校", "站",
    "厂", "网", "类", "种", "步", "层", "面", "趟", "标段", "课", "届", "字", "版", "家次", "台次", "件次",
    "个次",
)
# fmt: on
_UNITS: dict[str, tuple[str, Decimal]] = {**{word: (word, _ONE) for word in _PLAIN}, **_CONVERTED}
_LONGEST = max(map(len, _UNITS))
_MULTIPLES = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000),
              "百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8)}  # fmt: skip

FIRST_YEAR = Decimal(1000)  # `2023年` names a year, `3年` counts them: nothing in these forms lasts so long

# Units of time that are deadlines: nobody wants more of them.
DEADLINE_UNITS = frozenset({"工作日"})
DURATIONS = frozenset({"工作日", "天", "日", "周", "小时", "分钟", "个月"})


class Unit(NamedTuple):
    """A canonical unit, how many of it one written unit is, and what the text names behind the unit."""

    name: str
    factor: Decimal
    thing: str


@lru_cache(maxsize=16384)
def parse_unit(text: str) -> Unit | None:
    """The unit that a folded text begins with; no text is no unit, an unknown word is None.

    `万平方米` is 10000 平方米, `次检测` is 次 of 检测, `万` alone is 万元.
    """
    if not text:
        return Unit("", _ONE, "")
    plain = _plain_unit(text)
    if plain is not None and (not plain.thing or text[0] not in _MULTIPLES):
        return plain
    for length in (2, 1):
        multiple = _MULTIPLES.get(text[:length])
        counted = _plain_unit(text[length:]) if multiple is not None else None
        if multiple is not None and counted is not None and counted.name not in (MONEY, PERCENT):
            return Unit(counted.name, counted.factor * multiple, counted.thing)
    # 万 before a word that is no unit is neither money nor a count of something known.
    return None if plain is not None and text.removesuffix(plain.thing) in _MULTIPLES else plain


def _plain_unit(text: str) -> Unit | None:
    for length in range(min(_LONGEST, len(text)), 0, -1):
        written, thing = text[:length], text[length:]
        known = _UNITS.get(written) or _UNITS.get(written.lower())
        if known is not None and not (written[-1].isascii() and thing[:1].isascii() and thing[:1].isalnum()):
            return Unit(known[0], known[1], thing)
    return None


def same_thing(one: str, other: str) -> bool:
    """Whether two things behind a unit can be the same: `次检测` and `次`, `个项目` and `个招标项目`."""
    return one in other or other in one
