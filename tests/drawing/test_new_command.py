"""`xladdin new`: what it writes, and what it refuses with one sentence."""

from pathlib import Path

import pytest

from xladdin.cli import main
from xladdin.opening import vocabulary
from xladdin.reading import read_filing


def test_a_workbook_with_unit_year_and_projects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "自评.xlsm"
    code = main(["new", "hunan-miluo-2023", "-o", str(out), "--unit", "某某局", "--year", "2024",
                 "--project", "帮代办", "--project", "危房鉴定"])  # fmt: skip
    assert (code, capsys.readouterr().err) == (0, "")
    filing = read_filing(out, vocabulary())
    assert (filing.unit, filing.year) == ("某某局", 2024)
    assert [project.name.text for project in filing.projects] == ["帮代办", "危房鉴定"]


def test_only_one_project(tmp_path: Path) -> None:
    out = tmp_path / "项目表.xlsx"
    assert main(["new", "hunan-yueyang-2024", "-o", str(out), "--only-project", "--project", "督查"]) == 0
    assert read_filing(out, vocabulary()).sheets == ("项目1 督查",)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hunan-miluo-2023", "-o", "自评.pdf"], "应以 .xlsx 或 .xlsm 结尾"),
        (["hunan", "-o", "自评.xlsx"], "只供其他规则集继承"),
        (["nowhere", "-o", "自评.xlsx"], "没有规则集“nowhere”"),
        (["hunan-miluo-2023", "-o", "there.xlsx"], "已经存在"),
        (["hunan-miluo-2023", "-o", "a.xlsx", "--project", "校舍", "--project", " 校舍"], "“校舍”写了 2 次"),
        (["hunan-miluo-2023", "-o", "a.xlsx", "--unit", "局" * 61], "单位名称有 61 个字，封面放不下"),
    ],
)
def test_refusals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.xlsx").write_bytes(b"")
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.xlsx"]
