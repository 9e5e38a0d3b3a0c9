"""A draft as a Word file (.docx). The same draft gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from xladdin.word.blank import blank_document
from xladdin.word.draft import Draft, Paragraph, Piece, Pieces, Prompt, Table
from xladdin.zipping import zipped

_LINE = 28  # points between two lines of text
_HIGH_ROW = Mm(11)
_SMALL_TABLE = 10  # rows that stay on one page
_COMMENTED_BY = "绩效自评"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawn(draft: Draft) -> bytes:
    """The Word file of a draft."""
    word = Document(blank_document())
    word.core_properties.title = _clean(draft.name)[:255]
    _number(word.sections[0].footer)
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            _paragraph(word, block)
        else:
            _table(word, block)
    return _same_every_time(word)


def _paragraph(word: WordFile, block: Paragraph) -> None:
    paragraph = word.add_paragraph(style=block.look.value)
    if block.new_page:
        paragraph.paragraph_format.page_break_before = True
    if block.space:
        paragraph.paragraph_format.space_before = Pt(block.space * _LINE)
    _write(word, paragraph, block.pieces)


def _write(word: WordFile, paragraph: WordParagraph, pieces: Iterable[Piece], in_table: bool = False) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            _run(paragraph, piece)
            continue
        text, remark = piece
        if isinstance(piece, Prompt):
            run = _run(paragraph, "【请填写】" if in_table else f"【请填写：{text}】")
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        else:
            run = _run(paragraph, text)
        if remark:
            _comment(word, run, remark)


def _run(paragraph: WordParagraph, text: str) -> Run:
    run = paragraph.add_run(_clean(text))
    # Quotation marks exist in both scripts: without the hint Word takes the narrow Western ones.
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    return run


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _comment(word: WordFile, run: Run, remark: str) -> None:
    comment = word.add_comment(run, _clean(remark), author=_COMMENTED_BY, initials="")
    comment._comment_elm.attrib.pop(qn("w:date"), None)  # optional, and the only thing that would differ


def _table(word: WordFile, block: Table) -> None:
    if block.caption:
        _run(word.add_paragraph(style="Caption"), block.caption)
    table = word.add_table(0, len(block.head), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, block.widths, strict=True):
        column.w = Mm(width)
    _row(word, table, block, block.head)
    _repeat_first_row(table)
    for row in block.rows:
        _row(word, table, block, row)
    word.add_paragraph(style="表后")  # two tables that touch would become one


def _row(word: WordFile, table: WordTable, block: Table, pieces: Pieces) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if block.high:
        row.height, row.height_rule = _HIGH_ROW, WD_ROW_HEIGHT_RULE.AT_LEAST
    header = pieces is block.head
    together = header or (len(block.rows) <= _SMALL_TABLE and pieces is not block.rows[-1])
    for number, (cell, piece) in enumerate(zip(row.cells, pieces, strict=True)):
        _cell(word, cell, piece, block.widths[number], left=number in block.left and not header, together=together)


def _cell(word: WordFile, cell: _Cell, piece: Piece, width: int, *, left: bool, together: bool) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = "表格文字"
    if together:
        paragraph.paragraph_format.keep_with_next = True
    if left:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _write(word, paragraph, (piece,), in_table=True)


def _repeat_first_row(table: WordTable) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _number(footer: _Footer) -> None:
    """— 1 —, in the middle: whether a page is an odd one depends on how the cover is printed."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style, paragraph.alignment = "footer", WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ")
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._element.append(element)
    _run(paragraph, " —")


def _same_every_time(word: WordFile) -> bytes:
    """The file packed again with fixed times."""
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
