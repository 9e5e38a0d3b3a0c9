"""New workbooks, more project tables, last year's figures: read back from the documents."""

import shutil
import zipfile
from pathlib import Path

import pytest
from pressing import EXAMPLE, User, everything_in

from xladdin.drawing import draw_template
from xladdin.forms.base_data import Amounts
from xladdin.forms.entry import Entry
from xladdin.forms.filing import Filing
from xladdin.forms.tables import FundRow, FundTable
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.rulebooks.loader import available, load
from xladdin.values.number import Kind

pytestmark = pytest.mark.libreoffice
RULEBOOK = "hunan-miluo-2023"


def saved(user: User, tmp_path: Path) -> Filing:
    file = tmp_path / "gespeichert.xlsx"
    user.book.save(file)
    return read_filing(file, vocabulary())


def test_a_new_workbook(user: User, tmp_path: Path) -> None:
    user.person.place = tmp_path / "新.xlsx"
    user.person.texts = ["", "9", "2", "某某局", "2025"]
    assert user.press("new_workbook") == "已新建“新.xlsx”。"
    filing = read_filing(user.person.place, vocabulary())
    assert (filing.rulebook.text, filing.year, filing.unit) == (available()[1].id, 2025, "某某局")
    assert "新.xlsx" in [book.name for book in user.book.app.books]


@pytest.mark.parametrize("answers", [[], ["1"], ["1", "某某局"], ["1", "某某局", "2024"]])
def test_a_new_workbook_that_is_not_wanted(user: User, answers: list[str]) -> None:
    user.person.texts = list(answers)
    user.press("new_workbook")
    assert not user.messages and len(user.book.app.books) == 1


def test_a_year_that_is_none(user: User) -> None:
    user.person.texts = ["1", "某某局", "明年"]
    assert "不是年度" in user.press("new_workbook")


def test_one_more_project(user: User, tmp_path: Path) -> None:
    user.person.texts = ["新城公园/一期"]
    assert user.press("add_project") == "已增加工作表“项目15 新城公园一期”。"
    filing = saved(user, tmp_path)
    assert [project.name.text for project in filing.projects][-1] == "新城公园/一期"
    names = [sheet.name for sheet in user.book.sheets]
    assert names.index("项目15 新城公园一期") == names.index("项目14 工作经费") + 1
    assert user.book.sheets["项目15 新城公园一期"].api.isProtected()
    new = filing.projects[-1]
    user.book.sheets[new.sheet].range(new.fiscal.budget.address.cell).value = 8
    user.book.sheets[new.sheet].range(new.fiscal.spent.address.cell).value = 4
    assert user.book.sheets[new.sheet].range(new.total.score.address.cell).value == 5


def test_a_project_that_is_there_already(user: User, tmp_path: Path) -> None:
    before = everything_in(user.book, tmp_path)
    user.person.texts = ["工作经费"]
    assert "已有“工作经费”的项目表" in user.press("add_project")
    user.person.texts = ["  "]
    assert "没有填写项目名称" in user.press("add_project")
    assert everything_in(user.book, tmp_path) == before


def project_workbook(folder: Path, name: str, file: str, year: int = 2023) -> None:
    """As a 业务股室 sends it: one project of the example under another name."""
    form = read_filing(EXAMPLE, vocabulary()).projects[1]
    renamed = form.model_copy(update={"name": Entry(raw=name, kind=Kind.TEXT, value=name), "year": year})
    draw_template(
        load(RULEBOOK), folder / file, filing=Filing(source="", forms=(renamed,)), only_project=True, year=year
    )


def test_project_tables_of_a_folder(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "交回"
    folder.mkdir()
    project_workbook(folder, "新项目甲", "一股.xlsx")
    project_workbook(folder, "新项目甲", "二股.xlsx")
    project_workbook(folder, "工作经费", "三股.xlsx")
    project_workbook(folder, "去年的", "四股.xlsx", 2022)
    draw_template(load(RULEBOOK), folder / "五股.xlsx", only_project=True)
    (folder / "六股.xlsx").write_bytes(b"PK broken")
    (folder / "七股.et").write_bytes(b"WPS")
    (folder / "~$一股.xlsx").touch()
    user.person.place = folder
    said = user.press("collect_projects")
    for line in (
        "收进 2 张项目表，没有收 5 份：", "收进　一股.xlsx：新项目甲", "“新项目甲”在前面的文件里已经有一张",
        "收进　三股.xlsx：工作经费", "“去年的”是 2022 年度的", "没有收　五股.xlsx：项目表是空白的",
        "没有收　六股.xlsx：", "没有收　七股.et：",
    ):  # fmt: skip
        assert line in said
    assert said.rindex("没有收　") < said.index("收进　")
    names = [project.name.text for project in saved(user, tmp_path).projects]
    assert names.count("工作经费") == 1 and names.count("新项目甲") == 1 and len(names) == 15
    assert "工作经费”的项目表，内容与“三股.xlsx”里的不同" in "\n".join(user.messages)


def test_a_workbook_that_comes_back_as_it_is_takes_one_line(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "交回"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "原样.xlsx")
    user.person.place = folder
    said = user.press("collect_projects")
    assert said == "收进 0 张项目表，没有收 14 份：\n没有收　原样.xlsx：14 张项目表与工作簿里的相同"


def test_project_tables_that_are_not_to_be_replaced(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "交回"
    folder.mkdir()
    project_workbook(folder, "工作经费", "三股.xlsx")
    before = everything_in(user.book, tmp_path)
    user.person.place, user.agrees = folder, False
    assert "“工作经费”保留了工作簿里的" in user.press("collect_projects")
    assert everything_in(user.book, tmp_path) == before


def test_last_years_package_that_cannot_be_read(user: User, tmp_path: Path) -> None:
    gone = tmp_path / "去年.zip"
    user.person.chosen = [gone]
    assert user.press("carry_forward").startswith("“去年.zip”读不出来（位置不存在）")
    with zipfile.ZipFile(gone, "w") as archive:
        archive.writestr("报送.XLSX", b"PK\x03\x04 broken")
    assert user.press("carry_forward").startswith("“报送.XLSX”不完整或已损坏")


@pytest.mark.parametrize("agrees", [True, False])
def test_last_years_figures(user: User, tmp_path: Path, agrees: bool) -> None:
    """Blank cells are filled; what differs is asked once; a formula stays and calculates."""
    user.agrees = agrees
    formula = user.book.sheets["基础数据表"]["B20"].formula
    now = read_filing(EXAMPLE, vocabulary())
    assert now.base_data is not None
    last = now.base_data.model_copy(update={"procurement": Amounts(final=amount(12))})
    file = tmp_path / "上年.xlsx"
    draw_template(load(RULEBOOK), file, filing=Filing(source="", forms=(last,)), year=2022)
    user.person.chosen = [file]
    said = user.press("carry_forward")
    asked, told = said.split("带入 ")
    assert (
        "已填的数与上年材料不一致。用上年材料的替换吗？" in asked
        and "政府采购金额：已填 11453.56，上年材料是 12" in asked
    )
    assert ("按上年材料替换了 " in told) == agrees and ("没有改动，请核对" in told) != agrees
    after = saved(user, tmp_path).base_data
    assert after is not None
    for name in ("three_public", "vehicle_running", "reception", "procurement"):
        wanted = getattr(last, name).final if agrees else getattr(now.base_data, name).last
        assert getattr(after, name).last.number == wanted.number
    filled = [
        (item.last.number, other.final.number)
        for item, other, was in zip(after.special.items, last.special.items, now.base_data.special.items, strict=True)
        if was.last.is_blank and other.final.number is not None
    ]
    assert filled and all(one == other for one, other in filled)
    assert user.book.sheets["基础数据表"]["B20"].formula == formula
    result = "657.14" if agrees else "1100.13"
    assert f"基础数据表!B20　3、县级专项资金（一个专项一行）：算得 {result}，上年材料是 644.62" in told


def test_last_years_figures_of_the_other_budgets(user: User, tmp_path: Path) -> None:
    """上年决算数 of a 政府性基金 row ← what last year's row says was spent."""
    table = read_filing(EXAMPLE, vocabulary()).of(FundTable)[0]
    row = FundRow(item=Entry(raw="土地出让", kind=Kind.TEXT, value="土地出让"), budget=amount(200), spent=amount(150))
    last = table.model_copy(update={"rows": (row,), "total": FundRow(), "year": 2022})
    file = tmp_path / "上年.xlsx"
    draw_template(load(RULEBOOK), file, filing=Filing(source="", forms=(last,)), year=2022)
    sheet = user.book.sheets["政府性基金预算支出"]
    sheet["A4"].value = "土地出让"
    user.person.chosen = [file]
    assert user.press("carry_forward") == "带入 1 处上年数。"
    assert (sheet["B4"].value, sheet["B10"].value) == (150, 150)


def amount(number: int) -> Entry:
    from decimal import Decimal

    return Entry(raw=str(number), kind=Kind.NUMBER, value=Decimal(number))


def test_figures_of_another_year(user: User, tmp_path: Path) -> None:
    user.person.chosen = [EXAMPLE]
    before = everything_in(user.book, tmp_path)
    said = user.press("carry_forward")
    assert said == f"上年的文件“{EXAMPLE.name}”是 2023 年度的，本年是 2023 年度，请选 2022 年度的。"
    assert everything_in(user.book, tmp_path) == before


def test_tables_of_word_files(user: User, word_with_names: Path, tmp_path: Path) -> None:
    user.person.chosen, user.person.place = [word_with_names], tmp_path / "导入.xlsx"
    user.person.texts = ["1"]
    said = user.press("import_word")
    read = read_filing(word_with_names, vocabulary())
    assert said == f"已把 {len(read.forms)} 张表读进“导入.xlsx”。\n这些表格不是自评用的表，没有读入：\n自评.docx 表17"
    written = read_filing(tmp_path / "导入.xlsx", vocabulary())
    assert len(written.projects) >= len(read.projects)
    assert "导入.xlsx" in [book.name for book in user.book.app.books]
