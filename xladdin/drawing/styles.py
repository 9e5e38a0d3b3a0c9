"""How cells look (样式): the one place for fonts, borders, fills and number formats. Formats are made once a book."""

from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

SONG, FANG = "宋体", "仿宋"
INPUT_FILL = "#FFF9E5"
HELPER_FILL = "#F2F2F2"
TYPED_OVER_FILL = "#F8CBAD"
POINTS_A_LINE = 1.45  # height of a line in parts of the font size; Song needs less, its substitutes do not


class Look(StrEnum):
    """What a cell is for; how it looks follows."""

    COVER_TITLE = "cover_title"
    COVER_LABEL = "cover_label"
    COVER_INPUT = "cover_input"
    COVER_DATE = "cover_date"
    TITLE = "title"
    ANNEX = "annex"
    LINE = "line"
    NOTE = "note"
    FOOT_LABEL = "foot_label"
    FOOT_INPUT = "foot_input"
    FOOT_DATE = "foot_date"
    HEADING = "heading"
    LABEL = "label"
    LABEL_LEFT = "label_left"
    LABEL_INDENT = "label_indent"
    LABEL_INDENT_TWICE = "label_indent_twice"
    PRINTED = "printed"
    MORE = "more"
    TEXT = "text"
    TEXT_CENTRE = "text_centre"
    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"
    SCORE = "score"
    WEIGHT = "weight"
    ANY = "any"
    SUM = "sum"
    RATIO = "ratio"
    POINTS = "points"
    TOTAL_WEIGHT = "total_weight"
    TALLY = "tally"
    DERIVED_TEXT = "derived_text"
    HELPER_HEADING = "helper_heading"
    HELPER_NUMBER = "helper_number"
    HELPER_RATE = "helper_rate"
    HELPER_TEXT = "helper_text"
    HELPER_INPUT = "helper_input"


Properties = dict[str, Any]

_CENTRE: Properties = {"align": "center", "valign": "vcenter", "text_wrap": True}
_LEFT: Properties = {"align": "left", "valign": "vcenter", "text_wrap": True}
_FRAME: Properties = {"font_name": SONG, "font_size": 10.5, "border": 1}
_INPUT: Properties = {**_FRAME, "locked": False, "bg_color": INPUT_FILL}
_HELPER: Properties = {
    "font_name": SONG, "font_size": 9, "border": 4, "border_color": "#A6A6A6", "bg_color": HELPER_FILL,
    "font_color": "#595959", "valign": "vcenter",
}  # fmt: skip
_MONEY, _PERCENT, _DATE = "0.00", "0.00%", "yyyy-mm-dd"

_LOOKS: dict[Look, Properties] = {
    Look.COVER_TITLE: {**_CENTRE, "font_name": SONG, "font_size": 26, "bold": True},
    Look.COVER_LABEL: {"font_name": FANG, "font_size": 16, "align": "right", "valign": "vcenter"},
    Look.COVER_INPUT: {**_CENTRE, "font_name": FANG, "font_size": 16, "bottom": 1, "locked": False,
                       "bg_color": INPUT_FILL},
    Look.COVER_DATE: {**_CENTRE, "font_name": FANG, "font_size": 16, "bottom": 1, "locked": False,
                      "bg_color": INPUT_FILL, "num_format": 'yyyy"年"m"月"d"日"'},
    Look.TITLE: {**_CENTRE, "font_name": SONG, "font_size": 18, "bold": True},
    Look.ANNEX: {"font_name": FANG, "font_size": 12, "align": "left", "valign": "vcenter"},
    Look.LINE: {"font_name": FANG, "font_size": 11, "align": "left", "valign": "vcenter", "text_wrap": True},
    Look.NOTE: {"font_name": FANG, "font_size": 10, "align": "left", "valign": "vcenter", "text_wrap": True},
    Look.FOOT_LABEL: {"font_name": SONG, "font_size": 10.5, "align": "right", "valign": "vcenter"},
    Look.FOOT_INPUT: {"font_name": SONG, "font_size": 10.5, "valign": "vcenter", "align": "left", "bottom": 4,
                      "locked": False, "bg_color": INPUT_FILL},
    Look.FOOT_DATE: {"font_name": SONG, "font_size": 10.5, "valign": "vcenter", "align": "left", "bottom": 4,
                     "locked": False, "bg_color": INPUT_FILL, "num_format": _DATE},
    Look.HEADING: {**_FRAME, **_CENTRE, "bold": True},
    Look.LABEL: {**_FRAME, **_CENTRE},
    Look.LABEL_LEFT: {**_FRAME, **_LEFT},
    Look.LABEL_INDENT: {**_FRAME, **_LEFT, "indent": 1},
    Look.LABEL_INDENT_TWICE: {**_FRAME, **_LEFT, "indent": 3},
    Look.PRINTED: {**_FRAME, **_LEFT, "font_size": 9},
    Look.MORE: {**_FRAME, "align": "center", "valign": "vcenter", "font_size": 8, "font_color": "#595959"},
    Look.TEXT: {**_INPUT, **_LEFT},
    Look.TEXT_CENTRE: {**_INPUT, **_CENTRE},
    Look.AMOUNT: {**_INPUT, "align": "right", "valign": "vcenter", "num_format": _MONEY},
    Look.COUNT: {**_INPUT, **_CENTRE, "num_format": "0"},
    Look.RATE: {**_INPUT, **_CENTRE, "num_format": _PERCENT},
    Look.SCORE: {**_INPUT, **_CENTRE, "num_format": _MONEY},
    Look.WEIGHT: {**_INPUT, **_CENTRE},
    Look.ANY: {**_INPUT, **_CENTRE},
    # What is worked out has no fill; it may be typed over, and then the conditional format shows it.
    Look.SUM: {**_FRAME, "align": "right", "valign": "vcenter", "num_format": _MONEY, "locked": False},
    Look.RATIO: {**_FRAME, **_CENTRE, "num_format": _PERCENT, "locked": False},
    Look.POINTS: {**_FRAME, **_CENTRE, "num_format": _MONEY, "locked": False},
    Look.TOTAL_WEIGHT: {**_FRAME, **_CENTRE, "locked": False},
    Look.TALLY: {**_FRAME, **_CENTRE, "num_format": "0", "locked": False},
    Look.DERIVED_TEXT: {**_INPUT, **_CENTRE},
    Look.HELPER_HEADING: {**_HELPER, **_CENTRE, "bold": True},
    Look.HELPER_NUMBER: {**_HELPER, "align": "left", "num_format": _MONEY},
    Look.HELPER_RATE: {**_HELPER, "align": "center", "num_format": _PERCENT},
    Look.HELPER_TEXT: {**_HELPER, "align": "left"},
    Look.HELPER_INPUT: {**_HELPER, "align": "center", "locked": False, "bg_color": INPUT_FILL},
}  # fmt: skip

FONT_SIZE = {look: float(properties["font_size"]) for look, properties in _LOOKS.items()}
WRAPPED_SIZE = {look: size for look, size in FONT_SIZE.items() if _LOOKS[look].get("text_wrap")}
HELPER_LOOKS = frozenset(look for look in Look if look.name.startswith("HELPER"))


class Styles:
    """The formats of one workbook. `plain`, for forms that are handed in: no fill of input cells, no helper cells."""

    def __init__(self, workbook: Workbook, *, plain: bool = False) -> None:
        self._workbook = workbook
        self._properties = _handed_in() if plain else _LOOKS
        self.formats: dict[Look, Format] = {
            look: workbook.add_format(properties) for look, properties in self._properties.items()
        }
        self.typed_over: Format = workbook.add_format({"bg_color": TYPED_OVER_FILL})
        self._quoted: dict[Look, Format] = {}

    def quoted(self, look: Look) -> Format:
        """The look of a text that must not be taken for a formula."""
        if look not in self._quoted:
            self._quoted[look] = self._workbook.add_format({**self._properties[look], "quote_prefix": True})
        return self._quoted[look]


def _handed_in() -> dict[Look, Properties]:
    return {
        look: {name: value for name, value in properties.items() if name not in ("locked", "bg_color")}
        for look, properties in _LOOKS.items()
        if look not in HELPER_LOOKS
    }
