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
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xladdin.calc import keeper
from xladdin.calc.runtime import error, office_folder, properties, uno_module
from xladdin.errors import InputError
from xladdin.libreoffice import clean_environment

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


class office:  # used like a function: `with office() as running:`
    """A LibreOffice for the time of a `with`; without a profile it gets a fresh one that is removed afterwards.

    Not a generator: contextlib cannot hand on the exceptions of UNO, whose attributes are fixed.
    """

    def __init__(self, profile: Path | None = None, *, visible: bool = False, timeout: float = 60) -> None:
        self._profile, self._visible, self._timeout = profile, visible, timeout

    def __enter__(self) -> Office:
        if self._profile is not None and in_use(self._profile):
            # A second one would hand its orders to the first and end it with them.
            raise InputError("LibreOffice 正开着，请先全部关闭，再运行一次。")
        for attempt in range(1, _ATTEMPTS + 1):
            self._kept = _Kept(self._profile, visible=self._visible)
            try:
                self._running = self._kept.connect(self._timeout)
                return self._running
            except _NotStarted as problem:
                self._kept.leave()
                if attempt == _ATTEMPTS:
                    raise InputError(f"LibreOffice 没有启动（{problem}），请重新登录后再试一次。") from None
            except BaseException:
                self._kept.leave()
                raise
        raise AssertionError("the last attempt returns or raises")

    def __exit__(self, *_exception: object) -> None:
        # It answers by closing the connection.
        with suppress(error("uno.RuntimeException"), error("uno.Exception")):
            self._running.desktop.terminate()
        self._kept.leave()


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

    def __init__(self, profile: Path | None, *, visible: bool) -> None:
        home = profile or Path(tempfile.mkdtemp(prefix="xladdin-calc-"))
        self.pipe = f"xladdin{uuid.uuid4().hex}"
        environment = clean_environment()
        if profile is None:
            environment["TMPDIR"] = str(home / "tmp")  # goes with the profile
            (home / "tmp").mkdir()
        command = [
            str(office_folder() / "soffice.bin"),
            *([] if visible and has_screen() else ["--headless"]),
            "--nologo", "--norestore", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={home.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;StarOffice.ComponentContext",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-I", keeper.__file__, home, "kept" if profile else "temporary", self.pipe, *command],
            env=environment,
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


def has_screen() -> bool:
    """Whether a window could be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
