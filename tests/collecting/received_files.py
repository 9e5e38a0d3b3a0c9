"""What a 财政局 may receive: filings, packages, and files that are bad in every way."""

import zipfile
from pathlib import Path

import xlsxwriter

from tests.checks.clean_filing import clean
from xladdin.drawing import draw_template
from xladdin.forms.entry import Foot
from xladdin.forms.tables import ScoreTable
from xladdin.rulebooks.loader import load
from xladdin.submission.packaging import build_package, check_submission

FILINGS = Path(__file__).parent.parent / "fixtures" / "filings"
RULEBOOK = "hunan-miluo-2023"


def filing(target: Path, name: str = "yueyang_2024.xlsx") -> Path:
    """A real filing; the zip's comment makes its bytes others than those of its copies."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((FILINGS / name).read_bytes())
    if target.suffix != ".xls":
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = str(target).encode()
    return target


def package(folder: Path, key: Path | None = None, *, feet: bool = True) -> Path:
    """A package as `xladdin package` makes it, of a filing without errors; without `feet` nobody has signed it."""
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / "~原件.xlsx"
    filed = clean(RULEBOOK)
    forms = tuple(
        form if feet else form.model_copy(update={"foot": Foot()})
        for form in filed.forms
        if not isinstance(form, ScoreTable)  # 汨罗 does not ask for it
    )
    draw_template(load(RULEBOOK), book, filing=filed.model_copy(update={"forms": forms}))
    made = build_package(check_submission([book], rulebook=RULEBOOK, for_all="已核实"), folder, key=key)
    book.unlink()
    return made.folder


def bad_files(folder: Path) -> dict[str, str]:
    """Name -> a piece of the reason that must be given for it."""
    folder.mkdir(parents=True, exist_ok=True)
    good = (FILINGS / "miluo_2023.xlsx").read_bytes()
    (folder / "半截.xlsx").write_bytes(good[: len(good) // 2])
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "网页.xls").write_text("<html><body>x</body></html>")
    (folder / "扫描.docx").write_bytes(b"%PDF-1.4 ...")
    (folder / "打包.rar").write_bytes(b"Rar!\x1a\x07\x00")
    (folder / "说明.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with xlsxwriter.Workbook(folder / "工资.xlsx") as book:
        book.add_worksheet().write("A1", "姓名")
    with zipfile.ZipFile(folder / "照片.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    (folder / "改过清单.zip").write_bytes(_zip({"清单.json": b"{"}, folder))
    return {
        "半截.xlsx": "损坏", "空.xlsx": "空文件", "网页.xls": "网页", "扫描.docx": "PDF", "打包.rar": "压缩包",
        "说明.doc": "", "工资.xlsx": "没有找到", "照片.zip": "压缩包", "改过清单.zip": "清单",
    }  # fmt: skip


def _zip(files: dict[str, bytes], folder: Path) -> bytes:
    path = folder / "临时"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    content = path.read_bytes()
    path.unlink()
    return content


def huge_workbook(target: Path, rows: int = 200_000) -> Path:
    """A workbook that no guard refuses and that takes long and much to read: ten full columns."""
    data = "".join(_full_row(row) for row in range(1, rows + 1))
    target.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("基础数据表").write("A1", 1)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start, end = sheet.index("<sheetData>"), sheet.index("</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = f"{sheet[:start]}<sheetData>{data}{sheet[end:]}".encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def _full_row(row: int) -> str:
    cells = "".join(f'<c r="{column}{row}"><v>{row}</v></c>' for column in "ABCDEFGHIJ")
    return f'<row r="{row}">{cells}</row>'
