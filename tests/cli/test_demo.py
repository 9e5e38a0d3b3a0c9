"""`xladdin demo`: the whole job, from the filled template to the package."""

from pathlib import Path

import pytest

from xladdin.cli import main


def test_the_whole_job(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["demo", "-o", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "总分填 99，各项得分相加是 109" in printed
    assert "没有打包：12 处错误要改正" in printed
    assert "基础数据表!D8　0 → 3" in printed
    assert "总分 99" in printed
    package = tmp_path / "2023年度_汨罗市住建系统_部门整体支出绩效自评"
    assert sorted(file.suffix for file in package.iterdir()) == [".docx", ".json", ".xlsx", ".zip"]
    report = tmp_path / "5-部门整体支出绩效自评报告.docx"
    assert (package / report.name).read_bytes() == report.read_bytes()
    assert main(["verify", str(package)]) == 0


def test_a_second_run_brings_the_same_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def contents() -> dict[str, bytes]:
        files = [file for file in tmp_path.rglob("*") if file.is_file() and "备份" not in str(file)]
        return {str(file.relative_to(tmp_path)): file.read_bytes() for file in files}

    assert main(["demo", "-o", str(tmp_path)]) == 0
    first = contents()
    assert main(["demo", "-o", str(tmp_path)]) == 0
    second = contents()
    assert {name: second[name] for name in first} == first
    capsys.readouterr()


def test_a_file_in_the_place_of_the_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "自评.xlsx"
    file.touch()
    assert main(["demo", "-o", str(file)]) == 2
    assert capsys.readouterr().err.endswith("是文件，不是文件夹，请换一个名称。\n")
