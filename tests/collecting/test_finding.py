"""What lies below a folder: which files count, which are somebody's open file, which belong to a package."""

import os
from pathlib import Path

import pytest

from xladdin.collecting.finding import find
from xladdin.errors import InputError
from xladdin.submission.naming import MANIFEST


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(folder: Path, *own: str) -> list[str]:
    return [source.name for source in find(folder, {folder / name for name in own}).sources]


def test_workbooks_documents_and_zips_in_the_order_of_their_names(tmp_path: Path) -> None:
    touch(tmp_path, "b/2.docx", "a.XLSX", "b/1.xlsm", "b/c/深/3.zip", "x.xls", "y.ods")
    assert names(tmp_path) == ["a.XLSX", "b/1.xlsm", "b/2.docx", "b/c/深/3.zip", "x.xls", "y.ods"]


def test_marks_of_open_files_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.xlsx", "~$a.xlsx", ".~lock.a.xlsx#", "._a.xlsx", ".xladdin-x/清单.json", ".xladdin-x/b.xlsx")
    assert names(tmp_path) == ["a.xlsx"]


def test_what_is_in_a_package_belongs_to_it(tmp_path: Path) -> None:
    touch(tmp_path, f"甲/{MANIFEST}", "甲/表.xlsx", "甲/报告.docx", "甲/甲.zip", "甲/更多/项目.xlsx", "乙.xlsx")
    assert names(tmp_path) == ["乙.xlsx", "甲", "甲/更多/项目.xlsx"]


def test_the_folder_itself_may_be_a_package(tmp_path: Path) -> None:
    touch(tmp_path, MANIFEST, "表.xlsx")
    assert names(tmp_path) == [tmp_path.name]


def test_what_cannot_be_read_is_still_a_submission_and_what_is_none_is_counted(tmp_path: Path) -> None:
    touch(tmp_path, "a.wps", "b.et", "c.rar", "d.pdf", "e.PDF", "f")
    found = find(tmp_path)
    assert [source.name for source in found.sources] == ["a.wps", "b.et", "c.rar"]
    assert found.others == {".pdf": 2, "无后缀": 1}


def test_what_collecting_writes_is_not_collected(tmp_path: Path) -> None:
    touch(tmp_path, "a.xlsx", "汇总.xlsx")
    assert names(tmp_path, "汇总.xlsx") == ["a.xlsx"]


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    touch(tmp_path, "甲/a.xlsx")
    (tmp_path / "甲" / "回").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["甲/a.xlsx"]


def test_a_link_to_a_folder_is_listed(tmp_path: Path) -> None:
    touch(tmp_path, "报送/a.xlsx", "别处/b.xlsx")
    (tmp_path / "报送" / "乙局").symlink_to(tmp_path / "别处", target_is_directory=True)
    found = find(tmp_path / "报送")
    assert [source.name for source in found.sources] == ["a.xlsx"]
    (passed,) = found.closed
    assert passed.path == "乙局" and "文件夹“乙局”是链接" in passed.reason


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd7\xd4\xc6\xc0.xlsx"))).touch()
    assert names(tmp_path) == ["\ufffd\ufffd\ufffd\ufffd.xlsx"]


def test_a_folder_without_submissions_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "d.pdf")
    with pytest.raises(InputError, match="没有工作簿、Word 文件或报送包"):
        find(tmp_path)
