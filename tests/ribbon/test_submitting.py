"""校验并打包, PDF and the help buttons, pressed in the 汨罗 example and in a workbook that is ready."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings
import yaml
from pressing import EXAMPLE, Person, User

from xladdin import __version__
from xladdin.checking import check_file
from xladdin.ribbon.manual_page import page
from xladdin.submission.verifying import verify_package

CORRECTIONS = EXAMPLE.with_name("miluo_2023_corrections.yaml")


@pytest.mark.libreoffice
def test_errors_stop_the_package(user: User, tmp_path: Path) -> None:
    errors = [finding for finding in check_file(EXAMPLE).findings if finding.severity == "error"]
    said = user.press("package")
    assert said.startswith(f"还有 {len(errors)} 处错误，没有打包，请先改正：")
    assert errors[0].message in said
    assert user.selected == (errors[0].sheet, errors[0].cell)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


@pytest.fixture
def nearly_ready(user: User) -> User:
    """The example with every error mended by hand, as an accountant would: only warnings are left."""
    user.press("fix")
    for decision in yaml.safe_load(CORRECTIONS.read_text("utf-8")):
        sheet = user.book.sheets[decision["sheet"]]
        user.person.unprotect(sheet)
        for cell, content in decision["cells"].items():
            sheet.range(cell).value = content
    user.press("fix")
    return user


def explain_all(user: User) -> None:
    """Types an explanation beside every warning."""
    results = user.book.sheets["校验结果"]
    for number, row in enumerate(results.used_range.value, 1):
        if row[1] == "警告":
            results.range((number, 11)).value = "已核实，情况属实。"


@pytest.mark.libreoffice
def test_warnings_are_explained_then_the_package_is_made(nearly_ready: User, tmp_path: Path) -> None:
    user = nearly_ready
    said = user.press("package")
    assert "条警告没有说明，没有打包" in said, said
    explain_all(user)
    said = user.press("package")
    assert said.startswith("在报送包里一并放入 PDF 吗？\n报送包已生成：")
    (folder,) = user.person.shown
    assert verify_package(folder).unchanged
    assert (folder / f"{folder.name}.pdf").read_bytes().startswith(b"%PDF")
    assert len(user.book.app.books) == 1 and user.book.app.books.active == user.book
    assert "原来的会改名保留" in user.press("package")
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 2


@pytest.mark.libreoffice
def test_a_workbook_that_was_never_saved(app: xlwings.App) -> None:
    user = User(app.books.add(), Person(app))
    for key in ("package", "export_pdf", "write_report", "compare_report"):
        assert user.press(key) == "这个工作簿还没有保存到本机，请先保存再试。"


@pytest.mark.libreoffice
def test_a_pdf(user: User, tmp_path: Path) -> None:
    user.person.place = tmp_path / "自评.pdf"
    assert user.press("export_pdf") == f"PDF 已生成：{user.person.place}"
    assert user.person.place.read_bytes().startswith(b"%PDF")
    assert user.person.shown == [tmp_path]
    assert user.book.sheets["填报说明"].visible and not user.book.sheets["设置"].visible


@pytest.mark.libreoffice
def test_a_pdf_that_is_open_elsewhere(user: User, tmp_path: Path) -> None:
    user.person.place = tmp_path / "自评.pdf"
    user.person.place.mkdir()  # the superuser may write to any file, but not to a folder
    said = user.press("export_pdf")
    assert said.startswith("“自评.pdf”写不进去，可能正在别的程序中打开")
    assert user.person.shown == []


@pytest.mark.libreoffice
def test_the_report_beside_the_workbook_is_handed_in_if_wanted(nearly_ready: User, tmp_path: Path) -> None:
    """The report as it was written has places left to fill in: one warning more, to be explained like the others."""
    user = nearly_ready
    user.person.place = tmp_path / "miluo_2023 自评报告.docx"
    user.press("write_report")
    user.decision = "cancel"
    asked = user.press("package")
    assert asked.startswith(f"把自评报告“{user.person.place.name}”一并核对、一并报送吗？") and asked.count("\n") == 1
    assert "校验结果" not in [sheet.name for sheet in user.book.sheets]
    user.decision = "yes"
    assert "条警告没有说明，没有打包" in user.press("package")
    assert any("提示文字没有改为实际内容" in str(row) for row in user.book.sheets["校验结果"].used_range.value)
    explain_all(user)
    said = user.press("package")
    assert "报送包已生成：" in said and user.person.place.name in said
    assert "处批注，会照原样报送。\n仍然打包吗？" in said
    folder = user.person.shown[-1]
    assert (folder / user.person.place.name).read_bytes() == user.person.place.read_bytes()
    verdict = verify_package(folder)
    assert verdict.unchanged
    assert [one.code for one in verdict.manifest.explanations if one.code.startswith("BG")] == ["BG103"]
    user.agrees = False
    assert user.press("package").endswith("仍然打包吗？")
    user.agrees, user.decision = True, "no"
    assert ".docx" not in user.press("package").partition("报送包已生成：")[2]


@pytest.mark.libreoffice
def test_help(user: User) -> None:
    user.press("manual")
    (shown,) = user.person.shown
    assert "一键修正" in shown.read_text("utf-8")
    assert "正常　LibreOffice" in user.press("diagnose")
    about = user.press("about")
    assert __version__ in about and "汨罗市 2023 年度" in about


def test_the_page_of_a_manual() -> None:
    made = page(
        "# 题 <1>\n\n一段**粗**和`码`\n接着\n\n- 甲\n- 乙\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n1. 一\n2. 二\n"
    )
    for part in (
        "<title>题 &lt;1&gt;</title>", "<h1>题 &lt;1&gt;</h1>", "<p>一段<b>粗</b>和<code>码</code>接着</p>",
        "<ul><li>甲</li><li>乙</li></ul>", "<tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr>",
        "<ol><li>一</li><li>二</li></ol>",
    ):  # fmt: skip
        assert part in made


@pytest.mark.libreoffice
def test_every_button_was_tried(user_of: Callable[[Path], User]) -> None:
    """One after the other in one workbook, as somebody who explores the tab."""
    from xladdin.ribbon.registry import ACTIONS

    user = user_of(EXAMPLE)
    for key in ACTIONS:
        assert "出错" not in user.press(key), key
