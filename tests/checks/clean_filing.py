"""Filings in which nothing is wrong, as small text tables read by the real reader; and single edits of them.

`|` separates cells, a line is a row. `edited` changes one cell by its path: {"base_data.people.staff": "200"}.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from xladdin.forms.describe import Measure, described
from xladdin.forms.entry import Entry, Form
from xladdin.forms.filing import Filing
from xladdin.opening import vocabulary
from xladdin.reading.forms import read_forms
from xladdin.reading.grid import Cell, Grid, row_of, sheet_addresses
from xladdin.reading.region import entry_of
from xladdin.rulebooks.loader import load
from xladdin.rulebooks.schema import Heading, Rulebook
from xladdin.values.number import meaning

FOOT = "填表人：张三  填报日期：{next}-03-11  联系电话：0731-1234567  单位负责人签字：李四"
BASE_DATA = """
{year}年度部门整体支出绩效评价基础数据表
填报单位：{unit}
财政供养人员情况（人） | 编制数 | {year}年实际在职人数 | 控制率
 | 195 | 188 | 96.41%
经费控制情况（万元） | {last}年决算数 | {year}年预算数 | {year}年决算数
三公经费 | 21.00 | 21.80 | 18.90
1、公务用车购置和维护经费 | 6.00 | 6.00 | 5.10
其中：公车购置 | 0 | 0 | 0
公车运行维护 | 6.00 | 6.00 | 5.10
2、出国经费 | 0 | 0 | 0
3、公务接待 | 15.00 | 15.80 | 13.80
项目支出： | 130.00 | 145.00 | 138.00
1、业务工作经费 | 30.00 | 35.00 | 33.00
监管平台运行 | 30.00 | 35.00 | 33.00
2、运行维护经费 | 0 | 0 | 0
3、县级专项资金 | 100.00 | 110.00 | 105.00
道路养护专项 | 60.00 | 70.00 | 66.00
河道治理专项 | 40.00 | 40.00 | 39.00
公用经费 | 290.00 | 283.70 | 270.00
其中：办公经费 | 90.00 | 93.01 | 90.00
水费、电费、差旅费 | 55.16 | 52.62 | 50.00
会议费、培训费 | 24.85 | 18.80 | 12.63
其他公用经费 | 119.99 | 119.27 | 117.37
政府采购金额 | —— | 661.13 | 655.00
部门基本支出预算调整 |  | 850.00 | 812.00
楼堂馆所控制情况（{year}年完工项目） | 批复规模 | 实际规模 | 规模控制率 | 预算投资 | 实际投资 | 投资概算控制率
 | 1000 | 950 | 95% | 300 | 297 | 99%
厉行节约保障措施 | 严格执行厉行节约各项规定
"""
DEPARTMENT = """
{year}年度部门整体支出绩效自评表
预算部门名称 | {unit}
年度预算申请（万元） |  |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 |  | 980.00 | 1000.00 | 950.00 | 10 | 95% | 9.5
 | 按收入性质分： |  |  |  | 按支出性质分：
 | 其中：一般公共预算：900.00 |  |  |  | 其中：基本支出：812.00
 | 政府性基金拨款：60.00 |  |  |  | 项目支出：138.00
 | 纳入专户管理的非税收入拨款：20.00
 | 其他资金：20.00
年度总体目标 | 预期目标 |  |  |  | 实际完成情况
 | 保障城市建设管理有序运转 |  |  |  | 城市建设管理各项任务按期完成
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
{indicators}
总分 |  |  |  |  |  | 100 | {total}
"""
PROJECT = """
{year}年度项目支出绩效自评表
项目支出名称 | {name}
主管部门 | {unit} |  |  |  | 实施单位 | 市政服务中心
项目资金（万元） |  |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 |  | {budget} | {budget} | {spent} | 10 | {rate} | {score}
 | 其中：当年财政拨款 |  | {fiscal} | {fiscal} | {spent_fiscal}
 | 上年结转资金 |  | 0 | 0 | 0
 | 其他资金 |  | 10.00 | 10.00 | 10.00
年度总体目标 | 预期目标 |  |  |  | 实际完成情况
 | {name}任务按期保质完成 |  |  |  | {name}任务已按期保质完成
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
{indicators}
总分 |  |  |  |  |  | 100 | {total}
"""
FUND = """
{year}年度县级专项资金绩效目标自评表
专项资金名称 | 道路养护专项 | 负责人及电话 | 张三
县级主管部门 | {unit} | 实施单位 | 市政服务中心
项目资金（万元） |  |  | 全年预算数（A） | 全年执行数（B） | 执行率（B／A）
 | 年度资金总额 |  | 70.00 | 66.00 | 94.29%
 | 其中：中央、省、市补助 |  | 30.00 | 28.00
 | 县级资金 |  | 40.00 | 38.00
年度总体目标 | 年初设定目标 |  |  |  | 全年实际完成情况
 | 道路养护任务按期保质完成 |  |  |  | 道路养护任务已按期保质完成
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因和改进措施
 | 产出指标 | 数量指标 | 养护道路 | ≥50公里 | 52公里
 | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | 96%
说明 | 无
"""
SCORES = """
部门整体支出绩效评价指标评分表
一级指标 | 二级指标 | 三级指标 | 分值 | 评价标准 | 指标说明 | 得分
投入 | 预算配置 | 在职人员控制率 | 5 | 以100%为标准，≦100%计5分 | 在职人员数/编制数 | 5
 |  | “三公经费”变动率 | 5 | ≦0计5分 | 本年与上年预算 | 5
过程 | 预算执行 | 预算完成率 | 5 | 100%计满分 | 完成/可用 | 5
 |  | 预算控制率 | 5 | 0计5分 | 追加/年初 | 5
 |  | 新建楼堂馆所面积控制率 | 5 | 100%以下计满分 | 实际/批准 | 5
 |  | 新建楼堂馆所投资概算控制率 | 5 | 100%以下计满分 | 实际/批准 | 5
 | 预算管理 | 公用经费控制率 | 8 | 100%以下计8分 | 实际/预算 | 8
 |  | “三公经费”控制率 | 7 | 100%以下计满分 | 实际/预算 | 7
 |  | 政府采购执行率 | 6 | 100%计满分 | 实际/预算 | 6
 |  | 管理制度健全性 | 8 | 每项2分 | 制度 | 8
 |  | 资金使用合规性 | 6 | 每例扣1分 | 合规 | 6
 |  | 预决算信息公开性 | 5 | 每项1分 | 公开 | 5
产出及效率 | 职责履行 | 重点工作实际完成率 | 8 | 考核得分/总分×8 | 折算 | 7.2
 | 履职效益 | 经济效益 | 10 | 自行设置 | 共性要素 | 10
 |  | 行政效能 | 6 | 较好的计6分 | 评定 | 6
 |  | 社会公众或服务对象满意度 | 6 | 90%以上计6分 | 调查 | 6
合计 |  |  | 100 |  |  | 99.2
"""
SUPPLEMENT = """
补充数据项目 | 数值 | 单位 | 用于
上年三公经费预算数 | 22.00 | 万元 | 三公经费变动率
上年结转结余 | 0 | 万元 | 预算完成率
年初预算 | 980.00 | 万元 | 预算完成率
本年追加预算 | 0 | 万元 | 预算完成率
年末结转结余 | 0 | 万元 | 预算完成率
政府采购预算数 | 661.13 | 万元 | 政府采购执行率
管理制度健全性成立项数 | 4 | 项 | 管理制度健全性
预决算信息公开性成立项数 | 5 | 项 | 预决算信息公开性
资金使用不合规例数 | 0 | 例 | 资金使用合规性
重点工作考核得分 | 90 | 分 | 重点工作实际完成率
重点工作考核总分 | 100 | 分 | 重点工作实际完成率
经济效益和社会效益 | 10 |  | 经济效益
行政效能 | 好 |  | 行政效能
社会公众或服务对象满意度 | 95% |  | 满意度
"""
# name, budget, spent, 当年财政拨款, spent of it, rate, score of the execution
PROJECTS = (
    ("道路养护专项", "70.00", "66.00", "60.00", "56.00", "94.29%", "9.43"),
    ("河道治理专项", "40.00", "39.00", "30.00", "29.00", "97.5%", "9.75"),
    ("监管平台运行", "35.00", "33.00", "25.00", "23.00", "94.29%", "9.43"),
)
_GENERAL = (("产出指标", 50), ("效益指标", 30), ("满意度指标", 10))


def sheet(name: str, table: str) -> tuple[Form, ...]:
    """The forms of a text table, read as a sheet of that name."""
    rows = [
        row_of([Cell(column, text.strip()) for column, text in enumerate(line.split("|")) if text.strip()])
        for line in table.strip("\n").splitlines()
    ]
    return tuple(read_forms(Grid(name, rows, sheet_addresses(name), tables=(1,) * len(rows)), vocabulary()))


def _headings(wanted: tuple[Heading, ...] | list[Heading]) -> list[tuple[str, int, list[str]]]:
    """Headings with weights that come to 90: the rulebook's, else general ones."""
    if any(heading.weight is None for heading in wanted) or not wanted:
        names = [heading.name for heading in wanted] or [name for name, _ in _GENERAL]
        share, rest = divmod(90, len(names))
        weights = [share + (rest if number == 0 else 0) for number in range(len(names))]
        return [(name, weight, []) for name, weight in zip(names, weights, strict=True)]
    return [(heading.name, int(heading.weight or 0), list(heading.second)) for heading in wanted]


def _indicators(
    wanted: list[tuple[str, int, list[str]]], subject: str, spent: str, budget: str, year: int
) -> tuple[str, Decimal]:
    """Rows of 绩效指标, every 二级指标 with one indicator; the first one misses its target and says why."""
    lines, total = [], Decimal(0)
    for name, weight, seconds in wanted:
        share, rest = divmod(weight, len(seconds or [name]))
        for number, second in enumerate(seconds or [name]):
            points = share + (rest if number == 0 else 0)
            target, actual, score, reason = _values(second, number, spent, budget, year, Decimal(points), bool(lines))
            heading = f"{name}（{weight}分）" if number == 0 else ""
            cells = (
                heading,
                second,
                f"{subject}{second.removesuffix('指标')}情况",
                target,
                actual,
                points,
                score,
                reason,
            )
            lines.append(" | ".join(["", *map(str, cells)]))
            total += score
    return "\n".join(lines), total


def _values(
    second: str, number: int, spent: str, budget: str, year: int, points: Decimal, later: bool
) -> tuple[str, str, Decimal, str]:
    if not later:
        return "≥50个", "45个", points * Decimal("0.9"), "受汛期影响 5 个未完工，已列入下年计划"
    if "成本" in second and "社会" not in second and "生态" not in second:
        return f"≤{budget}万元", f"{spent}万元", points, ""
    if "时效" in second:
        return f"{year}年12月底前", f"{year}年12月", points, ""
    if "满意度" in second:
        return "≥95%", "96%", points, ""
    return ("98%以上", "99%", points, "") if number % 2 == 0 else ("不发生安全事故", "未发生安全事故", points, "")


@lru_cache(maxsize=16)
def clean(rulebook_id: str, unit: str = "江城县住房和城乡建设局") -> Filing:
    """A filing with every form that the rulebook knows, in which nothing is wrong."""
    rulebook = load(rulebook_id)
    year = rulebook.year or 2024
    words = {"year": year, "last": year - 1, "next": year + 1, "unit": unit}
    foot = FOOT.format(**words)
    forms = list(sheet("附件1", BASE_DATA.format(**words) + foot))
    if rulebook.forms["department"].status != "absent":
        forms += sheet("附件2", _department(rulebook, words) + foot)
    if rulebook.forms["project"].status != "absent":
        for number, project in enumerate(PROJECTS, 1):
            forms += sheet(f"附件3-{number}", _project(rulebook, project, words) + foot)
    if rulebook.forms["fund"].status != "absent":
        forms += sheet("附件4", FUND.format(**words))
    forms += sheet("评分表", SCORES) + sheet("补充数据", SUPPLEMENT)
    return Filing(source="江城.xlsx", forms=tuple(forms))


def _department(rulebook: Rulebook, words: Mapping[str, Any]) -> str:
    wanted = _headings(rulebook.evaluation.headings)
    indicators, total = _indicators(wanted, "部门", "950.00", "1000.00", int(words["year"]))
    return DEPARTMENT.format(**words, indicators=indicators, total=total + Decimal("9.5"))


def _project(rulebook: Rulebook, project: tuple[str, ...], words: Mapping[str, Any]) -> str:
    name, budget, spent, fiscal, spent_fiscal, rate, score = project
    wanted = _headings(rulebook.evaluation.for_projects)
    indicators, total = _indicators(wanted, name, spent, budget, int(words["year"]))
    figures = {"budget": budget, "spent": spent, "fiscal": fiscal, "spent_fiscal": spent_fiscal, "rate": rate}
    return PROJECT.format(
        **words, **figures, name=name, score=score, indicators=indicators, total=total + Decimal(score)
    )


def edited(filing: Filing, changes: Mapping[str, str | None]) -> Filing:
    """The filing with other texts in some cells: `projects[0].total.budget`, `department.sections[0].weight`.

    None leaves the whole form, row or group out of the file.
    """
    for path, raw in changes.items():
        first, *names = path.replace("[", ".[").replace("]", "").split(".")
        form = getattr(filing, first)
        if names and names[0].startswith("["):
            form = form[int(names.pop(0)[1:])]
        held = "reports" if first == "reports" else "forms"
        forms = getattr(filing, held)
        place = next(number for number, other in enumerate(forms) if other is form)
        new = () if raw is None and not names else (_changed(form, names, raw),)
        filing = filing.model_copy(update={held: (*forms[:place], *new, *forms[place + 1 :])})
    return filing


def _changed(part: Any, names: list[str], raw: str | None) -> Any:
    if isinstance(part, Entry):
        return entry_of(part.address, meaning(raw or ""), Measure.TEXT)  # a paragraph of a report
    if isinstance(part, tuple):
        number = int(names[0][1:])
        new = () if raw is None and len(names) == 1 else (_changed(part[number], names[1:], raw),)
        return (*part[:number], *new, *part[number + 1 :])
    name, *rest = names
    value = getattr(part, name)
    if not isinstance(value, Entry):
        return part.model_copy(update={name: _weight(name, raw) if not rest else _changed(value, rest, raw)})
    return part.model_copy(update={name: entry_of(value.address, meaning(raw or ""), _measure(part, name))})


def _weight(name: str, raw: str | None) -> object:
    """The few fields that are no entries: the weight of a heading, the year of a title."""
    return None if raw is None else int(raw) if name == "year" else Decimal(raw)


def _measure(part: BaseModel, name: str) -> Measure:
    labels = dict(described(type(part)))
    return labels[name].measure if name in labels else Measure.SCORE if name.startswith("total_") else Measure.TEXT
