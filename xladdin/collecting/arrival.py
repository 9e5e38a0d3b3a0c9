"""When a submission came (收到日期), and by how many working days it was late: 提交报告 of 附件5.

Nothing in a submission says when it came. The bureau's own list (收到登记) says it; without one the day on which the
file was last written stands for it, and the evidence says so.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xladdin.collecting.finding import Source
from xladdin.errors import InputError
from xladdin.scoring.work import late_working_days
from xladdin.submission.naming import MANIFEST
from xladdin.values.period import parse_day
from xladdin.zipping import LONG_AGO

_NO_DAY = date(*LONG_AGO[:3])  # of the files in a .zip of ours, and of the folder that is unpacked from it
_FREE, _WORKING = "休", "班"


class Deadline(NamedTuple):
    """The last day, the days on which files came where there is a list, and how the year's calendar differs."""

    due: date
    received: Mapping[str, date] | None = None
    holidays: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()  # Saturdays and Sundays on which people work (调休)


class Arrival(NamedTuple):
    """Days late and where that is known from; None where nothing tells."""

    days_late: int | None
    said: str


def deadline_of(due: str, received: Path | None, holidays: Path | None) -> Deadline:
    """From the three options of the command. InputError where one of them cannot be understood."""
    last = parse_day(due)
    if last is None:
        raise InputError(f"“{due}”不是日期，截止日期请写成 2025-03-31 的样子。")
    came = {name.replace("\\", "/"): day for name, day in _list(received, "2 栏：文件、收到日期")} if received else None
    plan = list(_list(holidays, "2 栏：日期、安排（休或班）", day_first=True)) if holidays else []
    free, working = ({day for kind, day in plan if kind == wanted} for wanted in (_FREE, _WORKING))
    return Deadline(last, came, frozenset(free), frozenset(working))


def arrival_of(source: Source, deadline: Deadline) -> Arrival:
    """When this submission came, seen from the deadline."""
    listed = deadline.received
    if listed is None:
        day, known_from = date.fromtimestamp(_written(source.path)), "文件修改日期"
        if day <= _NO_DAY:
            return Arrival(None, "解压出来的文件没有日期，请用 --received 给出收到登记")
    else:
        name = source.name if source.name in listed else Path(source.name).name
        if name not in listed:
            return Arrival(None, "收到登记里没有这份文件")
        day, known_from = listed[name], "收到登记"
    late = int(late_working_days(deadline.due, day, deadline.holidays, deadline.extra))
    calendar = "" if deadline.holidays or deadline.extra or not late else "，未扣除法定节假日"
    return Arrival(late, f"{known_from} {day}，截止 {deadline.due}{calendar}")


def _written(path: Path) -> float:
    """Of a package's folder the manifest, which was written last."""
    try:
        return (path / MANIFEST if path.is_dir() else path).stat().st_mtime
    except OSError as problem:
        raise InputError(f"“{path.name}”打不开，请确认有读取权限后再试。") from problem


def _list(file: Path, wanted: str, *, day_first: bool = False) -> Iterator[tuple[str, date]]:
    """The rows of a .csv of two columns as (text, day); a first row without a date is the heading."""
    for number, row in enumerate(csv.reader(_text(file).splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        text, day = (
            (cells[1], parse_day(cells[0])) if day_first and len(cells) > 1 else (cells[0], parse_day(cells[-1]))
        )
        if day is None and number == 1:
            continue
        if day is None or len(cells) < 2 or (day_first and text not in (_FREE, _WORKING)):
            raise InputError(f"“{file.name}”第 {number} 行读不懂，应有 {wanted}。")
        yield text, day


def _text(file: Path) -> str:
    """Excel saves a .csv as UTF-8 with a mark or, on a Chinese Windows, as GBK."""
    try:
        data = file.read_bytes()
    except OSError as problem:
        raise InputError(f"找不到或打不开“{file}”，请检查文件名和读取权限。") from problem
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"“{file.name}”不是 .csv 文本，请在 Excel 里另存为 CSV（逗号分隔）再试。")


def names_missing(deadline: Deadline, names: Collection[str]) -> list[str]:
    """What the list names and the folder does not have: most likely it was mistyped."""
    present = {*names, *(Path(name).name for name in names)}
    return [name for name in deadline.received or () if name not in present]
