"""`xladdin report`: the Word report of a file, figures from its tables, and the list of what is left to fill in."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli.options import FileArgument, ForceOption, JsonOption, RulebookOption
from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from xladdin.opening import Opened
    from xladdin.scoring.filing import FilingScores
    from xladdin.word import OpenPlace, Written

_SUFFIX = ".docx"


def report(
    file: FileArgument,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="报告.docx", help="部门报告写到哪里")],
    projects: Annotated[
        Path | None, typer.Option("--projects", metavar="文件夹", help="另给每个项目写一份项目支出绩效自评报告")
    ] = None,
    rulebook: RulebookOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """生成 Word 自评报告：数字取自各表，表里没有的留出标黄的位置，最后列出还要填写什么。"""
    from xladdin.opening import open_filing

    _check_target(file, out)
    opened = open_filing(file, rulebook)
    written = _write_all(file, opened, out, projects, force=force)
    if as_json:
        print_json(_document(opened, written))
    else:
        _print(opened, written)


def _check_target(file: Path, out: Path) -> None:
    from xladdin.errors import InputError
    from xladdin.writing import refuse_source

    if out.suffix.lower() != _SUFFIX:
        raise InputError(f"“{out.name}”应以 .docx 结尾。")
    refuse_source(file, out)


def _write_all(
    file: Path, opened: "Opened", out: Path, projects: Path | None, *, force: bool
) -> "dict[Path, tuple[str, Written]]":
    """Path -> what it is about and the report: made first, then written, the department's before the projects'."""
    from xladdin.errors import InputError
    from xladdin.scoring.filing import score_filing
    from xladdin.word import write_report
    from xladdin.writing import make_folder, write_file

    scores = score_filing(*opened)
    made = {out: ("", write_report(*opened, scores))}
    if projects is not None:
        of_projects = _project_reports(opened, scores, projects)
        if out.absolute() in {path.absolute() for path in of_projects}:
            raise InputError(f"部门报告和一份项目报告都叫“{out.name}”，请给部门报告换一个文件名。")
        made |= of_projects
    for target in made:
        _check_target(file, target)
        if target.exists() and not force:
            raise InputError(f"“{target}”已经存在，请换一个位置，或加上 --force 覆盖它。")
    if projects is not None:
        make_folder(projects)
    for target, (_, report_of) in made.items():
        write_file(target, report_of.content, force=force)
    return made


def _project_reports(opened: "Opened", scores: "FilingScores", folder: Path) -> "dict[Path, tuple[str, Written]]":
    from xladdin.errors import InputError
    from xladdin.word import project_file, write_project_report

    if not opened.filing.projects:
        raise InputError(f"“{opened.filing.source}”里没有项目支出绩效自评表，写不出项目报告，请去掉 --projects 再试。")
    return {
        folder / project_file(number, project): (
            " ".join(project.name.text.split()),
            write_project_report(project, *opened, scores),
        )
        for number, project in enumerate(opened.filing.projects, 1)
    }


def _document(opened: "Opened", written: "Mapping[Path, tuple[str, Written]]") -> dict[str, Any]:
    (out, (_, department)), *projects = written.items()
    return {
        "rulebook": opened.rulebook.id,
        "report": str(out),
        "open": _places(department.open_places),
        "projects": [
            {"project": name, "report": str(path), "open": _places(made.open_places)} for path, (name, made) in projects
        ],
    }


def _places(places: "Iterable[OpenPlace]") -> list[dict[str, str]]:
    return [{"where": place.where, "wanted": place.wanted} for place in places]


def _print(opened: "Opened", written: "Mapping[Path, tuple[str, Written]]") -> None:
    out = console()
    (path, (_, department)), *projects = written.items()
    out.print(f"已按{opened.rulebook.name}的提纲写出 {path}", style="bold green", soft_wrap=True)
    for project, (_, made) in projects:
        out.print(f"  {project}　还要填写 {len(made.open_places)} 处", soft_wrap=True)
    places = department.open_places
    out.print(f"部门报告还有 {len(places)} 处要填写，报告里标黄：", style="bold")
    last = ""
    for place in places:
        if place.where != last:
            out.print(f"  {place.where}", soft_wrap=True)
        out.print(f"    {place.wanted}", soft_wrap=True)
        last = place.where
    out.print("旁边的批注供撰写时参考：表里是什么、哪里与计算不一致。定稿前请删去批注。")
