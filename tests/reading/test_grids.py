"""Whatever stands in a grid, reading it does not raise, and a cell is either taken or reported."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from xladdin.forms.describe import described
from xladdin.forms.entry import entries_of
from xladdin.forms.evaluation import Indicator, Money
from xladdin.forms.filing import FORMS
from xladdin.forms.tables import FundRow, ScoreRow, WorkRow
from xladdin.opening import vocabulary
from xladdin.reading.forms import read_forms
from xladdin.reading.grid import Cell, Grid, column_letters, column_number, row_of, sheet_addresses

LABELS = sorted(
    {label.text for model in (*FORMS, Money, Indicator, ScoreRow, WorkRow, FundRow) for _, label in described(model)}
    | {
        "编制数",
        "控制率",
        "一级指标",
        "总分",
        "年度资金总额",
        "产出指标（30分）",
        "预期目标",
        "实际完成情况",
        "批复规模",
        "2023年决算数",
    }
)
contents = st.one_of(
    st.sampled_from(LABELS),
    st.sampled_from(
        ["——", "无", "#REF!", "96.41%", "填表人：张三 填报日期：", "附件1", "2023年度自评表", "……", "45万元"]
    ),
    st.text(max_size=12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(),
    st.booleans(),
    st.dates(),
)
rows = st.lists(
    st.lists(st.tuples(st.integers(1, 3), contents), max_size=7).map(
        lambda cells: [
            Cell(sum(width for width, _ in cells[:place]), content, width)
            for place, (width, content) in enumerate(cells)
        ]
    ),
    max_size=25,
)


@settings(max_examples=400, deadline=None)
@given(rows)
@example([[Cell(0, "项目支出名称")], [Cell(0, "经费"), Cell(1, "全年预算数")], [Cell(0, "实施单位")]])
def test_reading_never_raises_and_never_loses(lines: list[list[Cell]]) -> None:
    grid = Grid("S", [row_of(cells) for cells in lines], sheet_addresses("S"))
    for form in read_forms(grid, vocabulary()):
        reported = {str(entry.address) for _, entry in entries_of(form)}
        for entry in form.not_understood:
            assert entry.raw or entry.value is not None
            assert str(entry.address) in reported


def test_columns() -> None:
    assert [column_letters(number) for number in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(number)) == number for number in range(2_000))
