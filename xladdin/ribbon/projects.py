"""增加项目表 and 收集项目表: more 项目支出绩效自评表 in the open workbook."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xladdin.checks.completeness import is_blank_form
from xladdin.errors import InputError
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.opening import vocabulary
from xladdin.reading import read_filing
from xladdin.ribbon.bringing import bring_in
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.looking import Live, look
from xladdin.sent import sent_in
from xladdin.values.label import name_key


def add_project(desk: Desk) -> None:
    """增加项目表：增加一张项目支出绩效自评表。"""
    live = look(desk)
    name = desk.host.text(desk.title, "新项目的名称：")
    if name is None:
        return
    name = " ".join(name.split())
    if not name:
        raise InputError("没有填写项目名称，没有增加项目表。")
    if name_key(name) in {name_key(project.name.text) for project in live.filing.projects}:
        raise InputError(f"工作簿里已有“{name}”的项目表，请换一个名称。")
    with desk.writing() as changes:
        (sheet,) = bring_in(changes, desk, live, names=[name])
    sheet.activate()
    desk.progress(f"已增加工作表“{sheet.name}”。")


class Offered(NamedTuple):
    """A project's form from a file, or why a file has none to offer."""

    file: str
    form: ProjectEvaluation | None
    problem: str = ""


def collect_projects(desk: Desk) -> None:
    """收集项目表：把各股室填好的项目表收进来。"""
    live = look(desk)
    folder = desk.host.folder("各股室交回的项目工作簿所在的文件夹")
    if folder is None:
        return
    own = Path(desk.book.fullname)
    offered = [offer for file in sent_in(folder) if file != own for offer in _offers(file)]
    if not offered:
        raise InputError(f"“{folder.name}”里没有工作簿（.xlsx .xlsm .xls .ods），请检查文件夹是否选错。")
    accepted, replaced, said = _sorted(desk, live, offered)
    if accepted:
        with desk.writing() as changes:
            bring_in(changes, desk, live, projects=accepted)
            for sheet in replaced:
                changes.remove(desk.book.sheets[sheet])
    desk.tell("\n".join([f"收进 {len(accepted)} 张项目表，没有收 {len(offered) - len(accepted)} 份：", listed(said)]))


def _offers(file: Path) -> Iterator[Offered]:
    try:
        projects = read_filing(file, vocabulary()).projects
    except InputError as problem:
        yield Offered(file.name, None, str(problem))
        return
    if not projects:
        yield Offered(file.name, None, "里面没有项目支出绩效自评表")
    for project in projects:
        yield Offered(file.name, project)


def _sorted(desk: Desk, live: Live, offered: list[Offered]) -> tuple[list[ProjectEvaluation], list[str], list[str]]:
    """What comes in, the sheets that it replaces, and a line for each offer: first those that need a look."""
    own = {name_key(project.name.text): project for project in live.filing.projects}
    accepted: dict[str, ProjectEvaluation] = {}
    replaced: list[str] = []
    refused: list[str] = []
    said: list[str] = []
    same: dict[str, list[str]] = defaultdict(list)
    for offer in offered:
        problem = offer.problem or _refusal(offer, live, accepted)
        form, name = offer.form, name_key(offer.form.name.text) if offer.form else ""
        if not problem and form is not None and name in own and own[name].content() == form.content():
            same[offer.file].append(form.name.text)
            continue
        if not problem and form is not None and name in own:
            problem = _clash(desk, own[name], form, offer.file)
            if not problem:
                replaced.append(own[name].sheet)
        if problem or form is None:
            refused.append(f"没有收　{offer.file}：{problem}")
            continue
        accepted[name] = form
        said.append(f"收进　{offer.file}：{form.name.text}{_remark(live, form)}")
    for file, names in same.items():  # the whole workbook may have been sent back
        named = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} 张项目表"
        refused.append(f"没有收　{file}：{named}与工作簿里的相同")
    return list(accepted.values()), replaced, [*refused, *said]


def _refusal(offer: Offered, live: Live, accepted: dict[str, ProjectEvaluation]) -> str:
    form = offer.form
    if form is None or is_blank_form(form):
        return "项目表是空白的"
    name, year = form.name.text, live.filing.year
    if not name:
        return "没有填写项目名称"
    if form.year and year and form.year != year:
        return f"“{name}”是 {form.year} 年度的，本工作簿是 {year} 年度"
    return f"“{name}”在前面的文件里已经有一张" if name_key(name) in accepted else ""


def _clash(desk: Desk, own: ProjectEvaluation, form: ProjectEvaluation, file: str) -> str:
    """Why a form whose project is there already with something else does not come in: the person wants to keep it."""
    name = form.name.text
    blank = is_blank_form(own.model_copy(update={"name": type(own.name)()}))
    if blank or desk.confirm(f"工作簿里已有“{name}”的项目表，内容与“{file}”里的不同。用文件里的替换吗？"):
        return ""
    return f"“{name}”保留了工作簿里的"


def _remark(live: Live, form: ProjectEvaluation) -> str:
    supervisor, unit = form.supervisor.text, live.filing.unit
    differs = supervisor and unit and name_key(supervisor) != name_key(unit)
    return f"（主管部门写的是“{supervisor}”，请核对）" if differs else ""
