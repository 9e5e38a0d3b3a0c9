"""`xladdin import`: the tables of Word files in one workbook, and what found no place in it."""

from pathlib import Path

import openpyxl
import pytest

from xladdin.cli import main
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

FIXTURES = Path(__file__).parent.parent / "fixtures"
HENGSHAN, YUEYANG = (FIXTURES / "filings" / f"{name}.docx" for name in ("hengshan_2020", "yueyang_2024"))
MILUO = FIXTURES / "filings" / "miluo_2023.xlsx"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are not broken."""
    monkeypatch.setenv("COLUMNS", "240")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_several_files_become_one_workbook(
    capsys: pytest.CaptureFixture[str], word_with_names: Path, tmp_path: Path
) -> None:
    """Of the same unit and year; a table that both have is read once, and every place names its file."""
    out, project = tmp_path / "结果.xlsx", tmp_path / "一股.xlsx"
    new = ["new", "hunan-miluo-2023", "--only-project", "--unit", "汨罗市住建局", "--project", "白蚁防治"]
    assert main([*new, "-o", str(project)]) == 0
    book = openpyxl.load_workbook(project)
    book.worksheets[-2]["D6"] = 20
    book.save(project)
    code, said, err = run(capsys, "import", word_with_names, project, MILUO, "-o", out)
    assert (code, err) == (0, "")
    read = read_filing(word_with_names, vocabulary()).forms
    assert "  [一股.xlsx]项目1 白蚁防治　项目支出绩效自评表　白蚁防治\n" in said
    assert f"已把 {len(read) + 1} 张表写入" in said
    assert "这些表格不是自评用的表，没有读入：\n  自评.docx 表17\n" in said
    assert said.count("前面的 [自评.docx] 已是这张表，内容相同") == len(read)
    assert len(read_filing(out, vocabulary()).projects) == len([form for form in read if form.letter == "C"]) + 1


def test_a_second_table_that_says_something_else_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "改.xlsx"
    book = openpyxl.load_workbook(MILUO)
    book["附件1"]["F7"] = 99
    book.save(other)
    code, said, _ = run(capsys, "import", MILUO, other, "-o", tmp_path / "结果.xlsx")
    assert code == 0
    assert "  [改.xlsx]附件1　基础数据表：前面的 [miluo_2023.xlsx]附件1 已是这张表，内容不同，请核对" in said


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (HENGSHAN, "“yueyang_2024.docx”是 2024 年度的，“hengshan_2020.docx”是 2020 年度的，不能写进一个工作簿"),
        (YUEYANG, "写了 2 个名为“yueyang_2024.docx”的文件，分不清是哪一个"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, other: Path, said: str
) -> None:
    out = tmp_path / "结果.xlsx"
    code, _, err = run(capsys, "import", YUEYANG, other, "-o", out)
    assert code == 2 and err.startswith(said) and not out.exists()


def test_what_has_no_place_in_the_template_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The 佐证材料 of 岳阳's work assessment are printed there; elsewhere they would be lost unseen."""
    out = tmp_path / "结果.xlsx"
    code, said, _ = run(capsys, "import", YUEYANG, "-o", out, "--rulebook", "hunan-miluo-2023")
    assert code == 0
    assert "这 3 处在模板里没有同样的位置，请对照原来的文件核对：\n  表4/2/4　绩效自评通知盖章的电子版\n" in said
    code, said, _ = run(capsys, "import", YUEYANG, "-o", out, "--force")
    assert code == 0 and "核对" not in said


def test_a_report_has_no_tables_to_import(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "结果.xlsx"
    code, _, err = run(capsys, "import", YUEYANG, FIXTURES / "reports" / "miluo_2023.docx", "-o", out)
    assert code == 2 and err.startswith("“miluo_2023.docx”是自评报告，里面没有表") and not out.exists()
