"""环境诊断: each trouble that users report is recognised, and a sound machine has none."""

import json
import shutil
from pathlib import Path

import pytest
import typer

from tests.addin.windows import windows
from xladdin import resources
from xladdin.addin import doctor
from xladdin.addin.doctor import Machine, diagnose
from xladdin.addin.install import install
from xladdin.cli.hosts import print_diagnosis

SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


def sound(folder: Path, content: dict[tuple[str, str], dict[str, str | int | bytes]] | None = None) -> Machine:
    """A machine on which everything is installed."""
    machine = windows(folder, content)
    for bits in (32, 64):
        library = machine.interpreter.parent.parent / f"xlwings{bits}-0.37.8.dll"
        library.parent.mkdir(parents=True, exist_ok=True)
        library.write_bytes(b"")
    install(machine.places, resources.macros(), resources.templates(), machine.interpreter)
    return machine


def test_a_sound_machine(tmp_path: Path) -> None:
    lines = diagnose(sound(tmp_path))
    assert [line.state for line in lines] == ["正常"] * len(doctor.QUESTIONS)
    assert "64 位" in lines[0].found


def test_every_trouble_says_what_to_do(tmp_path: Path) -> None:
    lines = diagnose(windows(tmp_path, {("HKCU", SECURITY): {"VBAWarnings": 4}}))
    troubles = [line for line in lines if line.state == "有问题"]
    assert len(troubles) >= 4
    assert all(line.advice for line in troubles)


def test_trouble_is_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1, as where a file has errors; a machine without Excel is no error."""
    with pytest.raises(typer.Exit) as trouble:
        print_diagnosis(diagnose(windows(tmp_path)), as_json=False)
    assert trouble.value.exit_code == 1
    assert "有问题　加载项：没有" in capsys.readouterr().out
    print_diagnosis(diagnose(windows(tmp_path, excel=None)), as_json=True)
    first, *_ = json.loads(capsys.readouterr().out)["lines"]
    assert first["state"] == "不适用" and first["advice"]


@pytest.mark.parametrize(("machine", "bits"), [(0x14C, "32 位"), (0x8664, "64 位")])
def test_the_bitness_of_excel(tmp_path: Path, machine: int, bits: str) -> None:
    assert bits in doctor.excel_present(windows(tmp_path, excel=machine)).found


def test_without_excel_it_says_so(tmp_path: Path) -> None:
    lines = diagnose(windows(tmp_path, excel=None))
    assert (lines[0].state, lines[0].found) == ("不适用", "没有找到 Excel")
    assert "有问题" not in [line.state for line in lines]


def test_an_addin_that_excel_has_disabled(tmp_path: Path) -> None:
    item = b"\x01\0\0\0" + r"C:\XLSTART\XLADDIN.XLAM".encode("utf-16-le")
    line = doctor.addin_installed(sound(tmp_path, {("HKCU", DISABLED): {"3FA1": item}}))
    assert line.found == "被 Excel 禁用"


def test_an_addin_that_was_removed_or_is_another_version(tmp_path: Path) -> None:
    machine = sound(tmp_path)
    machine.places.addin.write_bytes(b"old")
    assert "版本不同" in doctor.addin_installed(machine).found
    machine.places.addin.unlink()
    assert "杀毒软件" in doctor.addin_installed(machine).advice


def test_a_library_that_was_removed(tmp_path: Path) -> None:
    machine = sound(tmp_path)
    (machine.interpreter.parent.parent / "xlwings64-0.37.8.dll").unlink()
    line = doctor.library_present(machine)
    assert line.state == "有问题" and "xlwings64" in line.found


def test_an_interpreter_outside_the_code_page(tmp_path: Path) -> None:
    machine = sound(tmp_path / "ÿ\u0e01")
    assert "代码页" in doctor.interpreter_path(machine).found


def test_settings_of_another_interpreter(tmp_path: Path) -> None:
    machine = sound(tmp_path)
    machine.places.settings.write_text('"INTERPRETER_WIN","C:\\other.exe"', encoding="utf-8")
    assert doctor.interpreter_path(machine).state == "有问题"


def test_mark_of_the_web(tmp_path: Path) -> None:
    machine = sound(tmp_path)
    Path(f"{machine.places.addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="utf-8")
    line = doctor.downloaded_mark(machine)
    assert line.state == "有问题" and "解除锁定" in line.advice


@pytest.mark.parametrize(("value", "state"), [(1, "正常"), (2, "正常"), (3, "有问题"), (4, "有问题")])
def test_macro_policy(tmp_path: Path, value: int, state: str) -> None:
    assert doctor.macro_policy(windows(tmp_path, {("HKCU", SECURITY): {"VBAWarnings": value}})).state == state


def test_a_policy_goes_before_a_setting(tmp_path: Path) -> None:
    policy = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
    content = {("HKCU", SECURITY): {"VBAWarnings": 1}, ("HKCU", policy): {"VBAWarnings": 4}}
    assert doctor.macro_policy(windows(tmp_path, content)).state == "有问题"


def test_wps_in_the_place_of_excel(tmp_path: Path) -> None:
    content = {
        ("HKCR", r"Excel.Application\CLSID"): {"": "{45540001}"},
        ("HKCR", r"CLSID\{45540001}\LocalServer32"): {"": r"C:\Kingsoft\WPS Office\office6\et.exe /automation"},
    }
    assert doctor.wps(windows(tmp_path, content)).state == "有问题"
    assert doctor.wps(windows(tmp_path)).state == "正常"


def test_templates_in_a_synchronised_folder(tmp_path: Path) -> None:
    key = ("HKCU", r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders")
    content = {key: {"Personal": str(tmp_path / "OneDrive" / "文档")}}
    assert doctor.one_drive(windows(tmp_path, content)).state == "有问题"
    assert doctor.one_drive(windows(tmp_path)).state == "正常"


def test_diagnosis_changes_nothing(tmp_path: Path) -> None:
    machine = sound(tmp_path)
    copy = tmp_path.parent / f"{tmp_path.name}-copy"
    shutil.copytree(tmp_path, copy)
    diagnose(machine)
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(path.name for path in copy.rglob("*"))
