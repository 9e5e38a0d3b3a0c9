"""`xladdin report`: what it writes, what it says, what it refuses."""

import json
import shutil
from pathlib import Path

import docx
import pytest

from xladdin.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "workbook_templates" / "examples" / "miluo_2023.xlsx"
YUEYANG = ROOT / "tests" / "fixtures" / "filings" / "yueyang_2024.xlsx"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> "Said":
    return Said(capsys)


class Said:
    """Runs the command and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        code = main(["report", *map(str, arguments)])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


def test_the_report_and_what_is_left(said: Said, tmp_path: Path) -> None:
    out = tmp_path / "报告.docx"
    code, printed, _ = said(EXAMPLE, "-o", out)
    assert code == 0
    assert f"已按汨罗市 2023 年度的提纲写出 {out}" in printed
    assert "处要填写，报告里标黄：" in printed and "  （一）职能职责\n    主要职责\n" in printed
    assert docx.Document(str(out)).paragraphs[0].text == "2023年度汨罗市住建系统\n部门整体支出绩效自评报告"


def test_project_reports_as_json(said: Said, tmp_path: Path) -> None:
    out, folder = tmp_path / "报告.docx", tmp_path / "项目报告"
    code, printed, _ = said(EXAMPLE, "-o", out, "--projects", folder, "--json")
    document = json.loads(printed)
    assert (code, document["rulebook"], document["report"]) == (0, "hunan-miluo-2023", str(out))
    assert document["open"][1] == {"where": "（一）职能职责", "wanted": "主要职责"}
    assert len(document["projects"]) == len(list(folder.iterdir())) == 14
    first = document["projects"][0]
    assert first["project"] == "帮代办工作经费" and Path(first["report"]).is_file() and first["open"]


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_department_does_not_take_the_place_of_a_project(said: Said, tmp_path: Path, force: list[str]) -> None:
    folder = tmp_path / "报告"
    code, _, complaint = said(EXAMPLE, "-o", folder / "项目01 帮代办工作经费.docx", "--projects", folder, *force)
    assert code == 2 and "换一个文件名" in complaint and not folder.exists()


def test_nothing_is_overwritten(said: Said, tmp_path: Path) -> None:
    out, folder = tmp_path / "报告.docx", tmp_path / "项目报告"
    folder.mkdir()
    (folder / "项目03 下岗职工困难补助专项.docx").write_bytes(b"own")
    code, _, complaint = said(EXAMPLE, "-o", out, "--projects", folder)
    assert code == 2 and "项目03" in complaint and "--force" in complaint
    assert not out.exists() and len(list(folder.iterdir())) == 1
    assert said(EXAMPLE, "-o", out, "--projects", folder, "--force")[0] == 0
    assert len(list(folder.iterdir())) == 14


def test_the_file_that_is_read_is_never_the_target(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "填报.docx"
    shutil.copy(ROOT / "tests" / "fixtures" / "filings" / "yueyang_2024.docx", file)
    before = file.read_bytes()
    code, _, complaint = said(file, "-o", file, "--force")
    assert code == 2 and "原文件不改动" in complaint and file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((EXAMPLE, "-o", "报告.doc"), "应以 .docx 结尾"),
        ((EXAMPLE, "-o", "没有/报告.docx"), "不存在"),
        ((YUEYANG, "-o", "报告.docx", "--projects", "项目"), "没有项目支出绩效自评报告的提纲"),
        ((EXAMPLE.with_name("没有.xlsx"), "-o", "报告.docx"), "没有.xlsx"),
        ((EXAMPLE, "-o", "报告.docx", "--rulebook", "没有"), "没有"),
        ((EXAMPLE, "-o", "报告.docx", "--projects", "没有/项目"), "建不了"),
    ],
)
def test_what_cannot_be_done(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, printed = said(*arguments)
    assert code == 2 and complaint in printed and printed.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_projects(said: Said, tmp_path: Path) -> None:
    file = ROOT / "tests" / "fixtures" / "filings" / "hengshan_2020.xlsx"
    code, _, complaint = said(
        file, "-o", tmp_path / "报告.docx", "--projects", tmp_path / "项目", "--rulebook", "hunan-miluo-2023"
    )
    assert code == 2 and "没有项目支出绩效自评表" in complaint
