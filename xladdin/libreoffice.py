"""LibreOffice on this machine: where it is, and what it may know of us when it is started."""

import os
from pathlib import Path
from shutil import which

_USUAL_PLACES = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
    "C:/Program Files (x86)/LibreOffice/program",
)
_SCREEN = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")


def soffice() -> Path | None:
    """The command that starts it."""
    return _command() or _first_with("soffice.exe" if os.name == "nt" else "soffice")


def program_folder() -> Path | None:
    """Its folder `program`, with the real program and its libraries."""
    program = _first_with("soffice.bin")
    return program and program.parent


def _command() -> Path | None:
    found = which("soffice") or which("libreoffice")
    return Path(found) if found else None


def _first_with(name: str) -> Path | None:
    """The file of that name where the command leads, else in the usual places."""
    command = _command()
    places = [command.resolve().parent] if command else []
    places += map(Path, _USUAL_PLACES)
    places += sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)
    return next((place / name for place in places if (place / name).is_file()), None)


def clean_environment(home: Path | None = None) -> dict[str, str]:
    """Nothing of a virtual environment: it would break LibreOffice's own Python.

    With a `home` of its own it sees neither the user's folder nor the screen, and what it leaves goes with that folder.
    """
    if os.name != "posix":
        ours = ("PYTHON", "VIRTUAL_ENV")
        return {name: value for name, value in os.environ.items() if not name.upper().startswith(ours)}
    always = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    if home is not None:
        return always | {"HOME": str(home), "TMPDIR": str(home)}
    screen = {name: os.environ[name] for name in _SCREEN if name in os.environ}
    return always | screen | {"HOME": str(Path.home())}
