"""Three functions such as udfs/ has, for the generator of the wrappers."""

import xlwings as xw


@xw.func(category="绩效自评")
@xw.arg("spent", doc="全年执行数")
def TINY_RATE(spent=None, budget=None):
    """执行率。"""
    return spent / budget


@xw.func(volatile=True)
def TINY_NOW():
    """每次重算。"""
    return 1


@xw.func
def TINY_SUM(*values):
    """合计。"""
    return sum(values)


def not_a_function_for_cells():
    """Stays in Python."""
