"""What stands around the chapters: cover, numbers of the headings, the list of those who sign, the list of annexes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from xladdin.rulebooks.parameters import Chapter
from xladdin.values.numbering import written_as
from xladdin.word.draft import Block, Look, Paragraph, Piece, Pieces, Prompt, Table
from xladdin.word.stated import Subject

_SIGNERS = 8


def cover(subject: Subject, title: Pieces) -> Iterator[Block]:
    """The first page, and the title above the first chapter."""
    yield Paragraph(title, Look.TITLE, space=7)
    yield Paragraph(("部门（单位）名称：", subject.unit, "（盖章）"), Look.COVER, space=9)
    yield Paragraph((Prompt("报告日期，如 2024年3月18日"),), Look.COVER)
    yield Paragraph(title, Look.TITLE, new_page=True)


def numbered(chapters: Sequence[Chapter], content: Callable[[str], Iterable[Block]]) -> Iterator[Block]:
    """一、 and （一） in the order of the rulebook. A chapter that has parts stands in its parts."""
    for number, chapter in enumerate(chapters, 1):
        yield Paragraph((f"{written_as('一、', number)}{chapter.title}",), Look.CHAPTER)
        for place, part in enumerate(chapter.parts, 1):
            yield Paragraph((f"{written_as('（一）', place)}{part}",), Look.PART)
            yield from content(part)
        if not chapter.parts:
            yield from content(chapter.title)


def signatures() -> Iterator[Block]:
    """绩效评价小组人员名单, to be signed by hand."""
    yield Paragraph(("绩效评价小组人员名单",), Look.CLOSING, new_page=True)
    empty: tuple[Piece, ...] = ("", "", "")
    yield Table("", ("姓名", "单位及职务", "签字"), (empty,) * _SIGNERS, (40, 76, 40), high=True)
    yield Paragraph(("评价组组长（签字）：　　　　　　　　　",), Look.SIGNED)
    yield Paragraph(("　　　年　　月　　日",), Look.SIGNED)


def annexes(names: Sequence[str]) -> Iterator[Block]:
    """报告需要以下附件, where the rulebook names some."""
    if names:
        yield Paragraph(("报告需要以下附件：",))
    for number, name in enumerate(names, 1):
        yield Paragraph((f"{number}. {name}",))
