"""Whose report it is: the unit that its title or cover names is looked for in the tables (BG110)."""

from collections.abc import Iterator

from xladdin.checks.agreement import names_of_units
from xladdin.checks.finding import Flaw
from xladdin.checks.registry import Context, check
from xladdin.values.department import same_department


@check("BG110", "warning", "报告的单位", "报告应是填报单位自己的报告")
def report_unit(context: Context) -> Iterator[Flaw]:
    """1. 部门报告的标题、封面写的单位，应是各表的填报单位、部门、主管部门、实施单位之一；都不是的，多半拿错了报告。
    2. 简称算同一单位：市县不矛盾，去掉市县和“局、中心”等字，一个名称的字依次都在另一个里（住建局、住房和城乡建设局）。
    3. 报告或者各表没有写单位的、项目支出报告不核对。
    """
    names = [entry for _, entry, _ in names_of_units(context)]
    for report in context.filing.reports:
        unit = report.filling_unit
        if report.kind == "project" or not unit.text or not names:
            continue
        if not any(same_department(unit.text, name.text) for name in names):
            expected = context.filing.unit or names[0].text
            yield Flaw(
                report, unit, "报告单位",
                f"报告写的单位是“{unit.text}”，各表写的是“{expected}”，可能拿错了报告",
                unit.text, expected, None, "换成本单位的报告；是同一单位的，统一名称，或写明原因",
            )  # fmt: skip
