"""项目支出绩效自评报告: one project from its 项目表, by the rulebook's chapters for projects."""

from collections.abc import Callable, Iterator

from xladdin.checks.evaluation import rows_of
from xladdin.forms.evaluation import ProjectEvaluation, Section
from xladdin.scoring.words import amount
from xladdin.word import losses, performance
from xladdin.word.draft import Block, Draft, Pieces, Prompt, Table, body, one_line
from xladdin.word.frame import cover, numbered
from xladdin.word.stated import Subject, missing, score

Writer = Callable[[Subject, ProjectEvaluation], Iterator[Block]]
_SUFFIX = "项目"
_OUTPUT = ("产出", "成本")


def project_draft(subject: Subject, project: ProjectEvaluation) -> Draft:
    """The whole report of one project."""
    name = one_line(project.name.text)
    rest = f"{'' if name.endswith(_SUFFIX) else _SUFFIX}支出绩效自评报告"
    title = (f"{subject.year}年度", name or missing(project.name, "项目名称"), f"\n{rest}")
    chapters = subject.rulebook.report.project_chapters
    blocks = (*cover(subject, title), *numbered(chapters, lambda heading: _content(subject, project, heading)))
    return Draft(f"{subject.year}年度{name}{rest}", blocks)


def _content(subject: Subject, project: ProjectEvaluation, title: str) -> Iterator[Block]:
    writer = next((writer for word, writer in _WRITERS if word in title), None)
    return writer(subject, project) if writer else iter((body(Prompt(title), "。"),))


def _overview(_subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    supervisor = one_line(project.supervisor.text) or missing(project.supervisor, "主管部门")
    implementer = one_line(project.implementer.text) or missing(project.implementer, "实施单位")
    yield body("项目名称：", one_line(project.name.text) or missing(project.name, "项目名称"), "。")
    yield body("主管部门：", supervisor, "；实施单位：", implementer, "。")
    yield body(Prompt("项目的背景、依据、主要内容和实施情况"), "。")


def _funds(subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield body(f"资金到位情况：{subject.year}年度", *performance.budgets(project), *_sources(project), "。")
    yield body("资金使用情况：", *performance.executed(project), "。")
    yield from performance.differences(project)
    yield body("资金管理情况：", Prompt("资金管理制度和执行情况，是否专款专用"), "。")


def _sources(project: ProjectEvaluation) -> Pieces:
    """Where the budget comes from: the rows that are filled in."""
    names = ("当年财政拨款", "上年结转资金", "其他资金")
    parts = zip(names, project.parts, strict=True)
    told = [f"{name}{amount(row.budget.number)}万元" for name, row in parts if row.budget.number is not None]
    return (f"，资金来源为{'，'.join(told)}",) if told else ()


def _goals(_subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield from performance.goals(project)


def _conclusion(subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield from performance.result(subject, project, "本项目支出")
    yield from losses.lost_points(project)


def _output(_subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield from _indicators([section for section in project.sections if _is_output(section)], "产出和成本")


def _benefit(_subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield from _indicators([section for section in project.sections if not _is_output(section)], "效益和满意度")


def _is_output(section: Section) -> bool:
    return any(word in section.name for word in _OUTPUT)


def _indicators(sections: list[Section], what: str) -> Iterator[Block]:
    """A sentence and the table: targets, completions, scores."""
    rows = [(section, row) for section in sections for row in rows_of(section)]
    if not rows:
        yield body(Prompt(f"{what}指标的完成情况", "项目支出绩效自评表里没有填这些指标"), "。")
        return
    yield body(f"{what}指标共{len(rows)}项，完成情况见下表。", Prompt(f"{what}方面要说明的情况；没有的删去"))
    lines = tuple(
        (one_line(section.name), one_line(row.name.text or row.second.text),
         one_line(row.target.text) or missing(row.target, "年度指标值"),
         one_line(row.actual.text) or missing(row.actual, "实际完成值"),
         score(row.weight, "分值"), score(row.score, "得分"))
        for section, row in rows
    )  # fmt: skip
    yield Table(
        "指标完成情况", ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"), lines,
        (23, 49, 32, 28, 12, 12), frozenset({1}),
    )  # fmt: skip


def _problems(_subject: Subject, project: ProjectEvaluation) -> Iterator[Block]:
    yield body("主要经验及做法：", Prompt("主要经验及做法"), "。")
    yield body("存在的问题及原因：", Prompt("存在的问题及原因分析", losses.lost_hint(project)), "。")


def _asked(wanted: str, hint: str = "") -> Writer:
    """A chapter that only the writer can fill."""
    return lambda _subject, _project: iter((body(Prompt(wanted, hint), "。"),))


# The first whose word stands in the title.
_WRITERS: tuple[tuple[str, Writer], ...] = (
    ("概况", _overview),
    ("资金", _funds),
    ("目标完成", _goals),
    ("评价工作", _asked("绩效评价的目的、组织实施过程和方法")),
    ("结论", _conclusion),
    ("决策", _asked("项目立项的依据、绩效目标和资金分配")),
    ("过程", _asked("项目的组织实施、资金管理和制度执行情况")),
    ("产出", _output),
    ("效益", _benefit),
    ("问题及", _problems),
    ("建议", _asked("对项目资金安排、管理的建议；没有的写“无”")),
    ("其他", _asked("其他需要说明的问题；没有的写“无”")),
)
