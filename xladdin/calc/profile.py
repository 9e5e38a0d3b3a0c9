"""LibreOffice's profile of one user: where its parts lie, and how lines get into its lists and out again."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from xladdin.calc.functions import MODULE, SCRIPT
from xladdin.calc.office import in_use, office
from xladdin.calc.toolbar import MARK
from xladdin.errors import InputError


def user_profile() -> Path:
    """Where LibreOffice keeps the profile of this user."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "libreoffice" / "4"


@dataclass(frozen=True)
class Profile:
    """One profile."""

    folder: Path

    @property
    def library(self) -> Path:
        """The list of the modules in the Basic library Standard."""
        return self.folder / "user/basic/Standard/script.xlb"

    @property
    def module(self) -> Path:
        return self.library.with_name(f"{MODULE}.xba")

    @property
    def script(self) -> Path:
        return self.folder / "user/Scripts/python" / SCRIPT

    @property
    def settings(self) -> Path:
        return self.folder / "user/registrymodifications.xcu"

    def must_be_free(self) -> None:
        """LibreOffice writes its settings when it ends, and would undo what is written now."""
        if in_use(self.folder):
            raise InputError("LibreOffice 正开着，请先全部关闭，再运行一次。")

    def must_exist(self) -> None:
        """A profile that LibreOffice has never used is set up by starting it once, out of sight."""
        if not (self.library.exists() and self.settings.exists()):
            with office(self.folder):
                pass


def with_module(library: str) -> str:
    """The list of modules with ours."""
    element = f' <library:element library:name="{MODULE}"/>\n'
    return library if element in library else library.replace("</library:library>", f"{element}</library:library>")


def without_module(library: str) -> str:
    """The list of modules as it was."""
    return re.sub(rf'[ \t]*<library:element library:name="{MODULE}"/>\n?', "", library)


def with_settings(registry: str, lines: list[str]) -> str:
    """The settings with ours, which replace those of an earlier installation."""
    return without_settings(registry).replace("</oor:items>", "".join(f"{line}\n" for line in lines) + "</oor:items>")


def without_settings(registry: str) -> str:
    """The settings as they were, also where LibreOffice has written ours in its own way in the meantime."""
    ours = re.compile(
        rf'<item [^\n]*(?:oor:name="|addon_){MARK}\.[^\n]*</item>\n|<item [^\n]*{re.escape(SCRIPT)}[^\n]*</item>\n'
    )
    return ours.sub("", registry)


def opening_is_taken(registry: str) -> bool:
    """Whether the user has an own macro for the opening of documents: it stays."""
    return bool(re.search(r'<item [^\n]*oor:name="OnLoad"[^\n]*<value>[^<\n]+</value>', without_settings(registry)))
