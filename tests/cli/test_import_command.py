"""`xladdin import`: the tables of Word files in one workbook, and what found no place in it."""

from pathlib import Path

import pytest

from xladdin.cli import main
from xladdin.opening import vocabulary
from xladdin.reading import read_filing

FIXTURES = Path(__file__).parent.parent / "fixtures"
HENGSHAN, YUEYANG = (FIXTURES / "filings" / f"{name}.docx" for name in ("hengshan_2020", "yueyang_2024"))


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_several_files_become_one_workbook(
    capsys: pytest.CaptureFixture[str], word_with_names: Path, tmp_path: Path
) -> None:
    out = tmp_path / "结果.xlsx"
    code, said, err = run(capsys, "import", HENGSHAN, word_with_names, "-o", out)
    assert (code, err) == (0, "")
    read = [*read_filing(HENGSHAN, vocabulary()).forms, *read_filing(word_with_names, vocabulary()).forms]
    assert f"已把 {len(read)} 张表写入" in said
    assert "这些表格不是自评用的表，没有读入：\n  自评.docx 表17\n" in said
    assert len(read_filing(out, vocabulary()).projects) == len([form for form in read if form.letter == "C"])


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
