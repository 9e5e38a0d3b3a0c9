"""Submissions for the benchmarks: the fixture filings varied, so that no two are alike in names, figures or texts."""

import re
import zipfile
from pathlib import Path

FILINGS = Path(__file__).parent.parent / "tests" / "fixtures" / "filings"
ORIGINALS = ("miluo_2023.xlsx", "yueyang_2024.xlsx", "hengshan_2020.xlsx")
_NUMBER = re.compile(rb"<v>([0-9]+\.[0-9]+)</v>")
_TEXT = re.compile(r"<t([^>]*)>([^<]{12,})</t>")


def make_submissions(folder: Path, count: int) -> list[Path]:
    """`count` workbooks, a folder for every hundred, the originals in turn."""
    files = []
    for number in range(count):
        place = folder / f"第{number // 100 + 1}批"
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"单位{number:04d}.xlsx"
        _vary(FILINGS / ORIGINALS[number % len(ORIGINALS)], file, number)
        files.append(file)
    return files


def _vary(original: Path, target: Path, number: int) -> None:
    """Another unit: every broken amount and every longer text is a little different."""
    with zipfile.ZipFile(original) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = _NUMBER.sub(lambda match: b"<v>%.2f</v>" % (float(match[1]) * (1 + number / 1e4)), content)
            if entry.filename.endswith((".xml",)) and b"<t" in content:
                content = _texts(content.decode(), number).encode()
            after.writestr(entry.filename, content)


def _texts(content: str, number: int) -> str:
    return _TEXT.sub(lambda match: f"<t{match[1]}>{match[2]}（{number}）</t>", content)
