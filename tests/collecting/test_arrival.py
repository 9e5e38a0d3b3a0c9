"""提交报告 of 附件5: when a submission came, by the bureau's list or the file's date, and how late that was."""

import json
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from received_files import filing, package

from xladdin.cli import main
from xladdin.collecting.arrival import Deadline, arrival_of, deadline_of, names_missing
from xladdin.collecting.examine import examine
from xladdin.collecting.finding import Source
from xladdin.collecting.job import Job
from xladdin.collecting.record import WorkScore
from xladdin.errors import InputError
from xladdin.submission.naming import MANIFEST

DUE = date(2025, 3, 28)  # a Friday


def received(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    file = folder / "登记.csv"
    file.write_text(text, encoding=encoding)
    return file


def on_time(source: Source, deadline: Deadline) -> WorkScore:
    submission = examine(source, Job(deadline=deadline)).submission
    assert submission is not None
    return next(row for row in submission.work if row.rule == "report_on_time")


def test_the_list_of_the_bureau(tmp_path: Path) -> None:
    file = filing(tmp_path / "第1批" / "质安站.xlsx")
    listed = received(tmp_path, "文件,收到日期\n质安站.xlsx,2025-04-01\n")
    scored = on_time(Source(file, "第1批/质安站.xlsx"), deadline_of("2025年3月28日", listed, None))
    assert scored.score == Decimal(8)  # Monday and Tuesday
    assert "收到登记 2025-04-01，截止 2025-03-28，未扣除法定节假日" in scored.said


def test_a_file_that_is_not_in_the_list_stays_open(tmp_path: Path) -> None:
    file = filing(tmp_path / "质安站.xlsx")
    listed = received(tmp_path, "别的.xlsx,2025-04-01\n")
    deadline = deadline_of("2025-03-28", listed, None)
    assert on_time(Source(file, "质安站.xlsx"), deadline) == WorkScore("report_on_time", None, "收到登记里没有这份文件")
    assert names_missing(deadline, ["质安站.xlsx"]) == ["别的.xlsx"]


@pytest.mark.parametrize(("day", "score"), [((2025, 3, 28), 10), ((2025, 3, 30), 10), ((2025, 3, 31), 9)])
def test_without_a_list_the_files_own_date(tmp_path: Path, day: tuple[int, int, int], score: int) -> None:
    file = filing(tmp_path / "质安站.xlsx")
    moment = datetime(*day, 17, 0).timestamp()
    os.utime(file, (moment, moment))
    scored = on_time(Source(file, file.name), Deadline(DUE))
    assert scored.score == Decimal(score)
    assert f"文件修改日期 {date(*day)}" in scored.said


def test_a_package_that_was_unpacked_has_no_date(tmp_path: Path) -> None:
    """Its .zip has none, and the first day that a .zip can state is before every deadline."""
    made = package(tmp_path)
    moment = datetime(1980, 1, 1).timestamp()
    os.utime(made / MANIFEST, (moment, moment))
    arrival = arrival_of(Source(made, "甲局"), Deadline(DUE))
    assert arrival.days_late is None and "没有日期" in arrival.said


def test_holidays_and_working_weekends(tmp_path: Path) -> None:
    calendar = tmp_path / "节假日.csv"
    calendar.write_text("日期,安排\n2025-03-31,休\n2025-03-30,班\n", encoding="gb18030")
    listed = received(tmp_path, "质安站.xlsx,2025-03-31\n", "gb18030")
    arrival = arrival_of(Source(tmp_path / "质安站.xlsx", "质安站.xlsx"), deadline_of("2025-03-28", listed, calendar))
    assert arrival.days_late == 1  # the Sunday on which people work
    assert "未扣除" not in arrival.said


def test_without_a_deadline_a_person_decides(tmp_path: Path) -> None:
    submission = examine(Source(filing(tmp_path / "质安站.xlsx"), "质安站.xlsx"), Job()).submission
    assert submission is not None
    assert WorkScore("report_on_time", None, "") in submission.work


@pytest.mark.parametrize(
    ("due", "text", "said"),
    [
        ("三月底", "", "“三月底”不是日期"),
        ("2025-03-28", "文件,收到日期\n甲.xlsx,昨天\n", "第 2 行读不懂"),
        ("2025-03-28", "甲.xlsx\n乙.xlsx\n", "第 2 行读不懂"),
    ],
)
def test_what_cannot_be_understood_is_said(tmp_path: Path, due: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        deadline_of(due, received(tmp_path, text), None)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filing(tmp_path / "报送" / "质安站.xlsx")
    listed = received(tmp_path, "文件,收到日期\n质安站.xlsx,2025-03-27\n没来.xlsx,2025-03-27\n")
    call = ["collect", str(tmp_path / "报送"), "-o", str(tmp_path / "汇总.xlsx"), "--jobs", "1", "--force"]
    call += ["--due", "2025-03-28", "--received", str(listed)]
    main(call)
    assert "收到登记里有 1 个文件在文件夹里找不到，请核对文件名：没来.xlsx" in capsys.readouterr().out
    main([*call, "--json"])
    rows = json.loads(capsys.readouterr().out)["tables"]["自评工作考核"]
    assert rows[0]["提交报告\n（10）"] == "10"


def test_a_list_without_a_deadline_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = received(tmp_path, "甲.xlsx,2025-1-1")
    assert main(["collect", str(tmp_path), "-o", str(tmp_path / "汇总.xlsx"), "--received", str(listed)]) == 2
    assert "要和 --due 一起用" in capsys.readouterr().err
