"""The files of a package against its manifest: changed, missing, renamed and added ones."""

from collections.abc import Iterator
from pathlib import Path

from xladdin.errors import InputError
from xladdin.submission.archive import unpack
from xladdin.submission.change import Change
from xladdin.submission.content import digest
from xladdin.submission.manifest import Manifest
from xladdin.submission.naming import MANIFEST, SIGNATURE
from xladdin.submission.received import Received


def file_changes(received: Received, stated: Manifest) -> Iterator[Change]:
    """Every file that differs. A workbook alone has only itself to answer for."""
    known = {file.name: file for file in stated.files}
    added = {name: digest(content) for name, content in received.files.items() if name not in known}
    archive = f"{Path(stated.workbook.name).stem}.zip"
    for file in stated.files:
        if file.name in received.files:
            found = digest(received.files[file.name])
            if found != file.sha256:
                yield Change("file", file.name, file.sha256, found, f"文件“{file.name}”的内容被改动")
            continue
        renamed = next((name for name, found in added.items() if found == file.sha256), None)
        if renamed:
            del added[renamed]
            yield Change("file", file.name, file.name, renamed, f"文件“{file.name}”被改名为“{renamed}”，内容未变")
        elif received.whole:
            yield Change("file", file.name, file.sha256, None, f"缺少文件“{file.name}”")
    if received.whole:
        for name in added:
            if name == archive:
                yield from _archive_changes(received, name)
            else:
                yield Change("file", name, None, added[name], f"多出文件“{name}”，清单里没有")
    for name in received.folders:
        yield Change("file", name, None, name, f"多出文件夹“{name}”，清单里没有，里面没有核验")


def _archive_changes(received: Received, name: str) -> Iterator[Change]:
    """The zip beside the files holds the same files."""
    try:
        packed = unpack(received.files[name], name)
    except InputError as problem:
        yield Change("file", name, None, None, str(problem))
        return
    beside = {**received.files, MANIFEST: received.manifest}
    if received.signature is not None:
        beside[SIGNATURE] = received.signature
    del beside[name]
    for file in dict.fromkeys([*packed, *beside]):
        if file not in packed:
            yield Change("file", name, None, None, f"压缩包“{name}”里没有文件夹里的“{file}”")
        elif file not in beside:
            yield Change("file", name, None, None, f"压缩包“{name}”里的“{file}”，文件夹里没有")
        elif packed[file] != beside[file]:
            yield Change("file", name, None, None, f"压缩包“{name}”里的“{file}”与文件夹里的不同")
