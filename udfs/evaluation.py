"""SCORE_… for the self-evaluation tables (自评表): the money row, indicators, total and grade.

What understands the texts of indicators is imported with the first of them: a workbook may have none.
"""

from itertools import zip_longest

from udfs.answers import Column
from udfs.arguments import Argument, Block, CellError, Takes, Value, cells_of, failed_cell
from udfs.common import RULEBOOK, WEIGHT, rulebook_of
from udfs.registry import Family, cell_function
from xladdin.errors import InputError
from xladdin.scoring.execution import score_execution
from xladdin.scoring.grade import Grade, grade, total
from xladdin.scoring.qualitative import score_qualitative
from xladdin.scoring.result import Score, unscored

_TARGET, _COMPLETION, _WEIGHT, _HEADING = "目标值", "完成值", "分值", "二级指标"
_HEADING_HELP = "二级指标（可以不填）；是成本指标时，没有写明方向的按越少越好计分"


def _execution(actual: Value, base: Value, weight: Value, rulebook: Value) -> Score:
    return score_execution(rulebook_of(rulebook), actual, base, weight)


def _indicator(target: Value, completion: Value, weight: Value, rulebook: Value, heading: Value) -> Score:
    from xladdin.scoring.indicator import score_indicator

    parameters = rulebook_of(rulebook).indicator
    return score_indicator(target, completion, weight, parameters, cost=_is_cost(heading))


def _is_cost(heading: Value) -> bool:
    from xladdin.scoring.indicator import names_cost

    return isinstance(heading, str) and names_cost(heading)


def _indicators(targets: Block, completions: Block, weights: Block, rulebook: Value, headings: Block | None) -> Column:
    """A column: rulebook and arguments are looked at once for all its rows."""
    from xladdin.scoring.indicator import score_indicator

    columns = [cells_of(block) for block in (targets, completions, weights)]
    counts = [len(column) for column in columns]
    if len(set(counts)) > 1:
        rows = "、".join(f"{name} {n} 行" for name, n in zip((_TARGET, _COMPLETION, _WEIGHT), counts, strict=True))
        raise InputError(f"各列的行数应相同，现在是{rows}")
    of_row = cells_of(headings) if headings is not None else ()
    parameters = rulebook_of(rulebook).indicator
    column: list[Score | None] = []
    heading: Value = None
    for target, completion, weight, given in zip_longest(*columns, of_row[: counts[0]]):
        heading = given or heading  # a merged cell stands in its first row only
        if target is completion is weight is None:
            column.append(None)
        else:
            failed = _failed((_TARGET, target), (_COMPLETION, completion), (_WEIGHT, weight))
            cost = _is_cost(heading)
            column.append(failed or score_indicator(target, completion, weight, parameters, cost=cost))
    return tuple(column)


def _failed(*cells: tuple[str, Value]) -> Score | None:
    for label, cell in cells:
        if type(cell) is CellError:
            return unscored("indicator", failed_cell(label, cell))
    return None


def _qualitative(level: Value, weight: Value, rulebook: Value) -> Score:
    return score_qualitative(rulebook_of(rulebook).qualitative.bands, weight, level)


def _total(*scores: Block) -> Score:
    return total([cell for block in scores for cell in cells_of(block)], _places(scores))


def _places(blocks: tuple[Block, ...]) -> list[str]:
    """How the sentence names each cell; none where every argument is a single cell, `total` counts those."""
    if all(len(cells_of(block)) == 1 for block in blocks):
        return []
    places = []
    for number, block in enumerate(blocks, 1):
        argument = f"第 {number} 个参数" if len(blocks) > 1 else ""
        for row, cells in enumerate(block, 1):
            for column in range(1, len(cells) + 1):
                beside = f"第 {column} 列" if len(cells) > 1 else ""
                places.append(f"{argument}第 {row} 行{beside}" if len(block) > 1 or beside else argument)
    return places


def _grade(value: Value, rulebook: Value) -> Grade:
    return grade(rulebook_of(rulebook), value)


SCORE_EXECUTION = cell_function(
    "SCORE_EXECUTION", Family.EVALUATION,
    "执行率得分：分值 × 全年执行数 ÷ 全年预算数，最高为分值，保留两位小数。",
    (Argument("actual", "全年执行数", "全年执行数（万元）", Takes.AMOUNT),
     Argument("base", "全年预算数", "全年预算数（万元）", Takes.AMOUNT), WEIGHT, RULEBOOK),
    _execution, rule="execution",
)  # fmt: skip
SCORE_INDICATOR = cell_function(
    "SCORE_INDICATOR", Family.EVALUATION,
    "一个三级指标的得分：按年度指标值和实际完成值的文字计算，例如 ≥50个 和 52个；看不出高低的不计分，并说明原因。",
    (Argument("target", _TARGET, "年度指标值，例如 ≥50个、98%以上、不超过11万元", Takes.TEXT),
     Argument("completion", _COMPLETION, "实际完成值，例如 52个", Takes.TEXT),
     Argument("weight", _WEIGHT, "这个指标的分值", Takes.SCORE), RULEBOOK,
     Argument("heading", _HEADING, _HEADING_HELP, Takes.TEXT, optional=True)),
    _indicator, rule="indicator",
)  # fmt: skip
SCORE_INDICATORS = cell_function(
    "SCORE_INDICATORS", Family.EVALUATION,
    "一列三级指标的得分，一次算完，结果为同样行数的一列（旧版 Excel 先选中整列再按 Ctrl+Shift+Enter）；空行不计分。",
    (Argument("targets", _TARGET, "年度指标值所在的一列", Takes.TEXT, block=True),
     Argument("completions", _COMPLETION, "实际完成值所在的一列", Takes.TEXT, block=True),
     Argument("weights", _WEIGHT, "分值所在的一列", Takes.SCORE, block=True), RULEBOOK,
     Argument("headings", _HEADING, f"{_HEADING_HELP}；所在的一列", Takes.TEXT, optional=True, block=True)),
    _indicators, rule="indicator",
)  # fmt: skip
SCORE_QUALITATIVE = cell_function(
    "SCORE_QUALITATIVE", Family.EVALUATION,
    "定性指标的得分：分值 × 评定比例，比例应在规则集的某一档内；只填档次名称时说明该档可得的分数。",
    (Argument("level", "评定比例", "评定比例，例如 85% 或 0.85，或者档次名称", Takes.RATE),
     Argument("weight", _WEIGHT, "这个指标的分值", Takes.SCORE), RULEBOOK),
    _qualitative, rule="qualitative",
)  # fmt: skip
SCORE_TOTAL = cell_function(
    "SCORE_TOTAL", Family.EVALUATION,
    "总分：各项得分之和，保留两位小数。空白不计；有一项是错误或文字就不合计，并指出是哪一项，不像 SUM 那样漏掉它。",
    (Argument("scores", "得分", "得分，可以是单元格或区域，可以给出多个", Takes.SCORE, block=True, variadic=True),),
    _total, rule="total",
)  # fmt: skip
SCORE_GRADE = cell_function(
    "SCORE_GRADE", Family.EVALUATION, "总分对应的等级：优、良、中、差，界限见规则集。",
    (Argument("total", "总分", "总分", Takes.SCORE), RULEBOOK),
    _grade, rule="grade",
)  # fmt: skip
