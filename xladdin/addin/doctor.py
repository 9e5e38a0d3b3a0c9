"""环境诊断: what on this machine could keep the add-in from working, and what to do about each.

One small function a question. Each gets the machine handed in and answers with a line; none of them changes anything.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xladdin import resources
from xladdin.addin.build import ADDIN_NAME
from xladdin.addin.install import sha256
from xladdin.addin.machine import Places, Registry, Values, bitness, windows_places
from xladdin.errors import InputError
from xladdin.hosts import Line

OFFICE_VERSIONS = ("16.0", "15.0")
XLWINGS = "0.37.8"
_INSTALL = "xladdin addin install"


@dataclass(frozen=True)
class Machine:
    """All that the questions may look at."""

    environment: Mapping[str, str]
    registry: Registry
    interpreter: Path
    encoding: str  # the system's code page, in which VBA reads paths
    macros: Path

    @property
    def places(self) -> Places:
        """Where the add-in is installed on this machine."""
        return windows_places(self.environment, self.registry)

    def excel(self) -> Path | None:
        """Excel's program file."""
        for hive in ("HKCU", "HKLM"):
            path = self.registry(hive, r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe").get("")
            if isinstance(path, str) and Path(path.strip('"')).is_file():
                return Path(path.strip('"'))
        return None

    def office(self, key: str) -> Values:
        """The values of a key of Excel; a policy goes before a setting, a newer version before an older one."""
        for prefix in (r"Software\Policies\Microsoft\Office", r"Software\Microsoft\Office"):
            for number in OFFICE_VERSIONS:
                values = self.registry("HKCU", rf"{prefix}\{number}\Excel\{key}")
                if values:
                    return values
        return {}


def this_machine(environment: Mapping[str, str], registry: Registry) -> Machine:
    """The machine on which this runs."""
    import locale

    return Machine(environment, registry, Path(sys.executable), locale.getpreferredencoding(False), resources.macros())


def diagnose(machine: Machine) -> list[Line]:
    """Every question in the order in which a person would go through them."""
    try:
        machine.places  # noqa: B018  asks whether the folders of a Windows user are there
    except InputError as reason:
        return [Line("Windows 和 Excel", "不适用", "没有 Excel", str(reason))]
    if machine.excel() is None:
        return [
            excel_present(machine),
            *(Line(name, "不适用", "没有 Excel") for name in ("加载项", "宏策略")),
            wps(machine),
        ]
    return [question(machine) for question in QUESTIONS]


def excel_present(machine: Machine) -> Line:
    """Excel and its bitness: the DLL of xlwings follows it."""
    program = machine.excel()
    if program is None:
        advice = "可以不用 Excel：xladdin check、xladdin package 直接处理保存好的文件"
        return Line("Excel", "不适用", "没有找到 Excel", advice)
    bits = _bitness(program)
    if bits is None:
        return Line("Excel", "有问题", f"{program} 读不出位数", "请修复或重新安装 Office")
    return Line("Excel", "正常", f"{bits}，{program}")


def _bitness(program: Path) -> str | None:
    try:
        with program.open("rb") as file:
            return bitness(file.read(4096))
    except OSError:
        return None


def addin_installed(machine: Machine) -> Line:
    """The add-in stands in XLSTART, it is the one of this version, and Excel has not disabled it."""
    addin = machine.places.addin
    if not addin.is_file():
        advice = f"请运行 {_INSTALL}；若装过又没了，多半是杀毒软件删除的，请加入信任"
        return Line("加载项", "有问题", f"没有 {addin}", advice)
    disabled = [value for value in machine.office(r"Resiliency\DisabledItems").values() if isinstance(value, bytes)]
    if any(ADDIN_NAME in value.decode("utf-16-le", "ignore").lower() for value in disabled):
        advice = "Excel：文件 → 选项 → 加载项 → 管理“禁用项目”，启用后重新打开 Excel"
        return Line("加载项", "有问题", "被 Excel 禁用", advice)
    if sha256(addin.read_bytes()) != sha256((machine.macros / ADDIN_NAME).read_bytes()):
        return Line("加载项", "有问题", "与本机程序包的版本不同", f"请退出 Excel，重新运行 {_INSTALL}")
    return Line("加载项", "正常", str(addin))


def library_present(machine: Machine) -> Line:
    """xlwings' DLLs lie beside the interpreter, both bitnesses."""
    missing = [
        name
        for name in (f"xlwings32-{XLWINGS}.dll", f"xlwings64-{XLWINGS}.dll")
        if not any((folder / name).is_file() for folder in _library_folders(machine.interpreter))
    ]
    if missing:
        advice = "多半是杀毒软件删除的：请加入信任后重新安装"
        return Line("xlwings 的 DLL", "有问题", f"缺少 {'、'.join(missing)}", advice)
    return Line("xlwings 的 DLL", "正常", f"版本 {XLWINGS}，32 位和 64 位都在")


def _library_folders(interpreter: Path) -> tuple[Path, ...]:
    """A virtual environment keeps the interpreter one folder below the one with the DLLs."""
    return interpreter.parent, interpreter.parent.parent


def versions_agree(_machine: Machine) -> Line:
    """The version of xlwings is compiled into the VBA module, so it must be exactly this one."""
    try:
        installed = version("xlwings")
    except PackageNotFoundError:
        return Line("xlwings 版本", "有问题", "没有安装", "请重新运行安装程序")
    if installed != XLWINGS:
        return Line("xlwings 版本", "有问题", f"装的是 {installed}，应为 {XLWINGS}", "请重新运行安装程序")
    return Line("xlwings 版本", "正常", installed)


def interpreter_path(machine: Machine) -> Line:
    """VBA reads the interpreter's path in the system's code page."""
    path = str(machine.interpreter)
    try:
        path.encode(machine.encoding)
    except (UnicodeEncodeError, LookupError):
        return Line("Python 的位置", "有问题", f"{path} 含有系统代码页以外的文字", "请装到只含英文和常用汉字的文件夹")
    settings = machine.places.settings
    if not settings.is_file() or path not in settings.read_bytes().decode(machine.encoding, "replace"):
        return Line("Python 的位置", "有问题", f"{settings} 没有写着 {path}", f"请重新运行 {_INSTALL}")
    return Line("Python 的位置", "正常", path)


def downloaded_mark(machine: Machine) -> Line:
    """Mark of the Web: Windows blocks macros of files that came from outside."""
    templates = machine.places.templates
    files = [machine.places.addin, *(sorted(templates.rglob("*.xlsm")) if templates.is_dir() else ())]
    marked = [file.name for file in files if is_marked(file)]
    if marked:
        advice = "右键文件 → 属性 → 勾选“解除锁定”→ 确定"
        return Line("来自互联网的标记", "有问题", f"{'、'.join(marked[:5])} 被标记为下载文件", advice)
    return Line("来自互联网的标记", "正常", "没有")


def is_marked(file: Path) -> bool:
    """Whether the file's alternate stream says that it came from the internet or a restricted site."""
    try:
        text = Path(f"{file}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "ZoneId=3" in text or "ZoneId=4" in text


def macro_policy(machine: Machine) -> Line:
    """What Excel does with macros: 4 is off without a word, 3 only signed ones."""
    warnings = machine.office("Security").get("VBAWarnings")
    if warnings == 4:
        advice = "Excel：文件 → 选项 → 信任中心 → 宏设置，选“禁用所有宏，并发出通知”；由单位统一管理时请找信息中心"
        return Line("宏策略", "有问题", "宏被全部禁用", advice)
    if warnings == 3:
        advice = "请信息中心把 XLSTART 和模板文件夹列为受信任位置"
        return Line("宏策略", "有问题", "只允许有数字签名的宏", advice)
    return Line("宏策略", "正常", "允许运行宏" if warnings == 1 else "打开时提示，点“启用内容”即可")


def wps(machine: Machine) -> Line:
    """WPS can put itself in Excel's place: then `Excel.Application` starts WPS, which xlwings does not support."""
    identifier = machine.registry("HKCR", r"Excel.Application\CLSID").get("")
    server = machine.registry("HKCR", rf"CLSID\{identifier!s}\LocalServer32").get("") if identifier else None
    if isinstance(server, str) and any(name in server.lower() for name in ("wps", "kingsoft", r"\et.exe")):
        advice = "请在 WPS 的“配置工具”里取消与 Microsoft Office 兼容；只有 WPS 时用 xladdin check 处理保存好的文件"
        return Line("WPS", "有问题", "WPS 占用了 Excel.Application", advice)
    return Line("WPS", "正常", "没有占用 Excel.Application")


def one_drive(machine: Machine) -> Line:
    """A synchronised folder gives workbooks a web address instead of a path."""
    roots = [machine.environment[name] for name in ("OneDrive", "OneDriveCommercial") if machine.environment.get(name)]
    inside = [root for root in roots if machine.places.templates.is_relative_to(root)]
    if inside:
        advice = "工作簿请放到不同步的文件夹，例如 D:\\绩效自评"
        return Line("OneDrive", "有问题", f"模板文件夹在 {inside[0]} 里", advice)
    return Line("OneDrive", "正常", "模板文件夹不在同步目录里")


QUESTIONS: tuple[Callable[[Machine], Line], ...] = (
    excel_present,
    addin_installed,
    library_present,
    versions_agree,
    interpreter_path,
    downloaded_mark,
    macro_policy,
    wps,
    one_drive,
)
