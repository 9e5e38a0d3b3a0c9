"""A package as its folder: where its workbook is, and what a test takes away or edits."""

import json
from pathlib import Path


def workbook(package: Path) -> Path:
    return package / f"{package.name}.xlsx"


def without_zip(package: Path) -> Path:
    (package / f"{package.name}.zip").unlink(missing_ok=True)
    return package


def edited(package: Path, **sections: object) -> Path:
    """The package with other sections in its manifest."""
    manifest = without_zip(package) / "清单.json"
    document = {**json.loads(manifest.read_bytes()), **sections}
    manifest.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return package
