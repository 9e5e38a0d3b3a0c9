"""`xladdin score`: what a person sees, what a program gets."""

import json
from pathlib import Path

import openpyxl
import pytest

from xladdin.cli import main

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
EXAMPLE = Path(__file__).parents[2] / "workbook_templates" / "examples" / "miluo_2023.xlsx"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_table_shows_entered_beside_computed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = run(capsys, "score", str(FILINGS / "yueyang_2024.xlsx"))
    assert (code, err) == (0, "")
    assert "执行 2096.96 ÷ 全年预算 2263.34 = 92.65%" in out
    assert "总分填报 99.27，计算 99.26，等级优" in out


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "score", str(FILINGS / "yueyang_2024.xlsx"), "--json")
    document = json.loads(out)
    assert code == 0
    assert document["total"] == {"entered": "99.27", "computed": "99.26"}
    assert document["grade"] == "优"
    first = document["scores"][0]
    assert (first["rule"], first["sheet"], first["cell"]) == ("execution", "附件2", "I5")
    assert (first["weight"], first["entered"], first["computed"]) == ("10", "9.26", "9.26")


def test_formulas_that_were_never_calculated_are_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A template that another program than Excel has saved: its formulas have no values."""
    openpyxl.load_workbook(EXAMPLE).save(tmp_path / "未计算.xlsx")
    code, out, _ = run(capsys, "score", str(tmp_path / "未计算.xlsx"))
    said = out.replace("\n", "")
    assert code == 0 and said.count("格的公式没有计算过") == 1
    assert "重新计算后保存，再计分。" in said


def test_a_rulebook_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "score", str(FILINGS / "yueyang_2024.xlsx"), "--rulebook", "hunan-miluo-2023")
    assert code == 0 and "hunan-miluo-2023" in out


def test_an_unknown_rulebook_is_refused_with_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    for rulebook in ("hunan", "hunan-nowhere-1999"):
        code, out, err = run(capsys, "score", str(FILINGS / "yueyang_2024.xlsx"), "--rulebook", rulebook)
        assert (code, out) == (2, "")
        assert "hunan-miluo-2023" in err and err.count("\n") == 1


def test_a_workbook_without_forms_is_refused_with_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import xlsxwriter

    file = tmp_path / "工资 表.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write("A1", "姓名")
    code, out, err = run(capsys, "score", str(file))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "没有找到" in err
