"""How a package can differ from its manifest (改动)."""

from typing import Literal, NamedTuple

Kind = Literal["file", "sheet", "cell", "workbook", "content", "score", "rulebook", "signature"]


class Change(NamedTuple):
    """One thing that is not as the manifest says; `message` is the sentence for the person."""

    kind: Kind
    place: str
    before: str | None
    after: str | None
    message: str
