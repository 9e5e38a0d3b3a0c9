"""Word files as offices send them: tracked changes, tables inside tables, text boxes."""

from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

ROWS = [
    ["项目支出名称", "白蚁防治经费", "", "", "", "", "", ""],
    ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "22", "22", "22", "10", "100%", "10"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标（90分）", "数量指标", "防治面积", "55万平方米", "92.96万平方米", "90", "87.17", ""],
    ["总分", "", "", "", "", "100", "97.17", ""],
]


def table_in(holder: Document | object) -> Table:
    table = holder.add_table(rows=len(ROWS), cols=8)  # type: ignore[union-attr]
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def read(document: Document, folder: Path) -> ProjectEvaluation:
    document.save(str(folder / "自评.docx"))
    (project,) = read_filing(folder / "自评.docx", vocabulary()).projects
    return project


def test_text_that_was_moved_away_is_gone(tmp_path: Path) -> None:
    document = docx.Document()
    cell = table_in(document).cell(5, 6)
    cell.paragraphs[0]._p.append(parse_xml(f"<w:moveFrom {nsdecls('w')}><w:r><w:t>55</w:t></w:r></w:moveFrom>"))
    assert str(read(document, tmp_path).total_score.value) == "97.17"


def test_a_row_that_was_deleted_is_gone(tmp_path: Path) -> None:
    document = docx.Document()
    row = table_in(document).rows[4]
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='x'/>"))
    assert list(read(document, tmp_path).indicators) == []


def test_a_text_box_belongs_to_no_cell(tmp_path: Path) -> None:
    document = docx.Document()
    note = "<w:txbxContent><w:p><w:r><w:t>注9</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r {nsdecls('w')}><w:pict>{note}</w:pict></w:r>"
    table_in(document).cell(5, 6).paragraphs[0]._p.append(parse_xml(box))
    assert str(read(document, tmp_path).total_score.value) == "97.17"


def test_a_form_inside_a_layout_table_is_found(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1)
    table_in(outer.cell(0, 0))
    project = read(document, tmp_path)
    assert (project.name.text, len(list(project.indicators))) == ("白蚁防治经费", 1)


def test_a_table_that_is_no_form_is_named(tmp_path: Path) -> None:
    document = docx.Document()
    table_in(document)
    document.add_paragraph("绩效评价小组人员名单")
    names = document.add_table(rows=1, cols=2)
    names.cell(0, 0).text, names.cell(0, 1).text = "姓名", "职务"
    document.add_paragraph("一、部门基本情况：" + "职能职责。" * 40)
    assert read(document, tmp_path).not_understood == ()
    assert read_filing(tmp_path / "自评.docx", vocabulary()).without_form == ("表2",)
