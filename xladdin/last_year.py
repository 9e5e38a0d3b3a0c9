"""Last year's filing (上年材料): a file of any kind or a package, refused where it is of another year or unit."""

from pathlib import Path

from xladdin.errors import InputError, cause_of
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading.filing import filing_in
from xladdin.reading.guard import admit, admit_bytes
from xladdin.reading.readable import Readable
from xladdin.submission.archive import unpack
from xladdin.values.department import same_department


def open_last_year(path: Path, now: Filing) -> Filing:
    """What was filed the year before `now`: only its figures count, its own rulebook does not matter."""
    before = filing_in(_packed(path) if path.suffix.lower() == ".zip" else admit(path), vocabulary())
    named = f"上年的文件“{path.name}”"
    if not before.forms:
        raise InputError(f"{named}里没有找到任何一张表，请检查是否选错了文件。")
    if now.year and before.year and before.year != now.year - 1:
        raise InputError(f"{named}是 {before.year} 年度的，本年是 {now.year} 年度，请选 {now.year - 1} 年度的。")
    if now.unit and before.unit and not same_department(now.unit, before.unit):
        raise InputError(
            f"{named}是“{before.unit}”的，本单位是“{now.unit}”，请选本单位的；单位改过名的，把上年文件里的名称改成现在的再试。"
        )
    return before


def _packed(path: Path) -> Readable:
    """The workbook in a package."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(f"“{path.name}”读不出来（{cause_of(problem)}），请把它复制到本机硬盘后再试。") from problem
    for name, content in unpack(data, path.name).items():
        if name.lower().endswith(".xlsx"):
            return admit_bytes(content, name)
    raise InputError(f"“{path.name}”里没有报送工作簿，请选报送包或工作簿。")
