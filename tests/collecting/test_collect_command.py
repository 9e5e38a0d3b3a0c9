"""`xladdin collect`: bad files in the middle, limits, packages, continuation, the same figures everywhere."""

import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from received_files import bad_files, filing, huge_workbook, package
from waiting import wait_for

from xladdin.cli import main
from xladdin.submission.signing import new_keys


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def collected(capsys: pytest.CaptureFixture[str], folder: Path, *options: object) -> tuple[int, dict[str, Any]]:
    out = folder.with_name("汇总.xlsx")
    code, printed, _ = run(capsys, "collect", folder, "-o", out, "--json", "--force", *options)
    return code, json.loads(printed)


def some_filings(folder: Path) -> None:
    for number in range(4):
        filing(folder / f"局{number}" / "自评.xlsx")
    filing(folder / "局4" / "自评.xlsx", "miluo_2023.xlsx")
    filing(folder / "局5" / "自评.docx", "hengshan_2020.docx")


def test_bad_files_are_listed_with_the_reason_and_stop_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "报送"
    some_filings(folder)
    reasons = bad_files(folder / "局3")
    (folder / "局3" / "~$自评.xlsx").write_bytes(b"owner")
    (folder / "局3" / "公示.pdf").write_bytes(b"%PDF")
    os.mkfifo(folder / "局3" / "管道.xlsx")
    code, document = collected(capsys, folder, "--jobs", 2)
    assert code == 1
    assert len(document["tables"]["排名"]) == 6
    unread = {row["文件"]: row["原因"] for row in document["tables"]["未读取"]}
    assert set(unread) == {f"局3/{name}" for name in [*reasons, "管道.xlsx"]}
    for name, reason in reasons.items():
        assert reason in unread[f"局3/{name}"], name
    assert not (tmp_path / "汇总.xlsx.进度.jsonl").exists()


def test_names_in_another_encoding_and_pipes_stop_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A .zip packed on Windows and unpacked on Linux leaves names in GBK."""
    folder = tmp_path / "报送"
    some_filings(folder)
    (folder / os.fsdecode("建设局.xlsx".encode("gbk"))).write_bytes(b"damaged")
    os.mkfifo(folder / "管道.zip")
    code, document = collected(capsys, folder, "--jobs", 2, "--time-limit", 20)
    assert code == 1
    assert len(document["tables"]["排名"]) == 6
    reasons = [row["原因"] for row in document["tables"]["未读取"]]
    assert len(reasons) == 2
    assert any("不是 Excel 工作簿" in reason for reason in reasons)
    assert any("管道.zip”不是普通文件" in reason for reason in reasons)


def test_one_process_and_two_give_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    some_filings(folder)
    bad_files(folder / "局9")
    _, one = collected(capsys, folder, "--jobs", 1)
    first = (tmp_path / "汇总.xlsx").read_bytes()
    _, two = collected(capsys, folder, "--jobs", 2)
    assert one == two
    assert cells(tmp_path / "汇总.xlsx") == cells_of(first, tmp_path)


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def cells_of(content: bytes, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    path = folder / "另一份.xlsx"
    path.write_bytes(content)
    return cells(path)


def test_limits_of_time_and_memory_hold_for_each_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One file needs a hundred times what the other one does, so that also a busy machine tells them apart."""
    folder = tmp_path / "报送"
    filing(folder / "局1" / "自评.xlsx")
    huge_workbook(folder / "局2" / "大.xlsx")
    for option, limit, reason in (("--time-limit", 3, "超过 3 秒"), ("--memory-limit", 512, "超过 512 MB")):
        _, document = collected(capsys, folder, option, limit)
        assert [row["文件"] for row in document["tables"]["排名"]] == ["局1/自评.xlsx"]
        (unread,) = document["tables"]["未读取"]
        assert unread["文件"] == "局2/大.xlsx" and reason in unread["原因"]


def test_a_package_is_verified_and_counted_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    made = package(folder / "甲局")
    shutil.copy(next(made.glob("*.zip")), folder / "甲局.zip")  # beside the folder that was unpacked from it
    altered = shutil.copytree(made, folder / "丙局")
    tamper(next(altered.glob("*.xlsx")))
    code, document = collected(capsys, folder)
    assert code == 1
    ranking = {row["文件"]: row for row in document["tables"]["排名"]}
    unpacked = made.relative_to(folder).as_posix()
    assert set(ranking) == {"甲局.zip", "丙局"}
    assert document["tables"]["未读取"] == [{"文件": unpacked, "原因": "与“甲局.zip”内容相同，只计一次。"}]
    assert len(document["tables"]["项目"]) == 2 * len({row["项目"] for row in document["tables"]["项目"]})
    assert ranking["甲局.zip"]["核验"] == "无改动，未签名"
    assert ranking["丙局"]["名次"] is None and "核验未通过" in ranking["丙局"]["备注"]
    assert ranking["丙局"]["核验"].startswith("有改动")
    assert "同一单位同一年度有 2 份" in ranking["甲局.zip"]["备注"]
    assert {row["文件"] for row in document["tables"]["核验"]} == {"丙局"}
    assert any("改为" in row["改动"] for row in document["tables"]["核验"])


def test_a_package_that_was_packed_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Right click on the folder: all names begin with it, and Windows writes them in GBK without saying so."""
    folder = tmp_path / "报送"
    made = package(tmp_path / "甲局")
    folder.mkdir()
    with zipfile.ZipFile(folder / "甲局.zip", "w") as archive:
        for file in made.iterdir():
            archive.write(file, f"{made.name}/{file.name}")
    again = in_gbk(folder / "甲局.zip")
    for content in ((folder / "甲局.zip").read_bytes(), again):
        (folder / "甲局.zip").write_bytes(content)
        code, document = collected(capsys, folder)
        assert code == 0
        assert [(row["文件"], row["核验"]) for row in document["tables"]["排名"]] == [("甲局.zip", "无改动，未签名")]


def in_gbk(archive: Path) -> bytes:
    """The same zip with its names in GBK and without the mark for UTF-8; GBK is shorter, so it is written anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(archive) as given, zipfile.ZipFile(stream, "w") as made:
        for number, entry in enumerate(given.infolist()):
            made.writestr(f"{number:0{len(entry.filename.encode('gbk'))}}", given.read(entry))
        names = [entry.filename.encode("gbk") for entry in given.infolist()]
    content = stream.getvalue()
    for number, name in enumerate(names):
        content = content.replace(f"{number:0{len(name)}}".encode(), name)
    return content


def tamper(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = next(sheet for sheet in book if "自评表" in str(sheet["A1"].value) + str(sheet["A2"].value))
    cell = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, (int, float)))
    cell.value += 1
    book.save(workbook)


def test_with_a_public_key_only_signed_packages_are_ranked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    secret, public = new_keys()
    (tmp_path / "私钥.pem").write_bytes(secret)
    (tmp_path / "公钥.pem").write_bytes(public)
    package(tmp_path / "报送" / "甲局", tmp_path / "私钥.pem")
    package(tmp_path / "报送" / "乙局")
    _, document = collected(capsys, tmp_path / "报送", "--public-key", tmp_path / "公钥.pem")
    verified = {row["文件"].split("/")[0]: (row["名次"], row["核验"]) for row in document["tables"]["排名"]}
    assert verified == {"甲局": (1, "无改动，签名有效"), "乙局": (None, "有改动 1 处，未签名")}
    _, document = collected(capsys, tmp_path / "报送")
    assert {row["核验"] for row in document["tables"]["排名"]} == {"无改动，已签名，未核对签名人", "无改动，未签名"}


def test_a_package_without_errors_ends_with_0(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package(tmp_path / "报送")
    code, document = collected(capsys, tmp_path / "报送")
    assert (code, document["finished"], document["tables"]["未读取"]) == (0, True, [])


def test_every_warning_of_a_package_is_explained(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Also one about several project tables, which stand in another order in the package."""
    made = package(tmp_path / "报送", feet=False)
    stated = json.loads((made / "清单.json").read_bytes())["explanations"]
    _, document = collected(capsys, tmp_path / "报送")
    (row,) = document["tables"]["排名"]
    assert any(explanation["code"] == "WZ103" for explanation in stated)
    assert row["警告"] == row["警告中已说明"] == len(stated)


def test_the_same_file_twice_counts_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    original = filing(tmp_path / "报送" / "甲.xlsx")
    shutil.copy(original, tmp_path / "报送" / "乙.xlsx")
    _, document = collected(capsys, tmp_path / "报送")
    assert [row["文件"] for row in document["tables"]["排名"]] == ["乙.xlsx"]
    assert document["tables"]["未读取"] == [{"文件": "甲.xlsx", "原因": "与“乙.xlsx”内容相同，只计一次。"}]


def test_an_older_summary_is_no_submission(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Also with a rulebook that is named for all: then nothing need be guessed from it."""
    folder = tmp_path / "报送"
    filing(folder / "甲.xlsx")
    run(capsys, "collect", folder, "-o", folder / "上次汇总.xlsx")
    _, document = collected(capsys, folder, "--rulebook", "hunan-yueyang-2024")
    assert [row["文件"] for row in document["tables"]["排名"]] == ["甲.xlsx"]
    (unread,) = document["tables"]["未读取"]
    assert unread == {"文件": "上次汇总.xlsx", "原因": "“上次汇总.xlsx”是汇总工作簿，不是单位的报送，没有计入。"}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_workbook_and_data_hold_the_same_figures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="没有安装 pyarrow")
    some_filings(tmp_path / "报送")
    data = tmp_path / f"表{suffix}"
    _, document = collected(capsys, tmp_path / "报送", "--data", data)
    sheets = cells(tmp_path / "汇总.xlsx")
    for name, rows in document["tables"].items():
        path = data if name == "排名" else tmp_path / f"表.{name}{suffix}"
        frame = pd.read_csv(path) if suffix == ".csv" else pd.read_parquet(path)
        heading = next(number for number, row in enumerate(sheets[name]) if row == tuple(frame.columns))
        drawn = sheets[name][heading + 1 :]
        assert len(frame) == len(rows), name
        for values, printed, stated in zip(frame.itertuples(index=False), drawn, rows, strict=False):
            for value, shown, said in zip(values, printed, stated.values(), strict=True):
                same(value, shown, said)


def same(value: Any, shown: Any, said: Any) -> None:
    """The same in the file for pandas, in the workbook and in the JSON document."""
    if value is None or pd.isna(value) or value == "":
        assert shown in (None, "") and said in (None, "")
    elif isinstance(value, str):
        assert value == shown == said
    else:
        assert float(value) == float(shown) == float(said)


def test_parquet_without_pyarrow_is_one_sentence(tmp_path: Path) -> None:
    filing(tmp_path / "报送" / "甲.xlsx")
    program = "import sys; sys.modules['pyarrow'] = None; from xladdin.cli import main; sys.exit(main(sys.argv[1:]))"
    call = ["collect", str(tmp_path / "报送"), "-o", str(tmp_path / "汇总.xlsx"), "--data", str(tmp_path / "a.parquet")]
    done = subprocess.run([sys.executable, "-c", program, *call], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "写 .parquet 需要 pyarrow：请先安装 pip install 'xladdin[parquet]'，或改用 .csv。\n"
    assert not (tmp_path / "汇总.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["没有的文件夹", "-o", "汇总.xlsx"], "找不到文件夹"),
        ([__file__, "-o", "汇总.xlsx"], "是文件，请写各单位报送的文件所在的文件夹"),
        (["空文件夹", "-o", "汇总.xlsx"], "没有工作簿"),
        (["报送", "-o", "汇总.doc"], "应以 .xlsx 结尾"),
        (["报送", "-o", "已有.xlsx"], "已经存在"),
        (["报送", "-o", "没有的文件夹/汇总.xlsx"], "不存在"),
        (["报送", "-o", "汇总.xlsx", "--data", "汇总.json"], "应以 .csv 或 .parquet 结尾"),
        (["报送", "-o", "汇总.xlsx", "--jobs", "0"], "--jobs"),
        (["报送", "-o", "汇总.xlsx", "--dask", "tcp://127.0.0.1:9"], "连不上"),
        (["报送", "-o", "汇总.xlsx", "--public-key", "已有.xlsx"], "公钥"),
        (["报送", "-o", "汇总.xlsx", "--rulebook", "没有的"], "没有规则集“没有的”"),
        (["报送", "-o", "汇总.xlsx", "--rulebook", "hunan"], "只供其他规则集继承"),
    ],
)
def test_a_call_that_cannot_be_used_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("xladdin.collecting.pool._CONNECT_SECONDS", 1)
    filing(Path("报送/甲.xlsx"))
    Path("空文件夹").mkdir()
    Path("已有.xlsx").write_bytes(b"x")
    code, out, err = run(capsys, "collect", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert Path("已有.xlsx").read_bytes() == b"x" and not Path("汇总.xlsx").exists()


def test_ctrl_c_leaves_a_partial_result_and_the_same_command_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "报送"
    some_filings(folder)
    huge_workbook(folder / "局9" / "大.xlsx")
    call = ["collect", str(folder), "-o", str(tmp_path / "汇总.xlsx"), "--jobs", "1", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "xladdin.cli", *call], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    journal = tmp_path / "汇总.xlsx.进度.jsonl"
    wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") == 7)
    time.sleep(1)  # a record is written down first and counted a moment later; the huge file takes far longer
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    partial = json.loads(out)
    assert process.returncode == 130
    assert partial["finished"] is False and len(partial["tables"]["排名"]) == 6
    assert "没有做完" in str(cells(tmp_path / "汇总.xlsx")["汇总概览"])

    (folder / "局9" / "大.xlsx").unlink()
    finished = journal.read_bytes().splitlines()
    changed = next(line for line in finished if '"局0/自评.xlsx"'.encode() in line)
    filing(folder / "局0" / "自评.xlsx", "hengshan_2020.xlsx")  # another content: done again
    marked = b"\n".join(line.replace("岳阳市".encode(), "某某市".encode()) for line in finished if line != changed)
    journal.write_bytes(marked + b"\n" + changed + b'\n{"path": "torn')
    code, document, _ = run(capsys, *call)
    units = {row["文件"]: row["单位"] for row in json.loads(document)["tables"]["排名"]}
    assert code == 1 and not journal.exists()
    assert units["局0/自评.xlsx"] == "衡山县住房和城乡建设局"
    assert units["局1/自评.xlsx"].startswith("某某市")  # from the journal, not read once more


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [(KeyboardInterrupt(), 130, "中断了；"), (OSError(errno.ENOSPC, ""), 2, "写不进去（磁盘空间不足），")],
)
def test_a_run_that_ends_while_it_writes_says_what_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fault: BaseException, code: int, said: str
) -> None:
    """Of two files one is written."""
    some_filings(tmp_path / "报送")
    out, data = tmp_path / "汇总.xlsx", tmp_path / "汇总.csv"
    call = ["collect", tmp_path / "报送", "-o", out, "--data", data]
    with pytest.MonkeyPatch.context() as patch:
        faults = iter([None, fault])

        def written(_: int) -> None:
            if problem := next(faults):
                raise problem

        patch.setattr(os, "fsync", written)
        ended, _, err = run(capsys, *call)
    journal = out.with_name("汇总.xlsx.进度.jsonl")
    assert ended == code and out.exists() and not data.exists()
    assert said in err
    kept = f"已处理的 6 份记在“{journal}”里，再运行同一命令会接着做；在那以前“{out}”不是完整的结果。\n"
    assert err.endswith(kept)
    run(capsys, *call)
    assert data.exists() and not journal.exists()


def test_fresh_does_not_look_at_the_journal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    filing(tmp_path / "报送" / "甲.xlsx")
    (tmp_path / "汇总.xlsx.进度.jsonl").write_bytes(b"whatever\n")
    _, document = collected(capsys, tmp_path / "报送", "--fresh")
    assert len(document["tables"]["排名"]) == 1


def test_a_person_reads_how_many_and_what_was_not_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    some_filings(tmp_path / "报送")
    bad_files(tmp_path / "报送")
    code, out, err = run(capsys, "collect", tmp_path / "报送", "-o", tmp_path / "汇总.xlsx")
    assert code == 1
    assert "已汇总 6 份" in out and "有 9 份没有读取" in out and "工资.xlsx" in out
    assert "15/15" in err and "份/秒" in err
