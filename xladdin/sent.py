"""Which files of a folder a unit may have sent, by their names: filings of any kind, and what is nobody's work."""

from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")  # those that can be read

# Some of it cannot be read. It is listed all the same, with the reason, so that nothing is lost in silence.
_SENT = frozenset({
    *WORKBOOKS, ".docx", ".zip", ".xltx", ".xltm", ".ots", ".xlsb", ".et", ".ett", ".doc", ".docm", ".wps", ".rtf",
    ".odt", ".rar", ".7z",
})  # fmt: skip

# Excel and WPS put `~$表.xlsx` beside an open file, LibreOffice `.~lock.表.xlsx#`.
MARKS_OF_OPEN_FILES = ("~$", ".~lock.")


def may_be_sent(name: str) -> bool:
    """Whether a file of this name can be a unit's work that was sent."""
    return Path(name).suffix.lower() in _SENT


def is_nobodys(name: str) -> bool:
    """The mark of an open file, or hidden: what programs and systems leave beside people's files."""
    return name.startswith((*MARKS_OF_OPEN_FILES, "."))


def sent_in(folder: Path) -> list[Path]:
    """What was sent, directly in a folder, in the order of the names."""
    return [
        file
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if may_be_sent(file.name) and not is_nobodys(file.name) and file.is_file()
    ]
