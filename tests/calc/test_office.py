"""LibreOffice is started and ended exactly, and nothing of it stays: no process, no profile, no socket."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xladdin.calc.keeper import single_socket
from xladdin.calc.office import office
from xladdin.calc.profile import Profile
from xladdin.calc.runtime import error, office_folder
from xladdin.errors import InputError
from xladdin.libreoffice import clean_environment, soffice

pytestmark = pytest.mark.libreoffice

_STARTS = """
import os, sys
from xladdin.calc.office import office
with office() as running:
    profile = running.context.ServiceManager.createInstanceWithContext(
        "com.sun.star.util.PathSettings", running.context).UserConfig
    print(running.pid, profile, flush=True)
    {then}
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def nothing_left(pid: int, profile: Path) -> bool:
    sockets = [folder / f"OSL_PIPE_{os.getuid()}_{single_socket(profile)}" for folder in (Path("/tmp"),)]
    return not lives(pid) and not profile.exists() and not any(socket.exists() for socket in sockets)


def test_a_fresh_profile_is_gone_afterwards() -> None:
    with office() as running:
        assert lives(running.pid)
        settings = running.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.util.PathSettings", running.context
        )
        profile = Path(settings.UserConfig.removeprefix("file://")).parents[1]
        assert (profile / "user").is_dir()
    assert nothing_left(running.pid, profile)


def test_a_profile_that_was_given_stays(tmp_path: Path) -> None:
    with office(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["user"]


@pytest.mark.parametrize("then", ["os.kill(os.getpid(), 9)", "raise SystemExit(3)", "os._exit(4)"])
def test_nothing_stays_after_a_crash_of_ours(then: str) -> None:
    command = [sys.executable, "-c", _STARTS.format(then=then)]
    here = Path(__file__).parents[2]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=here)
    pid, address = ended.stdout.split()
    profile = Path(address.removeprefix("file://")).parents[1]
    until = time.monotonic() + 20
    while not nothing_left(int(pid), profile) and time.monotonic() < until:
        time.sleep(0.1)
    assert nothing_left(int(pid), profile), ended.stderr


def test_a_profile_in_use_is_refused(tmp_path: Path) -> None:
    with office(tmp_path):
        with pytest.raises(InputError, match="请先全部关闭"):
            Profile(tmp_path).must_be_free()
        with pytest.raises(InputError, match="请先全部关闭"), office(tmp_path):
            pass
    Profile(tmp_path).must_be_free()


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/nowhere")
    for environment in (clean_environment(), clean_environment(tmp_path)):
        assert not {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"} & set(environment)
    assert clean_environment(tmp_path)["HOME"] == str(tmp_path)


def test_it_is_found_without_a_search_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """For functions and buttons as for the PDF: a program of the desktop may have no search path."""
    monkeypatch.setenv("PATH", "")
    command = soffice()
    assert command is not None and command.is_file()
    assert (office_folder() / "soffice.bin").is_file()


def test_an_exception_of_uno_comes_through() -> None:
    with pytest.raises(error("uno.Exception")), office() as running:
        running.desktop.loadComponentFromURL("unsinn:", "_blank", 0, ())
