"""A LibreOffice of our own: started in a clean environment, ended exactly, never left behind.

`keeper.py` runs between us and soffice.bin, so that also a crash of ours leaves neither a process nor a profile.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xladdin.calc import keeper
from xladdin.calc.runtime import error, office_folder, properties, uno_module
from xladdin.errors import InputError

_SCREEN = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
_ATTEMPTS = 3


@dataclass(frozen=True)
class Office:
    """A running LibreOffice: its component context, its desktop, its process."""

    context: Any
    desktop: Any
    pid: int

    def open(self, file: Path, **options: Any) -> Any:
        """The document of a file. At first LibreOffice may give nothing: it is asked again."""
        address = file.resolve().as_uri()
        for _ in range(20):
            document = self.desktop.loadComponentFromURL(address, "_blank", 0, properties(Hidden=True, **options))
            if document is not None:
                return document
            time.sleep(0.1)
        raise InputError(f"LibreOffice 打不开 {file}，请检查文件是否完好。")


@contextmanager
def office(profile: Path | None = None, *, visible: bool = False, timeout: float = 60) -> Iterator[Office]:
    """A LibreOffice for the time of a `with`; without a profile it gets a fresh one that is removed afterwards."""
    if profile is not None and in_use(profile):
        # A second one would hand its orders to the first and end it with them.
        raise InputError("LibreOffice 正开着，请先全部关闭，再运行一次。")
    home = profile or Path(tempfile.mkdtemp(prefix="xladdin-calc-"))
    for attempt in range(1, _ATTEMPTS + 1):
        kept = _Kept(home, temporary=profile is None, visible=visible)
        try:
            started = kept.connect(timeout)
            break
        except _NotStarted as problem:
            kept.leave()
            if attempt == _ATTEMPTS:
                raise InputError(f"LibreOffice 没有启动（{problem}），请重新登录后再试一次。") from None
            home.mkdir(parents=True, exist_ok=True)
        except BaseException:
            kept.leave()
            raise
    try:
        yield started
    finally:
        # It answers by closing the connection.
        with suppress(error("uno.RuntimeException"), error("uno.Exception")):
            started.desktop.terminate()
        kept.leave()


def in_use(profile: Path) -> bool:
    """Whether a LibreOffice is running with this profile."""
    for folder in ("/tmp", "/var/tmp"):
        with closing(socket.socket(socket.AF_UNIX)) as line:
            if line.connect_ex(f"{folder}/OSL_PIPE_{os.getuid()}_{keeper.single_socket(profile)}") == 0:
                return True
    return False


class _NotStarted(Exception):
    pass


class _Kept:
    """The keeper's process, and with it soffice.bin."""

    def __init__(self, home: Path, *, temporary: bool, visible: bool) -> None:
        self.pipe = f"xladdin{uuid.uuid4().hex}"
        scratch = home / "tmp"
        scratch.mkdir(parents=True, exist_ok=True)
        command = [
            str(office_folder() / "soffice.bin"),
            *([] if visible and has_screen() else ["--headless"]),
            "--nologo", "--norestore", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={home.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;StarOffice.ComponentContext",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-I", keeper.__file__, home, "temporary" if temporary else "kept", self.pipe, *command],
            env=clean_environment() | ({"TMPDIR": str(scratch)} if temporary else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def connect(self, timeout: float) -> Office:
        local = uno_module().getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        address = f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
        not_yet = error("connection.NoConnectException")
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            try:
                context = resolver.resolve(address)
            except not_yet:
                if self.process.poll() is not None:
                    raise _NotStarted(f"进程结束，代码 {self.process.returncode}") from None
                time.sleep(0.05)
            else:
                desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
                return Office(context, desktop, self._pid())
        raise _NotStarted(f"等了 {timeout:g} 秒没有回应")

    def _pid(self) -> int:
        """The last start counts: a fresh profile makes LibreOffice start twice."""
        assert self.process.stdout is not None  # it was asked for
        said = os.read(self.process.stdout.fileno(), 4096).split()
        return int(said[-1])

    def leave(self) -> None:
        """Wait a little for the end that was asked for, then have the keeper end it."""
        assert self.process.stdin is not None and self.process.stdout is not None  # they were asked for
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(3)
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def clean_environment() -> dict[str, str]:
    """What LibreOffice may know of ours: variables of a virtual environment would break its own Python."""
    kept = {name: os.environ[name] for name in (*_SCREEN, "HOME") if name in os.environ}
    return {"HOME": str(Path.home()), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | kept


def has_screen() -> bool:
    """Whether a window could be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
