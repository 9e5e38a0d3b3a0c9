"""The records -> the tables of the summary (汇总). Pure: the same records give the same tables, in whatever order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xladdin.checks import catalogue
from xladdin.checks.finding import SEVERITIES, Severity
from xladdin.checks.report import CHINESE
from xladdin.collecting.funds import fund_tables
from xladdin.collecting.ranking import Ranked, execution_rate, ranked, ranking_table
from xladdin.collecting.record import Result
from xladdin.collecting.table import Column, Kind, Table, Value
from xladdin.rulebooks.loader import available
from xladdin.values.rounding import ratio_of

_FINDINGS = (
    Column("代码", Kind.TEXT, 9),
    Column("级别", Kind.TEXT, 7),
    Column("问题", Kind.NAME, 46),
    Column("处数", Kind.COUNT, 9),
    Column("涉及份数", Kind.COUNT, 10),
    Column("占已读份数", Kind.RATE, 12),
)
_PROJECTS = (
    Column("单位", Kind.NAME, 22),
    Column("项目", Kind.NAME, 30),
    Column("年初预算数", Kind.AMOUNT, 11),
    Column("全年预算数", Kind.AMOUNT, 11),
    Column("全年执行数", Kind.AMOUNT, 11),
    Column("执行率", Kind.RATE, 8.5),
    Column("填报总分", Kind.SCORE, 8),
    Column("得分合计", Kind.SCORE, 8),
    Column("错误", Kind.COUNT, 5),
    Column("警告", Kind.COUNT, 5),
    Column("核验", Kind.TEXT, 11),
    Column("文件", Kind.NAME, 20),
)
_UNREAD = (Column("文件", Kind.NAME, 50), Column("原因", Kind.NAME, 70))
_CHANGED = (Column("单位", Kind.NAME, 26), Column("文件", Kind.NAME, 40), Column("改动", Kind.NAME, 60))


class Copy(NamedTuple):
    """A file with the same content as another one."""

    path: str
    of: str


@dataclass(frozen=True)
class Summary:
    """All tables, and the results that they were made of."""

    results: tuple[Result, ...]
    copies: tuple[Copy, ...]
    tables: tuple[Table, ...]

    @property
    def altered(self) -> list[tuple[str, str]]:
        """The packages that are not as they were made, and what was found."""
        return [
            (result.path, result.submission.verification.said)
            for result in self.results
            if result.submission and result.submission.verification.intact is False
        ]

    @property
    def in_order(self) -> bool:
        """Every file was read, none was altered, none has an error."""
        return all(result.submission is not None and result.submission.in_order for result in self.results)


def summarise(results: Iterable[Result]) -> Summary:
    """The tables of all results, ordered by the files' names; a file that was sent twice counts once."""
    ordered, copies = _without_copies(sorted(results, key=lambda result: result.path))
    places = ranked(ordered)
    tables = (
        ranking_table(places),
        _findings(ordered),
        _projects(places),
        *fund_tables(ordered),
        _work(places),
        _changed(places),
        _unread(ordered, copies),
    )
    return Summary(tuple(ordered), tuple(copies), tables)


def _without_copies(results: Sequence[Result]) -> tuple[list[Result], list[Copy]]:
    """Of a .zip and the folder that was unpacked from it the .zip counts: it is what came, and its date says when."""
    counting: dict[str, str] = {}
    for result in sorted(results, key=lambda result: not result.path.lower().endswith(".zip")):
        counting.setdefault(_content(result), result.path)
    kept = [result for result in results if counting[_content(result)] == result.path]
    copies = [Copy(result.path, of) for result in results if (of := counting[_content(result)]) != result.path]
    return kept, copies


def _content(result: Result) -> str:
    """What is the same in copies of one submission; what could not be read is not compared."""
    if result.submission is None:
        return f"“{result.path}”"
    return result.submission.verification.content or result.digest


def _findings(results: Sequence[Result]) -> Table:
    """By kind, most frequent first within a severity."""
    places: Counter[tuple[Severity, str]] = Counter()
    files: Counter[tuple[Severity, str]] = Counter()
    read = [result.submission for result in results if result.submission]
    for submission in read:
        for found in submission.findings:
            places[found.severity, found.code] += found.count
            files[found.severity, found.code] += 1
    order = sorted(places, key=lambda kind: (SEVERITIES.index(kind[0]), -places[kind], kind[1]))
    rows = tuple(
        (code, CHINESE[severity], title_of(code), places[severity, code],
         files[severity, code], ratio_of(Decimal(files[severity, code]), Decimal(len(read))))
        for severity, code in order
    )  # fmt: skip
    return Table("问题分类", "问题分类统计", _FINDINGS, rows, (), "没有发现问题")


def title_of(code: str) -> str:
    """A check's title. The same one looks at 自评表 and 项目表; its code tells which."""
    return {"ZP": "自评表 ", "XM": "项目表 "}.get(code[:2], "") + _titles().get(code, "")


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {code: check.title for check in catalogue.CHECKS.values() for code in check.codes}


def _projects(order: Sequence[Ranked]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for item in order:
        for project in item.submission.projects:
            money = project.money
            rows.append((
                item.submission.unit, project.name, money.initial, money.budget, money.spent, execution_rate(money),
                project.entered, project.computed, project.errors, project.warnings,
                item.submission.verification.said, item.path,
            ))  # fmt: skip
    note = "单位按排名先后排列，项目按文件中的先后排列；金额单位：万元。"
    return Table("项目", "项目支出绩效自评汇总", _PROJECTS, tuple(rows), (note,), "没有项目支出绩效自评表")


def _work(order: Sequence[Ranked]) -> Table:
    """附件5: a row a submission, a column a standard; what a person judges is left blank to be filled in."""
    rules = {key: rule for rulebook in available() for key, rule in rulebook.work_assessment.items()}
    columns = [Column("单位", Kind.NAME, 18)]
    columns += [Column(f"{rule.name}\n（{rule.weight}）", Kind.SCORE, 7.5) for rule in rules.values()]
    columns += [Column("程序已评得分", Kind.SCORE, 9), Column("依据", Kind.NAME, 40), Column("文件", Kind.NAME, 18)]
    rows: list[tuple[Value, ...]] = []
    for item in order:
        if item.submission.work:
            scores = {work.rule: work for work in item.submission.work}
            given = [scores[rule].score if rule in scores else None for rule in rules]
            seen = [score for score in given if score is not None]
            total = sum(seen, Decimal(0)) if seen else None
            evidence = "；".join(f"{rules[work.rule].name}：{work.said}" for work in item.submission.work if work.said)
            rows.append((item.submission.unit, *given, total, evidence, item.path))
    note = "程序能从表格看出的已评分并写明依据；空白的由人评定后填写。"
    return Table(
        "自评工作考核", "部门整体支出绩效自评工作考核（附件5）", tuple(columns), tuple(rows), (note,),
        "适用的规则集没有自评工作考核评分表",
    )  # fmt: skip


def _changed(order: Sequence[Ranked]) -> Table:
    rows = [
        (item.submission.unit, item.path, change) for item in order for change in item.submission.verification.changes
    ]
    return Table("核验", "报送包核验：与清单不一致之处", _CHANGED, tuple(rows), (), "没有发现改动")


def _unread(results: Sequence[Result], copies: Sequence[Copy]) -> Table:
    rows = [(result.path, result.reason) for result in results if result.submission is None]
    rows += [(copy.path, f"与“{copy.of}”内容相同，只计一次。") for copy in copies]
    return Table("未读取", "没有读取的文件及原因", _UNREAD, tuple(sorted(rows)), (), "全部文件都已读取")
