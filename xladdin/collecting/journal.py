"""What was done so far (进度文件), one JSON line a finished file: after Ctrl-C or a crash the same command goes on.

It lies beside the result and is removed when that is complete. A file is done again when its content has changed,
and all are when the rules or the program have.
"""

import hashlib
import json
from pathlib import Path
from typing import BinaryIO

from xladdin import __version__
from xladdin.collecting.finding import digest_of
from xladdin.collecting.job import Job
from xladdin.collecting.record import Result, from_line, to_line
from xladdin.errors import InputError
from xladdin.rulebooks.loader import available


class Journal:
    """The finished files of this run and of one before it that was broken off."""

    def __init__(self, path: Path, folder: Path, job: Job, *, fresh: bool = False) -> None:
        """`fresh`: whatever was finished before is done again."""
        self._path = path
        self.job = job
        self._heading = _heading(folder, job)
        self._file: BinaryIO | None = None
        self.done: dict[str, Result] = {} if fresh else self._read()

    def _read(self) -> dict[str, Result]:
        """What an earlier run has finished under the same rules. The last line may be torn: it is left out."""
        try:
            heading, *lines = self._path.read_bytes().splitlines()
        except (OSError, ValueError):
            return {}
        if heading != self._heading:
            return {}
        done = {}
        for line in lines:
            try:
                result = from_line(line)
            except ValueError:
                continue
            if result.lasting:
                done[result.path] = result
        return done

    def __enter__(self) -> "Journal":
        """Written anew with what is kept, so that a torn line does not lie between others."""
        try:
            self._file = self._path.open("wb")
        except OSError as problem:
            raise InputError(f"“{self._path.parent}”写不进去，请换一个位置保存汇总结果。") from problem
        self._file.write(self._heading + b"\n")
        for result in self.done.values():
            self._file.write(to_line(result) + b"\n")
        self._file.flush()
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, line: bytes) -> None:
        """One more file is finished; `line` is its record."""
        assert self._file is not None
        self._file.write(line + b"\n")
        self._file.flush()

    def remove(self) -> None:
        """The result is complete: nothing is left to continue."""
        self._path.unlink(missing_ok=True)


def _heading(folder: Path, job: Job) -> bytes:
    """What must be the same for a result to hold."""
    rules = hashlib.sha256("".join(rulebook.digest for rulebook in available()).encode()).hexdigest()
    same = {"xladdin": __version__, "folder": str(folder.resolve()), "rules": rules, "rulebook": job.rulebook_id}
    same["key"] = digest_of(job.key) if job.key else None
    same["deadline"] = repr(
        job.deadline and [sorted(part) if isinstance(part, frozenset) else part for part in job.deadline]
    )
    return json.dumps(same, ensure_ascii=False).encode("utf-8", "surrogateescape")
