"""Form A, 部门整体支出绩效评价基础数据表: staff, spending of two years, buildings."""

from typing import Annotated, ClassVar

from xladdin.forms.describe import Label, Measure
from xladdin.forms.entry import NOTHING, Entry, Form, Frozen

AMOUNT, COUNT, RATE, AREA = Measure.AMOUNT, Measure.COUNT, Measure.RATE, Measure.AREA


class Amounts(Frozen):
    """One row of 经费控制情况: what was spent last year, the budget, what was spent."""

    label: Entry = NOTHING
    last: Annotated[Entry, Label("{last}年决算数", ("上年决算数",), AMOUNT)] = NOTHING
    budget: Annotated[Entry, Label("{year}年预算数", ("本年预算数", "预算数"), AMOUNT)] = NOTHING
    final: Annotated[Entry, Label("{year}年决算数", ("本年决算数",), AMOUNT)] = NOTHING

    @property
    def amounts(self) -> tuple[Entry, Entry, Entry]:
        """The three columns, in the order of the form."""
        return self.last, self.budget, self.final


NO_AMOUNTS = Amounts()


class Group(Frozen):
    """A row with one row for each project or fund below it; the number of rows is not fixed."""

    head: Amounts = NO_AMOUNTS
    items: tuple[Amounts, ...] = ()


NO_GROUP = Group()


class Building(Frozen):
    """One building that was completed in the year (楼堂馆所)."""

    approved_area: Annotated[Entry, Label("批复规模（㎡）", ("批准规模",), AREA)] = NOTHING
    actual_area: Annotated[Entry, Label("实际规模（㎡）", (), AREA)] = NOTHING
    area_rate: Annotated[Entry, Label("规模控制率", ("规规模控制率",), RATE)] = NOTHING
    budget: Annotated[Entry, Label("预算投资（万元）", ("概算投资",), AMOUNT)] = NOTHING
    actual: Annotated[Entry, Label("实际投资（万元）", (), AMOUNT)] = NOTHING
    investment_rate: Annotated[Entry, Label("投资概算控制率", ("投资控制率",), RATE)] = NOTHING


class Staff(Frozen):
    """财政供养人员情况: the first block, one row."""

    posts: Annotated[Entry, Label("编制数", ("编制人数",), COUNT, required=True)] = NOTHING
    staff: Annotated[
        Entry,
        Label(
            "{year}年实际在职人数", ("实际在职人数", "年末实际在职人数", "在职人数", "在职人员数"), COUNT, required=True
        ),
    ] = NOTHING
    control_rate: Annotated[Entry, Label("控制率", ("在职人员控制率",), RATE)] = NOTHING


_FUND_LEVELS = ("省级", "市级", "区级", "州级", "省、市级", "市、县级", "省、市、县级", "上级")


class BaseData(Form):
    """基础数据表. Rows that a form does not have stay empty."""

    letter: ClassVar[str] = "A"
    chinese: ClassVar[str] = "基础数据表"

    people: Staff = Staff()
    last_heading: Entry = NOTHING
    budget_heading: Entry = NOTHING
    final_heading: Entry = NOTHING
    three_public: Annotated[Amounts, Label("三公经费", (), AMOUNT, required=True)] = NO_AMOUNTS
    vehicles: Annotated[
        Amounts,
        Label("1、公务用车购置和维护经费", ("公务用车购置及运行维护费", "公务用车购置和运行经费"), AMOUNT),
    ] = NO_AMOUNTS
    vehicle_purchase: Annotated[Amounts, Label("其中：公车购置", ("公务用车购置", "公务用车购置费"), AMOUNT)] = (
        NO_AMOUNTS
    )
    vehicle_running: Annotated[Amounts, Label("公车运行维护", ("公务用车运行维护", "公务用车运行维护费"), AMOUNT)] = (
        NO_AMOUNTS
    )
    abroad: Annotated[
        Amounts, Label("2、出国经费", ("因公出国经费", "因公出国（境）费", "因公出国（境）费用"), AMOUNT)
    ] = NO_AMOUNTS
    reception: Annotated[Amounts, Label("3、公务接待", ("公务接待费",), AMOUNT)] = NO_AMOUNTS
    project_spending: Annotated[Amounts, Label("项目支出：", (), AMOUNT)] = NO_AMOUNTS
    business: Annotated[Group, Label("1、业务工作经费", ("业务工作专项（一个项目一行）", "业务工作专项"), AMOUNT)] = (
        NO_GROUP
    )
    running: Annotated[Group, Label("2、运行维护经费", ("运行维护专项（一个项目一行）", "运行维护专项"), AMOUNT)] = (
        NO_GROUP
    )
    special: Annotated[
        Group,
        Label(
            "3、县级专项资金（一个专项一行）",
            ("专项资金", *(f"{level}专项资金" for level in _FUND_LEVELS)),
            AMOUNT,
        ),
    ] = NO_GROUP
    office: Annotated[Amounts, Label("公用经费", (), AMOUNT, required=True)] = NO_AMOUNTS
    office_expenses: Annotated[Amounts, Label("其中：办公经费", ("办公费",), AMOUNT)] = NO_AMOUNTS
    utilities: Annotated[Amounts, Label("水费、电费、差旅费", (), AMOUNT)] = NO_AMOUNTS
    meetings: Annotated[Amounts, Label("会议费、培训费", (), AMOUNT)] = NO_AMOUNTS
    other_office: Annotated[Amounts, Label("其他公用经费", (), AMOUNT)] = NO_AMOUNTS
    procurement: Annotated[Amounts, Label("政府采购金额", ("政府采购",), AMOUNT)] = NO_AMOUNTS
    adjustment: Annotated[Amounts, Label("部门基本支出预算调整", (), AMOUNT)] = NO_AMOUNTS
    buildings: tuple[Building, ...] = ()
    buildings_heading: Entry = NOTHING
    thrift: Annotated[Entry, Label("厉行节约保障措施", ("厉行节约措施",))] = NOTHING

    @property
    def groups(self) -> tuple[Group, Group, Group]:
        """The three groups of projects, in the order of the form."""
        return self.business, self.running, self.special
