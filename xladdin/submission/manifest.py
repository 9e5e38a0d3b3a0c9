"""The manifest (清单): what a package holds, cell by cell, so that any later change can be named.

One JSON document, one line a section, written in one way only: the same package, the same bytes. No time, no user,
no path.
"""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from xladdin.errors import InputError
from xladdin.submission.naming import MANIFEST

FORMAT = 1
# Of a part its fields as they are: none of them holds anything that JSON does not know.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=vars)

Cells = dict[str, str | int | float]
Role = Literal["workbook", "report", "pdf"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackedFile(_Part):
    """A file of the package."""

    name: str
    role: Role
    size: int
    sha256: str


class InputFile(_Part):
    """A file that the package was made from."""

    name: str
    sha256: str


class UsedRulebook(_Part):
    """The rules that were applied."""

    id: str
    name: str
    version: str
    digest: str


class ExplainedWarning(_Part):
    """A warning and what the unit says to it."""

    id: str
    code: str
    place: str
    message: str
    explanation: str
    for_all: bool


class ScoredLine(_Part):
    """One score as it was handed in and as the rulebook gives it."""

    form: str
    rule: str
    subject: str
    sheet: str
    cell: str
    weight: str | None
    entered: str | None
    computed: str | None


class Totals(_Part):
    """The total that the submission stands or falls with."""

    entered: str | None
    computed: str | None
    grade: str | None


class SheetContent(_Part):
    """One sheet of the workbook: how many pages it prints and what stands in its cells."""

    name: str
    pages: int
    cells: Cells


class Manifest(_Part):
    """The whole document."""

    format: int
    software: str
    unit: str
    year: int | None
    rulebook: UsedRulebook
    files: tuple[PackedFile, ...]
    inputs: tuple[InputFile, ...]
    content_sha256: str
    total: Totals
    scores: tuple[ScoredLine, ...]
    hints: int
    explanations: tuple[ExplainedWarning, ...]
    supplement: dict[str, str]
    sheets: tuple[SheetContent, ...]
    signer: str | None = None

    def as_bytes(self) -> bytes:
        """The file's content."""
        lines = (f'"{name}":{_ENCODER.encode(section)}' for name, section in self)
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()

    @property
    def workbook(self) -> PackedFile:
        """The submission workbook."""
        return next(file for file in self.files if file.role == "workbook")


def parse_manifest(data: bytes) -> Manifest:
    """The manifest of a received package. Raises InputError where it cannot be used."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"“{MANIFEST}”已损坏，读不出来，请重新取得这份报送包。") from problem
    number = document.get("format") if isinstance(document, Mapping) else None
    if type(number) is not int or number < 1:
        raise InputError(f"“{MANIFEST}”不是报送包的清单，请重新取得这份报送包。")
    if number > FORMAT:
        raise InputError(f"这份报送包由更新版本的软件生成（清单格式 {number}），请升级本软件后再核验。")
    try:
        manifest = Manifest.model_validate(document)
    except ValidationError as problem:
        raise InputError(f"“{MANIFEST}”的内容不完整或被改动，读不出来，请重新取得这份报送包。") from problem
    if not any(file.role == "workbook" for file in manifest.files):
        raise InputError(f"“{MANIFEST}”里没有列出报送工作簿，请重新取得这份报送包。")
    return manifest
