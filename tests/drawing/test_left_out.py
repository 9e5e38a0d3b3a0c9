"""Looks that the styles do not have: left out of a form that is handed in, an error everywhere else."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from xladdin.drawing.sheet import Sheet
from xladdin.drawing.styles import HELPER_LOOKS, Look, Styles
from xladdin.drawing.values_only import ValueSheet
from xladdin.drawing.worksheet import FormWorksheet


def sheet_of(kind: type[Sheet], *forgotten: Look) -> Sheet:
    book = Workbook(BytesIO())
    styles = Styles(book, plain=True)
    for look in forgotten:
        del styles.formats[look]
    return kind(book.add_worksheet("表", FormWorksheet), styles, [10.0])


@pytest.mark.parametrize("look", sorted(HELPER_LOOKS))
def test_only_a_form_that_is_handed_in_leaves_out_its_helper_cells(look: Look) -> None:
    sheet_of(ValueSheet).text(0, 0, "校验", look)
    with pytest.raises(KeyError):
        sheet_of(Sheet).text(0, 0, "校验", look)


@pytest.mark.parametrize("kind", [Sheet, ValueSheet])
def test_a_forgotten_look_drops_no_printed_text(kind: type[Sheet]) -> None:
    with pytest.raises(KeyError):
        sheet_of(kind, Look.LABEL).text(0, 0, "填报日期", Look.LABEL)
