"""The summary as LibreOffice shows and prints it: every sheet, charts, headings on every page, one page wide."""

import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from xladdin.collecting.drawing import draw_summary
from xladdin.collecting.overview import overview_of
from xladdin.collecting.record import (
    Amounts,
    Counted,
    Fund,
    FundIndicator,
    Project,
    Result,
    Submission,
    Verification,
    WorkScore,
)
from xladdin.collecting.summary import Summary, summarise


def many(count: int) -> Summary:
    """A summary of so many units, with something on every sheet."""
    results = [result(number) for number in range(count)]
    results.append(Result("坏/=1+1.xlsx", "", reason="“=1+1.xlsx”不完整或已损坏，请重新取得这份文件。"))
    return summarise(results)


def result(number: int) -> Result:
    money = Amounts(Decimal(100 + number), Decimal(110 + number), Decimal(90 + number))
    score = Decimal("99.5") - Decimal(number) / 4
    altered = number % 9 == 4
    submission = Submission(
        unit=f"汨罗市第{number}局（含下属事业单位和临时机构）",
        year=2023,
        rulebook="汨罗市 2023 年度",
        verification=Verification(not altered, "有改动 1 处，未签名" if altered else "无改动，未签名"),
        entered=score,
        computed=score,
        grade="优" if score >= 90 else "良",
        money=money,
        differing=number % 3,
        findings=(Counted("ZP105", "error", number % 4), Counted("XM111", "warning", 2), Counted("JC204", "hint", 1)),
        projects=(Project(f"=第{number}号项目", money, score, score, 0, 1),),
        funds=(Fund("危房改造资金", f"第{number}局", (money,) * 4, indicators(number)),),
        work=(WorkScore("weights_as_required", Decimal("3.75"), "权重符合规定的项数 6 ÷ 应有项数 8"),),
    )
    if altered:
        changes = ("附件2!H21 由“9.5”改为“10”",)
        submission = replace(submission, verification=replace(submission.verification, changes=changes))
    return Result(f"第{number % 3}批/单位{number}.xlsx", f"{number}", submission)


def indicators(number: int) -> tuple[FundIndicator, ...]:
    return (
        FundIndicator("产出指标", "数量指标", "改造户数", f"{number + 1}户", f"{number}户"),
        FundIndicator("产出指标", "质量指标", "验收合格率", "100%", f"{90 + number % 10}%"),
        FundIndicator("满意度指标", "服务对象满意度指标", "群众满意", "满意", "全部达成"),
    )


@pytest.mark.libreoffice
def test_every_page_is_as_wide_as_the_paper_and_has_its_heading(tmp_path: Path) -> None:
    summary = many(60)
    book = tmp_path / "汇总.xlsx"
    book.write_bytes(draw_summary(summary, overview_of(summary, "报送", {".pdf": 3})))
    pages = [" ".join(page.split()) for page in printed(book, tmp_path).split("\f")[:-1]]
    sheets = ["汇总概览", *(table.name for table in summary.tables)]
    by_sheet = {
        name: [page for page in pages if re.search(rf"{name} 第 \d+ 页 共 {len(pages)} 页", page)] for name in sheets
    }
    assert sum(len(of_sheet) for of_sheet in by_sheet.values()) == len(pages)
    assert len(by_sheet["汇总概览"]) == 1
    assert len(by_sheet["排名"]) > 1 and all("填报总分" in page and "备注" in page for page in by_sheet["排名"])
    assert len(by_sheet["项目"]) > 1 and all("全年预算数" in page and "文件" in page for page in by_sheet["项目"])
    assert "=1+1.xlsx" in by_sheet["未读取"][0] and "=第0号项目" in "".join(by_sheet["项目"])
    # without the seven altered ones: 1830 − 224
    assert "1606户" in by_sheet["专项资金指标汇总"][0] and "全部达成 53 个" in by_sheet["专项资金指标汇总"][0]
    for title in ("等级分布", "得分合计分布", "执行率分布", "最多的问题"):
        assert title in by_sheet["汇总概览"][0]


def printed(book: Path, folder: Path) -> str:
    """The text of the PDF that LibreOffice makes."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf",
         "--outdir", str(folder), str(book)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = book.with_suffix(".pdf")
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
