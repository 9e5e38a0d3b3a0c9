"""The empty Word file that a report is written into: page, fonts and styles as in an official document (GB/T 9704).

python-docx's own template has Western fonts, a preview picture and 400 KB of styles; this one has what a report uses.
"""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LATIN = "Times New Roman"
BODY_FONT, TITLE_FONT, CHAPTER_FONT, PART_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
_FOOT_FONT = "宋体"

# In twentieths of a point: A4, margins 37, 35, 28 and 26 mm; the page number 7 mm below the text.
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>'
    '<w:pgNumType w:start="0"/><w:titlePg/></w:sectPr>'
)


def _fonts(east: str, latin: str = _LATIN) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{_LATIN}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(key: str, name: str, paragraph: str = "", run: str = "", based: str = "Normal", rest: str = "") -> str:
    inherits = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{inherits}{rest}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_TWO_SIGNS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_SINGLE = '<w:spacing w:line="240" w:lineRule="auto"/>'
_NEXT = "<w:keepNext/><w:keepLines/>"
_CENTRE = '<w:jc w:val="center"/>'

_STYLES = (
    f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FONT)}{_size(32)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", '<w:jc w:val="both"/>', based="")
    + _style("BodyText", "Body Text", _TWO_SIGNS)
    + _style("Title", "Title", f'<w:spacing w:after="560" w:line="700" w:lineRule="exact"/>{_CENTRE}',
             _fonts(TITLE_FONT, TITLE_FONT) + _size(44))
    + _style("Heading1", "heading 1", f'{_NEXT}{_TWO_SIGNS}<w:outlineLvl w:val="0"/>',
             _fonts(CHAPTER_FONT, CHAPTER_FONT), rest='<w:next w:val="BodyText"/>')
    + _style("Heading2", "heading 2", f'{_NEXT}{_TWO_SIGNS}<w:outlineLvl w:val="1"/>', _fonts(PART_FONT),
             rest='<w:next w:val="BodyText"/>')
    + _style("Closing1", "附题", f'{_NEXT}<w:spacing w:before="280" w:after="140"/>{_CENTRE}<w:outlineLvl w:val="0"/>',
             _fonts(CHAPTER_FONT, CHAPTER_FONT))
    + _style("Cover", "封面文字", _CENTRE)
    + _style("Signed", "落款", '<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>')
    + _style("Caption", "caption",
             f'{_NEXT}<w:spacing w:before="140" w:after="60" w:line="400" w:lineRule="exact"/>{_CENTRE}',
             _fonts(CHAPTER_FONT) + _size(24))
    + _style("TableText", "表格文字", f"{_SINGLE}{_CENTRE}", _size(21))
    + _style("TableEnd", "表后", '<w:spacing w:line="200" w:lineRule="exact"/>')
    + _style("Footer", "footer", _SINGLE, _fonts(_FOOT_FONT, _FOOT_FONT) + _size(28))
    + _style("CommentText", "annotation text", f'{_SINGLE}<w:jc w:val="left"/>', _size(21))
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_size(21)}</w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
              for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)  # fmt: skip

_SETTINGS = (
    f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MEDIA}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_MEDIA}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_MEDIA}.settings+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    ),
    "docProps/core.xml": (
        f'{_XML}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_R}/settings" Target="settings.xml"/></Relationships>'
    ),
    "word/document.xml": f'{_XML}<w:document {_W} xmlns:r="{_R}"><w:body>{_PAGE}</w:body></w:document>',
    "word/settings.xml": _SETTINGS,
    "word/styles.xml": _STYLES,
}  # fmt: skip


def blank_document() -> io.BytesIO:
    """The empty file. The fixed date among its properties keeps the same report the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
    stream.seek(0)
    return stream
