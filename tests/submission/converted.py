"""A workbook opened and saved again by LibreOffice."""

import subprocess
from pathlib import Path


def to_xlsx(workbook: Path, folder: Path) -> bytes:
    out = folder / "saved"
    out.mkdir()
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    subprocess.run(
        ["/usr/bin/soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "xlsx", "--outdir", str(out), str(workbook)],
        check=True, capture_output=True, timeout=120, env=environment,
    )  # fmt: skip
    return (out / workbook.name).read_bytes()
