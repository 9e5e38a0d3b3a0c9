"""Zips that are the same at every run: parts in their order, no time of day, nothing of the operating system."""

import io
import zipfile
from collections.abc import Callable, Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can state; the real one would differ at every run


def zipped(
    parts: Mapping[str, bytes], deflated: Callable[[str], bool] = lambda _name: True, level: int | None = None
) -> bytes:
    """The parts by their names. What is not to be deflated is only stored."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED if deflated(name) else zipfile.ZIP_STORED
            entry.create_system = 0  # otherwise the name of the operating system is in the file
            archive.writestr(entry, content, compresslevel=level)
    return stream.getvalue()
