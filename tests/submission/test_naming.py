"""Names from what people type: every system takes them, nothing in them is lost without need."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.submission.filings import clean_filing, write
from xladdin.forms.entry import Entry
from xladdin.submission.naming import file_name, package_name
from xladdin.submission.packaging import build_package, check_submission
from xladdin.values.number import Kind


def test_the_name_of_the_package() -> None:
    assert package_name(2023, "汨罗市住建系统") == "2023年度_汨罗市住建系统_部门整体支出绩效自评"
    assert package_name(2023, 'a/b\\c:d*e?f"g<h>i|j') == "2023年度_a b c d e f g h i j_部门整体支出绩效自评"
    assert package_name(2023, "甲局[本级]") == "2023年度_甲局(本级)_部门整体支出绩效自评"
    assert package_name(2023, " .. ") == "2023年度_单位不明_部门整体支出绩效自评"


@given(st.text(max_size=400))
def test_every_name_fits_every_system(unit: str) -> None:
    name = package_name(2023, unit)
    assert len(f"{name}（备份99）.xlsx".encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*[]\n\r\t\0')
    assert file_name(unit).strip(" .") == file_name(unit) != ""


@pytest.mark.parametrize("unit", ["某" * 300, "甲/乙:丙*局", "=1+1"])
def test_a_package_of_a_unit_with_such_a_name(unit: str, tmp_path: Path) -> None:
    filing = clean_filing()
    department = filing.department
    assert department is not None
    entry = Entry(address=department.unit.address, raw=unit, kind=Kind.TEXT, value=unit)
    projects = {id(project): project.model_copy(update={"supervisor": entry}) for project in filing.projects} | {
        id(department): department.model_copy(update={"unit": entry})
    }
    forms = tuple(projects.get(id(form), form) for form in filing.forms)
    forms = tuple(form.model_copy(update={"filling_unit": Entry()}) for form in forms)
    checked = check_submission(
        [write(filing.model_copy(update={"forms": forms}), tmp_path / "填报.xlsx")], for_all="已核实"
    )
    assert checked.filing.unit == unit
    made = build_package(checked, tmp_path / "out")
    assert made.manifest.unit == unit and made.folder.is_dir()
