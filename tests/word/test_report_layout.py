"""How a report looks (GB/T 9704), measured in the file; and that the same filing gives the same file."""

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt
from written import EXAMPLE, department, of_file, word

from tests.checks.clean_filing import clean
from xladdin.word import Written

_FONTS = {
    "Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", None), "Heading 2": ("楷体_GB2312", None),
    "Footer": ("宋体", 14),
}  # fmt: skip


@pytest.fixture(scope="module")
def example() -> Written:
    return of_file(EXAMPLE)


def test_the_page(example: Written) -> None:
    (section,) = word(example).sections
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    size = [side.mm for side in (section.page_width, section.page_height) if side is not None]
    assert size == pytest.approx([210, 297], abs=0.1)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]
    assert section.different_first_page_header_footer  # no number on the cover
    assert section.first_page_footer.is_linked_to_previous
    assert re.sub(r"\s", "", section.footer.paragraphs[0].text) == "——"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_the_fonts(example: Written) -> None:
    styles = word(example).styles
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}").find(f".//{qn('w:rFonts')}")
    assert defaults.get(qn("w:eastAsia")) == "仿宋_GB2312"
    for name, (font, size) in _FONTS.items():
        fonts = styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert size is None or styles[name].font.size == Pt(size)
    assert "Theme" not in styles.element.xml  # a theme's font would win over the one that is named


def test_running_text(example: Written) -> None:
    document = word(example)
    style = document.styles["Body Text"]
    assert style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    spacing = document.styles.element.find(f".//{qn('w:pPrDefault')}").find(f".//{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text.strip()]
    assert all(run._r.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in runs if run._r.rPr is not None)


def test_headings_are_headings(example: Written) -> None:
    """So that the navigation pane of Word shows them."""
    by_style = {"Heading 1": [], "Heading 2": []}
    for paragraph in word(example).paragraphs:
        if paragraph.style is not None and paragraph.style.name in by_style:
            by_style[paragraph.style.name].append(paragraph.text)
    assert [title[0] for title in by_style["Heading 1"]] == list("一二三四五六七八九十")
    assert by_style["Heading 2"] == ["（一）职能职责", "（二）机构设置", "（一）基本支出情况", "（二）项目支出情况"]
    levels = [word(example).styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for name in by_style]
    assert levels == ["0", "1"]


def test_every_prompt_is_marked_and_nothing_else(example: Written) -> None:
    for paragraph in word(example).element.body.iter(qn("w:r")):
        said = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        marked = paragraph.find(f".//{qn('w:highlight')}") is not None
        assert marked == said.startswith("【请填写")
    assert WD_COLOR_INDEX.YELLOW.name.lower() in word(example).element.body.xml


def test_tables_repeat_their_heads_and_keep_their_rows(example: Written) -> None:
    for table in word(example).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert sum(column.width.mm for column in table.columns) == pytest.approx(156, abs=1)


def test_the_properties_name_nobody(example: Written) -> None:
    properties = word(example).core_properties
    assert properties.title == "2023年度汨罗市住建系统部门整体支出绩效自评报告"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert {comment.author for comment in word(example).comments} == {"绩效自评"}
    content = b"".join(zipfile.ZipFile(io.BytesIO(example.content)).read(name) for name in _names(example))
    assert os.fsencode(Path.home()) not in content and b"python-docx" not in content


def _names(made: Written) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(made.content)).namelist()


def test_nothing_in_the_file_that_a_report_does_not_need(example: Written) -> None:
    assert set(_names(example)) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/comments.xml", "word/footer1.xml",
    }  # fmt: skip
    assert len(example.content) < 30_000


def test_the_same_filing_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, with another order of sets, another time, and a prefix that somebody has registered."""
    relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    script = (
        f"from lxml import etree; etree.register_namespace('other', '{relationships}');"
        "import sys; from pathlib import Path; from xladdin.opening import open_filing;"
        "from xladdin.scoring.filing import score_filing; from xladdin.word import write_report;"
        "opened = open_filing(sys.argv[1]);"
        "Path(sys.argv[2]).write_bytes(write_report(*opened, score_filing(*opened)).content)"
    )
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.docx"
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"}
        subprocess.run([sys.executable, "-c", script, str(EXAMPLE), str(target)], check=True, env=environment)
        made.append(target.read_bytes())
    assert made[0] == made[1] == of_file(EXAMPLE).content
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(made[0])).infolist()} == {1980}


@pytest.mark.libreoffice
def test_libreoffice_opens_it(tmp_path: Path, example: Written) -> None:
    (tmp_path / "报告.docx").write_bytes(example.content)
    (tmp_path / "江城.docx").write_bytes(department(clean("hunan-hengshan-2020"), "hunan-hengshan-2020").content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, timeout=180, capture_output=True)
    for pdf in ("报告.pdf", "江城.pdf"):
        content = (tmp_path / pdf).read_bytes()
        assert content.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", content)) > 3
