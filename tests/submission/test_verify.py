"""Every way of altering a package is named: which file, which cell, from what, to what."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.submission.filings import FIXTURES, clean_filing, write, write_report
from tests.submission.packages import edited, without_zip, workbook
from xladdin.cli import main
from xladdin.errors import InputError
from xladdin.submission.packaging import build_package, check_submission
from xladdin.submission.verifying import Verdict, verify_package

NAMESPACE = b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rewritten(file: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The zip with some of its parts changed, its checksums right again."""
    with zipfile.ZipFile(file) as archive:
        parts = {entry: change(entry.filename, archive.read(entry)) for entry in archive.infolist()}
    with zipfile.ZipFile(file, "w") as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content)


def changes(verdict: Verdict) -> list[tuple[str, str, str | None, str | None]]:
    return [(change.kind, change.place, change.before, change.after) for change in verdict.changes]


def test_untouched_as_folder_zip_and_workbook(package: Path) -> None:
    for path in (package, package / f"{package.name}.zip", workbook(package)):
        verdict = verify_package(path)
        assert verdict.changes == () and verdict.unchanged
        assert verdict.signature == "unsigned" and verdict.recomputed > 40


def test_a_flipped_digit_in_the_xml_is_named_with_its_cell(package: Path) -> None:
    def flip(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet3.xml":
            return content
        assert content.count(b'<c r="B5"') == 1
        return re.sub(rb'(<c r="B5"[^>]*><v>)195(</v>)', rb"\g<1>196\2", content)

    rewritten(workbook(package), flip)
    found = changes(verify_package(without_zip(package)))
    assert ("cell", "基础数据表!B5", "195", "196") in found
    assert [place for kind, place, _, _ in found if kind == "cell"] == ["基础数据表!B5"]
    assert any(kind == "file" for kind, *_ in found)


def test_a_score_that_was_raised_also_recomputes_otherwise(package: Path) -> None:
    def raise_target(name: str, content: bytes) -> bytes:
        return content.replace("≥50个".encode(), "≥40个".encode()) if name == "xl/sharedStrings.xml" else content

    rewritten(workbook(package), raise_target)
    found = verify_package(without_zip(package)).changes
    assert {"cell", "score"} <= {change.kind for change in found}
    assert any("由“≥50个”改为“≥40个”" in change.message for change in found)


def test_a_replaced_sheet(package: Path) -> None:
    book = workbook(package)
    with zipfile.ZipFile(book) as archive:
        other = archive.read("xl/worksheets/sheet6.xml")
    rewritten(book, lambda name, content: other if name == "xl/worksheets/sheet5.xml" else content)
    cells = [change for change in verify_package(without_zip(package)).changes if change.kind == "cell"]
    assert cells and {change.place.split("!")[0] for change in cells} == {"附件3-1 监管平台运行"}


def test_a_renamed_sheet_and_a_formula(package: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return content.replace("附件3-2 道路养护专项".encode(), "附件3-9 道路养护专项".encode())
        return content.replace(b"<v>195</v>", b"<f>194+1</f><v>195</v>") if name.endswith("sheet3.xml") else content

    rewritten(workbook(package), change)
    messages = " ".join(change.message for change in verify_package(without_zip(package)).changes)
    assert "缺少工作表“附件3-2 道路养护专项”" in messages and "多出工作表“附件3-9 道路养护专项”" in messages
    assert "基础数据表!B5 里出现了公式" in messages


@pytest.mark.parametrize(
    ("new", "place"),
    [
        (rb'<x:c %s r="B5"\1><x:f>194+1</x:f><x:v>195</x:v></x:c>' % NAMESPACE, "基础数据表!B5"),
        (rb"<c r='B5'\1><f>194+1</f><v>195</v></c>", "基础数据表!B5"),
        (rb"<c\1><f>194+1</f><v>195</v></c>", "基础数据表"),
    ],
)
def test_a_formula_written_in_another_way_with_the_same_value(new: bytes, place: str, package: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return re.sub(rb'<c r="B5"([^>]*)><v>195</v></c>', new, content) if name.endswith("sheet3.xml") else content

    rewritten(workbook(package), change)
    found = verify_package(without_zip(package)).changes
    assert ("cell", place, None, "公式") in [change[:4] for change in found]
    assert not any("内容未变" in change.message for change in found)


def test_saved_once_more_with_the_same_cells(package: Path) -> None:
    rewritten(workbook(package), lambda name, content: content + b" " if name == "xl/styles.xml" else content)
    messages = [change.message for change in verify_package(without_zip(package)).changes]
    assert any("各单元格的内容未变" in message for message in messages)


def test_a_removed_a_renamed_and_an_added_file(package: Path) -> None:
    without_zip(package)
    (package / "自评报告.docx").rename(package / "报告.docx")
    (package / "另一份.txt").write_text("x")
    found = changes(verify_package(package))
    assert ("file", "自评报告.docx", "自评报告.docx", "报告.docx") in found
    assert any(place == "另一份.txt" and before is None for _, place, before, _ in found)
    (package / "报告.docx").unlink()
    assert any(place == "自评报告.docx" and after is None for _, place, _, after in changes(verify_package(package)))
    workbook(package).unlink()
    assert any(place.endswith(".xlsx") and after is None for _, place, _, after in changes(verify_package(package)))


def test_a_folder_between_the_files_is_named(package: Path) -> None:
    (package / "另附").mkdir()
    (package / "__MACOSX").mkdir()
    (change,) = verify_package(without_zip(package)).changes
    assert change.place == "另附" and "多出文件夹" in change.message


def test_a_workbook_alone_answers_for_itself_only(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "自评报告.docx").write_bytes(b"altered")
    assert main(["verify", str(workbook(package))]) == 0
    said = capsys.readouterr().out
    assert "没有改动：1 个文件" in said and "清单里另有 1 个文件没有核验：自评报告.docx" in said
    assert main(["verify", str(workbook(package)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unseen"] == ["自评报告.docx"]
    with pytest.raises(InputError, match="不是报送工作簿"):
        verify_package(package / "自评报告.docx")


def test_a_manifest_of_another_place_is_for_a_workbook_only(package: Path, tmp_path: Path) -> None:
    manifest = (package / "清单.json").rename(tmp_path / "清单.json")
    assert verify_package(workbook(package), manifest=manifest).unchanged
    with pytest.raises(InputError, match="找不到"):
        verify_package(workbook(package), manifest=tmp_path / "没有.json")
    for whole in (package, package / f"{package.name}.zip"):
        with pytest.raises(InputError, match="只核验工作簿时才用 --manifest"):
            verify_package(whole, manifest=manifest)


def test_a_zip_that_differs_from_the_files_beside_it(package: Path) -> None:
    rewritten(
        package / f"{package.name}.zip", lambda name, content: content + b" " if name.endswith("docx") else content
    )
    messages = [change.message for change in verify_package(package).changes]
    assert len(messages) == 1 and "压缩包" in messages[0] and "自评报告.docx" in messages[0]


def test_a_named_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.zip")
    with pytest.raises(InputError, match="不是普通文件"):
        verify_package(tmp_path / "管道.zip")


def test_an_edited_manifest_contradicts_the_workbook(package: Path) -> None:
    manifest = package / "清单.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"B5":195', b'"B5":190'))
    assert ("cell", "基础数据表!B5", "190", "195") in changes(verify_package(without_zip(package)))


def test_a_damaged_workbook_is_named(package: Path) -> None:
    workbook(package).write_bytes(workbook(package).read_bytes()[:2000])
    kinds = {change.kind for change in verify_package(without_zip(package)).changes}
    assert {"file", "workbook"} <= kinds


@pytest.mark.parametrize("other", ["layouts/yueyang_2024.xls", "layouts/yueyang_2024.ods", "filings/miluo_2023.docx"])
def test_another_kind_of_file_in_the_place_of_the_workbook(other: str, package: Path) -> None:
    workbook(package).write_bytes((FIXTURES.parent / other).read_bytes())
    verdict = verify_package(without_zip(package))
    assert verdict.filing is None
    assert verdict.changes[-1].kind == "workbook"
    assert "被换成了" in verdict.changes[-1].message


def test_an_unknown_and_a_newer_rulebook_are_said(package: Path) -> None:
    rulebook = {"id": "hunan-nowhere-2031", "name": "某市", "version": "1", "digest": "0" * 64}
    (change,) = verify_package(edited(package, rulebook=rulebook)).changes
    assert change.kind == "rulebook" and "没有规则集“hunan-nowhere-2031”" in change.message


def test_a_newer_version_of_the_rulebook(package: Path) -> None:
    rulebook = {"id": "hunan-miluo-2023", "name": "汨罗市 2023 年度", "version": "9", "digest": "0" * 64}
    (change,) = verify_package(edited(package, rulebook=rulebook)).changes
    assert "更新的第 9 版" in change.message


def test_a_newer_format_and_no_package_are_refused(package: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="更新版本"):
        verify_package(edited(package, format=2))
    (package / "清单.json").write_text("[]")
    with pytest.raises(InputError, match="不是报送包的清单"):
        verify_package(package)
    (package / "清单.json").unlink()
    for path in (package, workbook(package), tmp_path / "没有.zip"):
        with pytest.raises(InputError):
            verify_package(path)
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError, match="解不开"):
        verify_package(tmp_path / "坏.zip")


def stated(package: Path) -> Any:
    return json.loads((package / "清单.json").read_bytes())


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with a warning that was explained."""
    folder = tmp_path_factory.mktemp("说明")
    report = write_report(folder / "自评报告.docx", budget="12.80")
    book = write(clean_filing(), folder / "填报.xlsx")
    checked = check_submission([book], reports=[report], for_all="年中有 = 调整\n已报批\t\x01")
    return build_package(checked, folder / "out").folder


def test_an_explanation_with_any_signs_is_as_it_was_given(explained: Path) -> None:
    assert stated(explained)["explanations"]
    assert verify_package(explained).changes == ()


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"unit": "另一个单位"}, "填报单位在清单里是“另一个单位”"),
        ({"year": 2022}, "年度在清单里是“2022”，工作簿里是“2023”"),
        ({"hints": 7}, "校验结果在清单里是"),
        ({"software": "另一个"}, "软件版本在清单里是"),
    ],
)
def test_a_manifest_that_says_otherwise_than_its_workbook(section: dict[str, Any], said: str, package: Path) -> None:
    (change,) = verify_package(edited(package, **section)).changes
    assert change.kind == "content" and change.place == "清单.json" and said in change.message


def test_explanations_that_the_unit_has_not_given(explained: Path, tmp_path: Path) -> None:
    package = Path(shutil.copytree(explained, tmp_path / explained.name))
    (given, *rest) = stated(package)["explanations"]
    (change,) = verify_package(edited(package, explanations=[{**given, "explanation": "领导已批准"}, *rest])).changes
    assert "第 1 条单位说明在清单里是“领导已批准" in change.message
    changes = verify_package(edited(package, explanations=rest)).changes
    assert any("校验结果在清单里是" in change.message for change in changes)


def test_what_the_manifest_says_was_entered_is_compared(package: Path) -> None:
    first, second, *rest = stated(package)["scores"]
    other = {**first, "weight": "99", "entered": "7777"}
    (change,) = verify_package(edited(package, scores=[other, second, *rest])).changes
    assert change.kind == "score" and "分值在清单里是 99，工作簿里是 " in change.message
    (change,) = verify_package(edited(package, scores=[second, *rest])).changes
    assert change.message.endswith("清单里没有这一项")
    (change,) = verify_package(edited(package, scores=[{**first, "cell": "Z99"}, first, second, *rest])).changes
    assert change.message.endswith("复算时没有这一项")


@pytest.mark.parametrize("number", [0, True, "1", None])
def test_a_format_that_is_none(number: object, package: Path) -> None:
    with pytest.raises(InputError, match="不是报送包的清单"):
        verify_package(edited(package, format=number))
