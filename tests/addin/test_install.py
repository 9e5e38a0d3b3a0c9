"""Installing for one user, and taking exactly that out again."""

from pathlib import Path

import pytest

from tests.addin.windows import environment, registry
from xladdin import resources
from xladdin.addin.install import install, uninstall
from xladdin.addin.machine import Places, documents, windows_places
from xladdin.errors import InputError

INTERPRETER = Path(r"D:\xladdin\python.exe")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return windows_places(environment(tmp_path), registry({}))


def put(places: Places) -> dict[str, str]:
    steps = install(places, resources.macros(), resources.templates(), INTERPRETER)
    return {step.path.name: step.done for step in steps}


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_addin_goes_into_xlstart_with_the_interpreter_in_its_settings(places: Places) -> None:
    done = put(places)
    assert places.addin.read_bytes() == (resources.macros() / "xladdin.xlam").read_bytes()
    assert f'"INTERPRETER_WIN","{INTERPRETER}"' in places.settings.read_text(encoding="utf-8")
    assert set(done.values()) == {"已写入"}


def test_uninstall_leaves_what_was_there_before(places: Places, tmp_path: Path) -> None:
    own = places.addin.parent / "我的宏.xlam"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    before = everything(tmp_path)
    put(places)
    uninstall(places)
    assert everything(tmp_path) == before


def test_installing_again_changes_nothing(places: Places, tmp_path: Path) -> None:
    put(places)
    before = everything(tmp_path)
    assert set(put(places).values()) == {"已是最新"}
    assert everything(tmp_path) == before


def test_a_template_that_was_filled_in_is_neither_overwritten_nor_removed(places: Places) -> None:
    put(places)
    template = next(iter(sorted(places.templates.rglob("*.xlsx"))), None)
    if template is None:
        template = places.addin
    template.write_bytes(b"filled in")
    assert put(places)[template.name] == "已有改动过的同名文件，保留未动"
    steps = {step.path: step.done for step in uninstall(places)}
    assert steps[template] == "安装后改动过，保留未删"
    assert template.read_bytes() == b"filled in"


def test_somebody_elses_file_of_the_same_name_stays(places: Places) -> None:
    places.settings.parent.mkdir(parents=True)
    places.settings.write_text("own", encoding="utf-8")
    assert put(places)[places.settings.name] == "已有改动过的同名文件，保留未动"
    uninstall(places)
    assert places.settings.read_text(encoding="utf-8") == "own"


def test_uninstalling_what_was_never_installed_is_one_sentence(places: Places) -> None:
    with pytest.raises(InputError, match="没有找到安装记录"):
        uninstall(places)


def test_a_damaged_record_is_one_sentence(places: Places) -> None:
    places.record.parent.mkdir(parents=True)
    places.record.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"):
        put(places)


def test_documents_may_have_been_moved(tmp_path: Path) -> None:
    key = ("HKCU", r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders")
    known = environment(tmp_path)
    assert documents(known, registry({})) == tmp_path / "张三" / "Documents"
    moved = registry({key: {"Personal": "%OneDrive%/文档"}})
    assert documents(known, moved) == tmp_path / "OneDrive" / "文档"


def test_a_machine_without_windows_folders_is_told_what_to_use() -> None:
    with pytest.raises(InputError, match="xladdin calc install"):
        windows_places({}, registry({}))
