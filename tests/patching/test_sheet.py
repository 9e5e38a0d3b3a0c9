"""One cell's content changed in a worksheet's bytes: nothing else is another byte."""

from decimal import Decimal

import pytest

from xladdin.patching.outline import BrokenPart, Edits, outline, text_in
from xladdin.patching.sheet import SheetXml, area, split_reference

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, rest: str = "", prefix: str = "") -> SheetXml:
    name = f":{prefix[:-1]}" if prefix else ""
    return SheetXml(
        f'<?xml version="1.0"?>\n<{prefix}worksheet xmlns{name}="{MAIN}"><{prefix}sheetData>{rows}</{prefix}sheetData>'
        f"{rest}</{prefix}worksheet>".encode()
    )


@pytest.mark.parametrize(
    ("before", "cell", "content", "after"),
    [
        # a number over a number: the style stays, the shared text's mark goes
        ('<row r="1"><c r="A1" s="3"><v>1</v></c></row>', "A1", Decimal("2.50"), '<c r="A1" s="3"><v>2.5</v></c>'),
        ('<row r="1"><c r="A1" s="3" t="s"><v>7</v></c></row>', "A1", Decimal(2), '<c r="A1" s="3"><v>2</v></c>'),
        # an empty cell, written as one tag
        ('<row r="1"><c r="A1" s="3"/></row>', "A1", Decimal(2), '<c r="A1" s="3"><v>2</v></c>'),
        # a text
        (
            '<row r="1"><c r="A1" s="3"><v>1</v></c></row>',
            "A1",
            "甲 <乙>",
            '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">甲 &lt;乙&gt;</t></is></c>',
        ),
        # of a formula only the stored value
        (
            '<row r="1"><c r="A1" s="3"><f>SUM(B1:B9)</f><v>1</v></c></row>',
            "A1",
            Decimal(2),
            '<c r="A1" s="3"><f>SUM(B1:B9)</f><v>2</v></c>',
        ),
        # a cell that is not there, between others, in a row without it, in a row that is not there
        (
            '<row r="1" spans="1:3"><c r="A1"/><c r="C1"/></row>',
            "B1",
            Decimal(2),
            '<row r="1"><c r="A1"/><c r="B1"><v>2</v></c><c r="C1"/></row>',
        ),
        ('<row r="1"/><row r="3"/>', "A1", Decimal(2), '<row r="1"><c r="A1"><v>2</v></c></row><row r="3"/>'),
        (
            '<row r="1"/><row r="3"/>',
            "A2",
            Decimal(2),
            '<row r="1"/><row r="2"><c r="A2"><v>2</v></c></row><row r="3"/>',
        ),
        ('<row r="1"/>', "B5", Decimal(2), '<row r="1"/><row r="5"><c r="B5"><v>2</v></c></row>'),
        # places that are not written down follow from the order
        ("<row><c><v>1</v></c><c><v>2</v></c></row>", "B1", Decimal(9), "<c><v>1</v></c><c><v>9</v></c>"),
    ],
)
def test_one_cell_is_changed(before: str, cell: str, content: Decimal | str, after: str) -> None:
    changed = sheet(before)
    changed.set_content(cell, content)
    made = changed.made().decode()
    assert after in made
    outline(made.encode())
    assert made.startswith(f'<?xml version="1.0"?>\n<worksheet xmlns="{MAIN}"><sheetData>')


def test_a_prefix_is_kept() -> None:
    changed = sheet('<x:row r="1"><x:c r="A1"/></x:row>', prefix="x:")
    changed.set_content("B1", "甲")
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">甲</x:t></x:is></x:c>' in changed.made().decode()


def test_where_a_missing_element_belongs() -> None:
    rest = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells><pageMargins/><tableParts/><extLst/>'
    found = sheet("", rest)
    text = found.data.decode()
    assert text[found.place("conditionalFormatting") :].startswith("<pageMargins")
    assert text[found.place("legacyDrawing") :].startswith("<tableParts")
    assert text[found.place("extLst") :].startswith("</worksheet>")


def test_merged_cells() -> None:
    found = sheet("", '<mergeCells><mergeCell ref="B2:D4"/></mergeCells>')
    assert found.merged(2, 2) == area("B2:D4")
    assert found.merged(0, 0).reference == "A1"
    assert split_reference("AA10") == (9, 26)


def test_texts_of_cells() -> None:
    found = sheet(
        '<row r="1"><c r="A1" t="s"><v>1</v></c>'
        '<c r="B1" t="inlineStr"><is><r><t>甲&amp;</t></r><r><t>乙</t></r></is></c>'
        '<c r="C1"><v>5</v></c><c r="D1" t="str"><f>A1</f><v>丙</v></c></row>'
    )
    assert [found.text_of(cell, ["零", "壹"]) for cell in ("A1", "B1", "C1", "D1", "E9")] == [
        "壹", "甲&乙", None, "丙", None,
    ]  # fmt: skip


def test_what_expat_knows_and_a_regular_expression_does_not() -> None:
    data = b"<a x='1 > 0'><!-- <b/> --><b><![CDATA[<c>]]>&lt;</b></a>"
    root = outline(data)
    assert [child.name for child in root.children] == ["b"]
    edits = Edits(data)
    edits.append_to(root, "<d/>")
    edits.set_attribute(root, "x", None)
    assert edits.made() == b"<a><!-- <b/> --><b><![CDATA[<c>]]>&lt;</b><d/></a>"
    assert text_in(b"<si><t><![CDATA[<c>]]>&lt;</t></si>", outline(b"<si><t><![CDATA[<c>]]>&lt;</t></si>")) == "<c><"


def test_what_is_no_xml_is_refused() -> None:
    for data in (b"", b"<a>", "<a/>".encode("utf-16")):
        with pytest.raises(BrokenPart):
            outline(data)
