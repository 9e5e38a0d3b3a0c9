"""Reports of every fixture under every rulebook, of empty templates and of damaged filings: always a whole report."""

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from written import FILINGS, LAYOUTS, RULEBOOKS, TEMPLATES, department, project, read_back, text

from tests.checks.clean_filing import clean
from xladdin.forms.entry import Entry
from xladdin.opening import open_filing
from xladdin.rulebooks.loader import load
from xladdin.values.number import meaning

_NASTY = (
    "#REF!", "", "无", "约五十万", "-5", "1e30", 0, Decimal("123456789012345678901234567890.123"), "\x0b坏\x00字",
    "一、部门（单位）基本情况", "（一）职能职责", "2023年度甲项目支出绩效自评报告", "报告需要以下附件：", "附件1",
    "长" * 500, "一\n二\n三", "<b>&amp;", "45元",
)  # fmt: skip


@pytest.mark.parametrize("path", [*FILINGS, *LAYOUTS, *TEMPLATES], ids=lambda path: path.name)
def test_every_file_under_every_rulebook(path: Path) -> None:
    for rulebook in RULEBOOKS:
        filing = open_filing(path, rulebook).filing
        report = read_back(department(filing, rulebook))
        chapters = load(rulebook).report
        assert [chapter.title for chapter in report.chapters] == [chapter.title for chapter in chapters.chapters]
        if chapters.project_chapters and filing.projects:
            assert len(read_back(project(filing, rulebook)).chapters) == len(chapters.project_chapters)


def test_an_empty_template_has_prompts_and_no_figures() -> None:
    path = next(path for path in TEMPLATES if "miluo" in path.name)
    made = department(open_filing(path).filing, "hunan-miluo-2023")
    assert len(made.open_places) > 20
    assert "0.00" not in text(made) and "万元、" not in text(made)
    assert "共0项" not in text(made) and "满分" not in text(made)


@pytest.mark.parametrize("rulebook", RULEBOOKS)
@pytest.mark.parametrize("seed", range(4))
def test_damaged_filings(rulebook: str, seed: int) -> None:
    damaged = _damaged(clean(rulebook), random.Random(seed))
    report = read_back(department(damaged, rulebook))
    assert len(report.chapters) == len(load(rulebook).report.chapters)
    if load(rulebook).report.project_chapters:
        for number in range(len(damaged.projects)):
            project(damaged, rulebook, number)


def _damaged(part: Any, chance: random.Random) -> Any:
    """The same forms with something else in every fourth cell."""
    if isinstance(part, Entry):
        if chance.random() > 0.25:
            return part
        raw, kind, value, unit = meaning(chance.choice(_NASTY))
        return Entry(address=part.address, raw=raw, kind=kind, value=value, unit=unit)
    if isinstance(part, BaseModel):
        return part.model_copy(update={name: _damaged(getattr(part, name), chance) for name in type(part).model_fields})
    return tuple(_damaged(item, chance) for item in part) if type(part) is tuple else part
