"""部门整体支出绩效自评报告: the chapters of the rulebook, each filled by what its title asks for."""

from collections.abc import Callable, Iterator

from xladdin.forms.evaluation import DepartmentEvaluation
from xladdin.forms.tables import ScoreTable
from xladdin.scoring.words import amount
from xladdin.word import costs, losses, performance, projects
from xladdin.word.draft import Block, Draft, Prompt, body
from xladdin.word.frame import annexes, cover, numbered, signatures
from xladdin.word.funds import FUNDS, fund
from xladdin.word.stated import Subject

Writer = Callable[[Subject], Iterator[Block]]
_WHAT = "部门整体支出"


def department_draft(subject: Subject) -> Draft:
    """The whole report."""
    rule = subject.rulebook.report
    title = (f"{subject.year}年度", subject.unit, f"\n{_WHAT}绩效自评报告")
    blocks = (
        *cover(subject, title),
        *numbered(rule.chapters, lambda heading: _content(subject, heading)),
        *signatures(),
        *annexes(rule.annexes),
    )
    return Draft(f"{subject.year}年度{subject.filing.unit}{_WHAT}绩效自评报告", blocks)


def _content(subject: Subject, title: str) -> Iterator[Block]:
    """What stands under a heading. A title that nobody knows is left to the writer."""
    name = next((name for name in FUNDS if name in title), None)
    if name is not None:
        return fund(subject, name)
    found = next((writer for words, writer in _WRITERS if all(word in title for word in words)), None)
    return found(subject) if found else iter((body(Prompt(title), "。"),))


def _duties(_subject: Subject) -> Iterator[Block]:
    yield body(Prompt("主要职责", "可从本单位“三定”规定摘录"), "。")


def _organisation(subject: Subject) -> Iterator[Block]:
    yield body(Prompt("内设机构和下属单位，当年有变动的说明原因"), "。")
    yield from costs.staff(subject)


def _basics(subject: Subject) -> Iterator[Block]:
    yield from _duties(subject)
    yield from _organisation(subject)


def _spending(subject: Subject) -> Iterator[Block]:
    yield from costs.basic(subject)
    yield from projects.projects(subject)


def _performance(subject: Subject) -> Iterator[Block]:
    form = _scored(subject)
    department = subject.filing.department
    if department:
        yield from performance.funding(subject, department, _WHAT)
        yield from _by_nature(department)
        yield from performance.goals(department)
    yield body(Prompt("主要绩效：重点工作完成情况，经济效益、社会效益、生态效益、可持续影响和服务对象满意度"), "。")
    if form is None:
        total = Prompt("总分", "没有部门整体支出绩效自评表，也没有评分表")
        yield body(f"经自评，{subject.year}年度{_WHAT}绩效自评总分", total, "分，等级为", Prompt("等级"), "。")
        return
    yield from performance.result(subject, form, f"{subject.year}年度{_WHAT}")
    yield from losses.lost_points(form)


def _scored(subject: Subject) -> DepartmentEvaluation | ScoreTable | None:
    """The form that the total comes from."""
    return subject.filing.department or subject.filing.score_table


def _by_nature(form: DepartmentEvaluation) -> Iterator[Block]:
    """按收入性质分 and 按支出性质分: what was filled in."""
    names = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
    incomes = zip(names, form.incomes, strict=True)
    spendings = zip(("基本支出", "项目支出"), form.spendings, strict=True)
    for by, parts in (("全年预算数按收入性质分", incomes), ("全年执行数按支出性质分", spendings)):
        told = [f"{name}{amount(entry.number)}万元" for name, entry in parts if entry.number is not None]
        if told:
            yield body(f"{by}：{'，'.join(told)}。")


def _work(_subject: Subject) -> Iterator[Block]:
    yield body(Prompt("绩效评价的目的、组织实施过程和方法"), "。")


def _problems(subject: Subject) -> Iterator[Block]:
    form = _scored(subject)
    hints = (losses.lost_hint(form) if form else "", costs.over_budget(subject), projects.unspent(subject))
    yield body(Prompt("预算编制、执行和绩效管理中存在的问题，并逐条分析原因", "".join(hints)), "。")


def _improvements(_subject: Subject) -> Iterator[Block]:
    yield body(Prompt("针对存在问题的改进措施和完成时间"), "。")


def _problems_and_improvements(subject: Subject) -> Iterator[Block]:
    yield from _problems(subject)
    yield from _improvements(subject)


def _publication(_subject: Subject) -> Iterator[Block]:
    yield body(
        "绩效自评结果将作为以后年度预算安排的重要依据，与预算调整和项目安排挂钩。拟于",
        Prompt("公开时间"), "在", Prompt("公开的网站"), "公开，接受社会监督。",
    )  # fmt: skip


def _others(_subject: Subject) -> Iterator[Block]:
    yield body(Prompt("其他需要说明的情况；没有的写“无”"), "。")


# The first whose words all stand in the title.
_WRITERS: tuple[tuple[tuple[str, ...], Writer], ...] = (
    (("职责",), _duties),
    (("职能",), _duties),
    (("机构",), _organisation),
    (("基本支出",), costs.basic),
    (("项目支出",), projects.projects),
    (("公开",), _publication),
    (("问题", "措施"), _problems_and_improvements),
    (("问题", "建议"), _problems_and_improvements),
    (("问题",), _problems),
    (("措施",), _improvements),
    (("建议",), _improvements),
    (("评价工作",), _work),
    (("其他",), _others),
    (("绩效",), _performance),
    (("支出",), _spending),
    (("基本情况",), _basics),
)
