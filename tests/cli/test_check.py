"""`xladdin check`: what a person sees, what a program gets, what is written."""

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from xladdin.cli import main

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
LAYOUTS = FILINGS.parent / "layouts"
MILUO = FILINGS / "miluo_2023.xlsx"
KEYS = ["code", "severity", "sheet", "cell", "form", "project", "field", "provided", "expected", "difference",
        "message", "basis", "fix", "related", "id"]  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_grouped_by_sheet_with_figures_and_the_way_to_mend(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = run(capsys, "check", MILUO)
    assert (code, err) == (1, "")
    heading = out.index("附件3-11（")
    part = out[heading : out.index("附件3-13（")]
    assert "错误 XM107 H23" in part
    assert "填报值 10　应为 ≤ 9.5　差额 0.5" in part
    assert "怎么改：改为不超过 9.5 的得分" in part
    assert re.search(r"错误 \d+ 处，警告 \d+ 处，提示 \d+ 处。", out)
    assert re.search(r"警告 JC202 F32\n.*\n.*\n.*\n\s+编号：[0-9a-f]{12}", out)


@pytest.mark.parametrize("command", [["check", MILUO], ["package", MILUO, "-o", "报送"]])
def test_lines_are_not_filled_up_with_blanks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str | Path]
) -> None:
    for columns in ("80", "240"):
        monkeypatch.setenv("COLUMNS", columns)
        assert not re.findall(r"[^\S\n]{2,}\n", run(capsys, *command)[1])


def test_sheets_come_in_the_order_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", MILUO)
    named = re.findall(r"^(附件\S+)（\d+ 处）", out, flags=re.M)
    order = openpyxl.load_workbook(MILUO, read_only=True).sheetnames
    assert named == [name for name in order if name in named]
    _, out, _ = run(capsys, "check", MILUO.with_suffix(".docx"))
    numbers = [int(number) for number in re.findall(r"^表(\d+)（\d+ 处）", out, flags=re.M)]
    assert numbers == sorted(numbers) and len(numbers) > 5


def test_last_years_figures_are_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(MILUO)
    book["附件1"]["F7"] = 99
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("2022", "2021").replace("2023", "2022")
    last = tmp_path / "上年.xlsx"
    book.save(last)
    _, out, _ = run(capsys, "check", MILUO, "--last-year", last, "--json")
    assert "KB107" in {item["code"] for item in json.loads(out)["findings"]}


@pytest.mark.parametrize("command", ["check", "fix", "package"])
def test_last_years_file_must_have_a_form(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    last = tmp_path / "上年.xlsx"
    openpyxl.Workbook().save(last)
    out = [] if command == "check" else ["-o", tmp_path / "结果.xlsx"]
    code, _, err = run(capsys, command, MILUO, *out, "--last-year", last)
    assert (code, err) == (2, "上年的文件“上年.xlsx”里没有找到任何一张表，请检查是否选错了文件。\n")


@pytest.mark.parametrize("command", [["check"], ["package", "-o", "报送"]])
def test_an_explanation_has_one_way_of_writing(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    code, _, err = run(capsys, *command, MILUO, "--explain", "没有等号")
    assert code == 2
    assert err == "--explain 后面应写“编号=说明”，不能是“没有等号”，编号见 xladdin check。\n"
    code, _, err = run(capsys, *command, MILUO, "--explain", "0123= ")
    assert (code, err) == (2, "编号“0123”的说明是空的，请写明原因。\n")


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", MILUO, "--json")
    document = json.loads(out)
    assert code == 1
    assert document["rulebook"] == "hunan-miluo-2023"
    assert list(document["findings"][0]) == KEYS
    severities = [finding["severity"] for finding in document["findings"]]
    counts = {severity: severities.count(severity) for severity in ("error", "warning", "hint")}
    assert document["counts"] == counts | {"explained": 0}


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(LAYOUTS.parent / "filings" / "yueyang_2024.xlsx")
    for name in book.sheetnames:
        if name != "附件1":
            del book[name]
    file = tmp_path / "只有基础数据表.xlsx"
    book.save(file)
    code, out, _ = run(capsys, "check", file, "--rulebook", "hunan-hengshan-2020", "--json")
    errors = json.loads(out)["counts"]["error"]
    assert code == (1 if errors else 0)


def test_an_explanation_given_is_kept_in_the_copy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = run(capsys, "check", MILUO, "--json")
    number = next(item["id"] for item in json.loads(out)["findings"] if item["code"] == "JC202")
    before = hashlib.sha256(MILUO.read_bytes()).hexdigest()
    copy = tmp_path / "标记.xlsx"
    code, out, _ = run(capsys, "check", MILUO, "--annotate", copy, "--explain", f"{number}=人员增加，已报批")
    assert code == 1 and "警告·已说明 JC202" in out and "说明：人员增加，已报批" in out
    assert hashlib.sha256(MILUO.read_bytes()).hexdigest() == before
    _, out, _ = run(capsys, "check", copy, "--json")
    document = json.loads(out)
    explained = [item for item in document["findings"] if "explanation" in item]
    assert [(item["code"], item["explanation"]) for item in explained] == [("JC202", "人员增加，已报批")]
    assert document["counts"]["explained"] == 1
    assert "校验结果" in openpyxl.load_workbook(BytesIO(copy.read_bytes())).sheetnames


def test_a_copy_written_again_keeps_what_was_typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = run(capsys, "check", MILUO, "--json")
    number = next(item["id"] for item in json.loads(out)["findings"] if item["severity"] == "warning")
    copy = tmp_path / "标记.xlsx"
    run(capsys, "check", MILUO, "--annotate", copy, "--explain", f"{number}=已核对")
    code, _, err = run(capsys, "check", MILUO, "--annotate", copy)
    assert code == 2 and "已经存在" in err
    run(capsys, "check", MILUO, "--annotate", copy, "--force")
    _, out, _ = run(capsys, "check", copy, "--json")
    assert json.loads(out)["counts"]["explained"] == 1


def test_the_page_needs_nothing_from_elsewhere(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "校验.html"
    run(capsys, "check", MILUO, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "http" not in text and "src=" not in text and "@import" not in text and "url(" not in text
    assert text.count("<article") == text.count("</article>") > 60
    assert "size: A4" in text and "附件3-11" in text


def test_what_was_entered_cannot_become_markup(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(MILUO)
    book["附件3-11"]["H23"] = "<script>alert(1)</script>"
    file, page = tmp_path / "a.xlsx", tmp_path / "a.html"
    book.save(file)
    run(capsys, "check", file, "--html", page)
    assert "<script" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["miluo_2023.docx", "--annotate", "a.xlsx"], "先用 xladdin import 把表格读进工作簿"),
        (["../layouts/yueyang_2024.xls", "--annotate", "a.xlsx"], "另存为 .xlsx"),
        (["../layouts/yueyang_2024.ods", "--annotate", "a.xlsx"], "另存为 .xlsx"),
        (["miluo_2023.xlsx", "--annotate", "a.xlsm"], "应以 .xlsx 结尾"),
        (["miluo_2023.xlsx", "--annotate", "没有的文件夹/a.xlsx"], "不存在"),
        (["miluo_2023.xlsx", "--annotate", "a.xlsx", "--html", "./a.xlsx"], "不能都写到"),
        (["miluo_2023.xlsx", "--html", "a.txt"], "“a.txt”应以 .html 结尾"),
        (["miluo_2023.xlsx", "--explain", "没有等号"], "编号=说明"),
        (["miluo_2023.xlsx", "--explain", "0123=已核实"], "没有编号"),
    ],
)
def test_refused_with_one_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "check", FILINGS / arguments[0], *arguments[1:])
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_the_input_is_no_target(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(MILUO.read_bytes())
    for option in ("--annotate", "--html"):
        code, _, err = run(capsys, "check", file, option, file, "--force")
        assert code == 2 and "原文件不改动" in err
    code, _, err = run(capsys, "fix", file, "-o", file, "--force")
    assert code == 2 and "原文件不改动" in err
    assert file.read_bytes() == MILUO.read_bytes()


def test_a_file_that_is_missing_is_named_also_beside_a_page_of_an_earlier_check(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "校验.html"
    page.write_text("旧的网页")
    code, _, err = run(capsys, "check", tmp_path / "没有.xlsx", "--html", page, "--force")
    assert code == 2 and "找不到“" in err and "没有.xlsx" in err


@pytest.mark.parametrize("file", sorted(LAYOUTS.iterdir()), ids=lambda path: path.name)
def test_other_layouts_are_checked_all_the_same(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, out, err = run(capsys, "check", file, "--json", "--rulebook", "hunan-yueyang-2024")
    assert code in (0, 1), err
    assert {"ZP105", "XM105", "JC103"} & {item["code"] for item in json.loads(out)["findings"]}


def test_a_word_filing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", FILINGS / "yueyang_2024.docx")
    assert code == 1 and "ZP105" in out


def test_fix_lists_each_change(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out_file = tmp_path / "改好.xlsx"
    code, out, _ = run(capsys, "fix", FILINGS / "yueyang_2024.xlsx", "-o", out_file)
    assert code == 1
    assert re.search(r"附件2!H45　总分　99.27 → 99.26", out)
    code, out, _ = run(capsys, "fix", out_file, "-o", tmp_path / "再改.xlsx", "--json")
    document = json.loads(out)
    assert document["changes"] == [] and document["left"]["error"] > 0
    assert (tmp_path / "再改.xlsx").read_bytes() == out_file.read_bytes()
    _, out, _ = run(capsys, "check", out_file, "--json")
    assert "ZP110" not in {item["code"] for item in json.loads(out)["findings"]}
