"""Comments in a copy of a Word report: at the paragraphs of their findings, and nothing else changed."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from xladdin.annotating.report_comments import AUTHOR, commented, paragraphs_of
from xladdin.checking import check_file
from xladdin.checks.report import Report
from xladdin.errors import InputError
from xladdin.patching.outline import outline
from xladdin.reading.document import blocks, is_table

FIXTURES = Path(__file__).parents[1] / "fixtures"
BOOK = FIXTURES / "filings" / "miluo_2023.xlsx"
REPORTS = sorted((FIXTURES / "reports").rglob("*.docx"))
MILUO = FIXTURES / "reports" / "miluo_2023.docx"
BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def checked() -> Report:
    return check_file(BOOK, reports=[MILUO])


def anchored(data: bytes) -> dict[str, str]:
    """Text of a comment → text of the paragraph that it is about."""
    document: Any = docx.Document(io.BytesIO(data))
    found = {}
    for comment in document.comments:
        (start,) = document.element.body.xpath(f"//w:commentRangeStart[@w:id='{comment.comment_id}']")
        (end,) = document.element.body.xpath(f"//w:commentRangeEnd[@w:id='{comment.comment_id}']")
        assert start.getparent() is end.getparent()
        found[comment.text] = "".join(text.text for text in start.getparent().iter(f"{W}t"))
    return found


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, name: str, before: str, after: str) -> bytes:
    """The file with one thing in one part written otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            assert entry != name or before.encode() in content
            target.writestr(entry, content.replace(before.encode(), after.encode()) if entry == name else content)
    return made.getvalue()


def with_personal_comment() -> bytes:
    document: Any = docx.Document(str(MILUO))
    document.add_comment(document.paragraphs[4].runs, "请局长看一下", author="局办", initials="局")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_every_finding_stands_at_its_paragraph(checked: Report) -> None:
    found = anchored(commented(MILUO.read_bytes(), MILUO.name, checked))
    findings = [finding for finding in checked.findings if finding.form == "report"]
    assert len(found) == len(findings) > 1
    for finding in findings:
        (text,) = (text for text in found if finding.message in text)
        assert finding.code in text and finding.fix in text
    (text, paragraph), *_ = (item for item in found.items() if "556.58" in item[0])
    assert paragraph.startswith("公用经费556.58万元")
    assert text.startswith("警告 BG101\n") and text.endswith("表中位置：附件1!F32")


def test_nothing_else_is_changed(checked: Report) -> None:
    data = MILUO.read_bytes()
    before, after = parts(data), parts(commented(data, MILUO.name, checked))
    assert set(after) - set(before) == {"word/comments1.xml"} and not set(before) - set(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {BODY, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert MILUO.read_bytes() == data
    text = [paragraph.text for paragraph in docx.Document(str(MILUO)).paragraphs]
    assert [p.text for p in docx.Document(io.BytesIO(commented(data, MILUO.name, checked))).paragraphs] == text


def test_the_same_check_gives_the_same_bytes_also_on_its_own_copy(checked: Report) -> None:
    once = commented(MILUO.read_bytes(), MILUO.name, checked)
    assert commented(MILUO.read_bytes(), MILUO.name, checked) == once
    assert parts(commented(once, MILUO.name, checked)) == parts(once)


def test_a_persons_own_comment_stays(checked: Report) -> None:
    own = with_personal_comment()
    count = sum(finding.form == "report" for finding in checked.findings)
    data = commented(commented(own, MILUO.name, checked), MILUO.name, checked)
    document: Any = docx.Document(io.BytesIO(data))
    assert [comment.author for comment in document.comments] == ["局办", *[AUTHOR] * count]
    assert len({comment.comment_id for comment in document.comments}) == 1 + count
    clean = commented(data, MILUO.name, check_file(BOOK))
    assert list(anchored(clean)) == ["请局长看一下"]
    assert parts(clean)[BODY] == parts(own)[BODY]


def test_what_word_keeps_of_a_former_comment_goes_with_it(checked: Report) -> None:
    """Word writes for every comment, by its last paragraph, whether it is settled and what it answers."""
    once = commented(MILUO.read_bytes(), MILUO.name, checked)
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    named = edited(once, "word/comments1.xml", "<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0A0B0C0D">')
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    related = f'<Relationship Id="rIdX" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
    named = edited(named, "word/_rels/document.xml.rels", "</Relationships>", related)
    file = io.BytesIO(named)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(
            "word/commentsExtended.xml",
            '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
            '<w15:commentEx w15:paraId="0A0B0C0D" w15:done="1"/><w15:commentEx w15:paraId="11111111" w15:done="0"/>'
            '<w15:commentEx w15:paraId="22222222" w15:paraIdParent="0A0B0C0D"/></w15:commentsEx>',
        )
    left = parts(commented(file.getvalue(), MILUO.name, checked))["word/commentsExtended.xml"].decode()
    assert "11111111" in left and "0A0B0C0D" not in left


def test_a_finding_without_a_paragraph_stands_at_the_first_one_with_a_text(checked: Report) -> None:
    finding = next(finding for finding in checked.findings if finding.form == "report")
    report = replace(checked, findings=(finding._replace(cell=""),))
    document: Any = docx.Document()
    for text in ("", "2023年度自评报告", "一、部门基本情况"):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    assert list(anchored(commented(file.getvalue(), MILUO.name, report)).values()) == ["2023年度自评报告"]


def test_an_explanation_is_told(checked: Report) -> None:
    warning = next(f for f in checked.findings if f.form == "report" and f.severity == "warning")
    explained = check_file(BOOK, reports=[MILUO], given={warning.id: "决算口径，<含>离退休 & 其他"})
    text = next(text for text in anchored(commented(MILUO.read_bytes(), MILUO.name, explained)) if "已说明" in text)
    assert text.startswith(f"警告 {warning.code}，已说明\n") and "说明：决算口径，<含>离退休 & 其他" in text


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_paragraphs_are_counted_as_the_reader_counts_them(file: Path) -> None:
    read = [block for block in blocks(docx.Document(str(file)).element.body) if not is_table(block)]
    data = parts(file.read_bytes())[BODY]
    counted = [len(list(paragraph.all("t"))) for paragraph in paragraphs_of(outline(data))]
    assert counted == [len(list(paragraph.iter("{*}t"))) for paragraph in read]


def test_content_controls_custom_xml_and_tables_count_the_same() -> None:
    document: Any = docx.Document()
    document.add_paragraph("一")
    document.add_table(1, 1).cell(0, 0).text = "表"
    document.add_paragraph("二")
    file = io.BytesIO()
    document.save(file)
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>三</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt>"
    wrapped = '<w:customXml w:element="x"><w:p><w:r><w:t>四</w:t></w:r></w:p></w:customXml>'
    data = edited(file.getvalue(), BODY, "<w:sectPr", f"{control}{wrapped}<w:sectPr")
    read = [block for block in blocks(docx.Document(io.BytesIO(data)).element.body) if not is_table(block)]
    assert len(paragraphs_of(outline(parts(data)[BODY]))) == len(read) == 5


def test_a_part_in_an_unusual_writing_is_refused_with_one_sentence(checked: Report) -> None:
    data = MILUO.read_bytes()
    document = parts(data)[BODY].decode()
    broken = edited(data, BODY, document, document.replace("</w:document>", "</w:other>"))
    with pytest.raises(InputError, match="Word 或 WPS"):
        commented(broken, MILUO.name, checked)
