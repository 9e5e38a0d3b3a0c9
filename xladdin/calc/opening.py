"""Opens a workbook in the user's own LibreOffice, which goes on when this program ends."""

import subprocess
from pathlib import Path

from xladdin.calc.install import install, record
from xladdin.calc.office import has_screen
from xladdin.calc.profile import Profile
from xladdin.calc.runtime import office_folder
from xladdin.errors import InputError
from xladdin.libreoffice import clean_environment


def open_in_calc(file: Path, profile: Profile) -> None:
    """The functions and the toolbar are installed first where they are not yet."""
    if not file.is_file():
        raise InputError(f"没有找到文件“{file}”，请检查文件名。")
    if not has_screen():
        raise InputError("这台机器没有图形界面，打不开窗口；请用 xladdin check、xladdin score 等命令处理这个文件。")
    if not record(profile).exists():
        install(profile)
    nowhere = subprocess.DEVNULL
    subprocess.Popen(
        [office_folder() / "soffice", f"-env:UserInstallation={profile.folder.as_uri()}", "--calc", file.resolve()],
        env=clean_environment(),
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )
