"""Where the files that are not Python are found: VBA and ribbon sources, built templates, the manual, the versions.

A wheel carries them all inside the package (`xladdin/_shipped/`, see pyproject.toml); in a checkout, which an editable
installation uses, they stand at the top and in docs/. Nothing else looks for them.
"""

from importlib.resources import files
from pathlib import Path

import xladdin


def macros() -> Path:
    """The folder with the VBA modules and the ribbon."""
    return _shipped("macros")


def templates() -> Path:
    """The folder with the built template workbooks."""
    return _shipped("workbook_templates")


def manual() -> Path:
    """The manual of the buttons."""
    return _shipped("manual.md", "docs/manual.md")


def constraints() -> Path:
    """The versions with which this release was tested."""
    return _shipped("constraints.txt")


def _shipped(name: str, in_checkout: str = "") -> Path:
    package = Path(str(files(xladdin)))
    shipped = package / "_shipped"
    return shipped / name if shipped.is_dir() else package.parent / (in_checkout or name)
