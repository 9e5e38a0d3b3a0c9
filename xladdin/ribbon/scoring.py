"""重新计算, 解释得分 and 采用计算得分: the scores as the rulebook gives them, beside what was entered."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlwings import Range

from xladdin.errors import InputError
from xladdin.forms.entry import Entry
from xladdin.forms.evaluation import Evaluation
from xladdin.ribbon.changes import content_of, split
from xladdin.ribbon.desk import Desk, listed
from xladdin.ribbon.looking import Live, look
from xladdin.rulebooks.method import Source
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import ScoreLine, rule_values, score_filing
from xladdin.scoring.rules import inputs_of
from xladdin.values.number import digits

_TRIAL = "=SCORE_CONTROL_RATE(1,1)"


def recalculate(desk: Desk) -> None:
    """重新计算：重新计算全部得分。"""
    _must_calculate(desk)
    desk.book.app.calculate()
    live = look(desk)
    scores = score_filing(live.filing, live.rulebook)
    differing = [line for line in scores.lines if line.differs]
    lines = [f"共 {len(scores.lines)} 项得分，其中 {len(differing)} 项填报与计算不一致。"]
    if differing:
        lines.append(listed([f"{line.entered.address}　{_subject(line)}：{_figures(line)}" for line in differing]))
    if scores.total is not None:
        grade = f"，等级{scores.grade}" if scores.grade else ""
        lines.append(f"总分：{_figures(scores.total)}{grade}。")
    desk.tell("\n".join(lines))


def _must_calculate(desk: Desk) -> None:
    """Where the functions are not installed, calculating would turn every score into #NAME?; so one is tried first."""
    with desk.writing() as changes:
        sheet = changes.add_sheet("试算")
        sheet.range("A1").formula = _TRIAL
        works = isinstance(sheet.range("A1").value, float)
        changes.remove(sheet)
    if not works:
        raise InputError("评分函数没有装好，没有重新计算，请先按“环境诊断”查看原因。")


def explain_score(desk: Desk) -> None:
    """解释得分：说明所选得分是怎么来的。"""
    live = look(desk)
    lines = _selected_lines(desk, live)
    if len(lines) > 1:
        raise InputError("选中了几个得分，请只选一个得分单元格再试。")
    line = lines[0]
    parts = [
        f"{line.form}　{_subject(line)}（{line.entered.address}）",
        f"分值 {line.weight.text or '没有'}，{_figures(line)}",
        *_inputs(live, line),
        f"怎么算：{line.computed.explanation}",
        _basis(live.rulebook, line.rule),
    ]
    desk.tell("\n".join(part for part in parts if part))


def accept_score(desk: Desk) -> None:
    """采用计算得分：把计算得分填入所选单元格。"""
    lines = _selected_lines(desk, look(desk))
    unscored = [line for line in lines if line.computed.score is None]
    due: list[tuple[ScoreLine, Range]] = []
    for line in sorted(lines, key=lambda line: line.rule == "total"):  # a total follows from the scores above it
        after = _after(line, [accepted for accepted, _ in due])
        if after.computed.score is not None and _is_due(after, cell := _cell(desk, line)):
            due.append((after, cell))
    if not due:
        reason = f"程序算不出来：{unscored[0].computed.problem}" if unscored else "填报得分与计算得分一致，或由公式得出"
        desk.tell(f"没有要改的得分（{reason}）。")
        return
    changed = [f"{line.entered.address}　{_subject(line)}：{_figures(line)}" for line, _ in due]
    if not desk.confirm("\n".join([f"将用计算得分替换 {len(due)} 处填报得分：", listed(changed)])):
        return
    with desk.writing() as changes:
        for line, cell in due:
            changes.open(cell.sheet)
            assert line.computed.score is not None  # only such lines are due
            changes.write(cell, float(line.computed.score))
    desk.progress(f"已采用 {len(due)} 处计算得分。")


def _after(line: ScoreLine, accepted: list[ScoreLine]) -> ScoreLine:
    """A total as it will be when the scores of its form are taken over; any other line as it is."""
    if line.rule != "total" or line.computed.score is None:
        return line
    gained = sum(
        (other.computed.score or Decimal(0)) - (other.entered.number or Decimal(0))
        for other in accepted
        if (other.form, other.entered.address.sheet) == (line.form, line.entered.address.sheet)
    )
    return line._replace(computed=replace(line.computed, score=line.computed.score + gained))


def _is_due(line: ScoreLine, cell: Range) -> bool:
    """A formula calculates itself."""
    return line.entered.number != line.computed.score and not str(content_of(cell)).startswith("=")


def _cell(desk: Desk, line: ScoreLine) -> Range:
    return desk.book.sheets[line.entered.address.sheet].range(line.entered.address.cell)


def _selected_lines(desk: Desk, live: Live) -> list[ScoreLine]:
    """The scores whose cells are selected; a merged cell counts by its first cell."""
    selection = desk.book.app.selection
    lines = score_filing(live.filing, live.rulebook).lines
    chosen = [] if selection is None else [line for line in lines if _is_in(selection, line.entered)]
    if not chosen:
        raise InputError("请先选中一个得分单元格（“得分”一栏中的数），再按这个按钮。")
    return chosen


def _is_in(selection: Range, entry: Entry) -> bool:
    if entry.address.sheet != selection.sheet.name or not entry.address.cell:
        return False
    row, column = split(entry.address.cell)
    rows, columns = selection.shape
    return selection.row <= row < selection.row + rows and selection.column <= column < selection.column + columns


def _subject(line: ScoreLine) -> str:
    return " ".join(line.subject.split())


def _figures(line: ScoreLine) -> str:
    computed = line.computed.score
    return f"填报 {line.entered.text or '未填'}，计算 {'—' if computed is None else digits(computed)}"


def _inputs(live: Live, line: ScoreLine) -> Iterator[str]:
    """What the score was worked out from."""
    if line.rule in live.rulebook.rules:
        values = rule_values(live.filing, live.rulebook, line.rule)
        for wanted, value in zip(inputs_of(live.rulebook, line.rule), values, strict=True):
            yield f"{wanted.label}：{'未填' if value is None else value}"
    for form in live.filing.forms:
        if isinstance(form, Evaluation) and form.total.score == line.entered and line.rule == "execution":
            yield f"全年执行数 {form.total.spent.text or '未填'}，全年预算数 {form.total.budget.text or '未填'}"
        elif isinstance(form, Evaluation):
            for row in form.indicators:
                if row.score.address == line.entered.address:
                    yield f"年度指标值：{row.target.text or '未填'}；实际完成值：{row.actual.text or '未填'}"


def _basis(rulebook: Rulebook, rule: str) -> str:
    """The document, table and row that the rule is taken from."""
    sections = {"execution": rulebook.execution, "indicator": rulebook.indicator, "total": rulebook.evaluation}
    section = rulebook.rules.get(rule) or sections.get(rule)
    if section is None:
        return ""
    source: Source = section.source
    named = (rulebook.sources[source.document], source.table, source.row)
    return "依据：" + " ".join(part for part in named if part)
