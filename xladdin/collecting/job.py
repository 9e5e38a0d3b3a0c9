"""What a run asks of its processes. Light to import: the program starts them first and loads the rest meanwhile."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xladdin.collecting.arrival import Deadline
    from xladdin.collecting.finding import Source


class Job(NamedTuple):
    """What is the same for every file of a run."""

    rulebook_id: str | None = None
    key: Path | None = None  # the public key with which packages must be signed
    deadline: "Deadline | None" = None  # by when submissions should have come


def prepare() -> None:
    """What every examination needs is loaded once a process, before the time of the first one counts."""
    from xladdin.checks import catalogue  # noqa: F401  # the first filing that is checked would load it
    from xladdin.collecting import examine  # noqa: F401
    from xladdin.memory import collect_rarely
    from xladdin.opening import vocabulary

    vocabulary()
    collect_rarely()


def examine_source(source: "Source", job: Job) -> bytes:
    """`examine` where it is called: in a process that has prepared itself. The record comes back as the journal's line:
    that is a third of the work of a pickle."""
    from xladdin.collecting.examine import examine
    from xladdin.collecting.record import to_line

    return to_line(examine(source, job))
