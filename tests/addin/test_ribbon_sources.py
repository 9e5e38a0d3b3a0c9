"""Ribbon, callbacks and actions are one list: what a button calls exists, and what exists has a button."""

import inspect
import re
from pathlib import Path

import pytest
from lxml import etree

from xladdin import resources
from xladdin.addin.ribbon_sources import NAMESPACE, callbacks_source, ribbon_xml
from xladdin.ribbon import actions
from xladdin.ribbon.registry import ACTIONS, GROUPS, Action

BUTTONS = {
    "开始": ["新建自评工作簿", "增加项目表", "收集项目表", "导入 Word", "带入上年数据"],
    "评分": ["重新计算", "解释得分", "采用计算得分"],
    "校验": ["校验", "上一条", "下一条", "填写说明", "一键修正", "清除标记"],
    "报送": ["校验并打包", "生成自评报告", "核对报告", "导出 PDF"],
    "帮助": ["使用手册", "环境诊断", "关于"],
}


def committed(path: str) -> str:
    return (resources.macros() / path).read_text(encoding="utf-8")


def ribbon() -> etree._Element:
    return etree.fromstring(ribbon_xml().encode("utf-8"))


def test_committed_ribbon_and_callbacks_are_those_of_the_registry() -> None:
    assert committed("ribbon/customUI14.xml") == ribbon_xml()
    assert committed("vba/XladdinRibbon.bas") == callbacks_source()


def test_ribbon_keeps_to_the_schema() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("customui14.xsd")))
    schema.assertValid(ribbon())


def test_tab_has_the_groups_and_buttons_that_were_asked_for() -> None:
    tab = ribbon().find(f".//{{{NAMESPACE}}}tab")
    assert tab.get("label") == "绩效自评"
    assert {group.get("label"): [button.get("label") for button in group] for group in tab} == BUTTONS


def test_a_callback_for_every_button_and_a_button_for_every_callback() -> None:
    called = set(re.findall(r'(?:onAction|getVisible)="(\w+)"', ribbon_xml()))
    defined = re.findall(r"^Public Sub (\w+)\(control As IRibbonControl", callbacks_source(), re.MULTILINE)
    assert called == set(defined)
    assert len(defined) == len(set(defined))


def test_every_callback_runs_the_action_of_its_button() -> None:
    source = callbacks_source()
    for action in ACTIONS.values():
        body = re.search(rf"Sub {action.callback}\(control As IRibbonControl\)\n(.*?)\nEnd Sub", source, re.DOTALL)
        assert body is not None
        assert body[1].strip() == f'RunAction "{action.key}", NeedsBook:={action.needs_book}'


def test_every_action_has_a_function_and_every_function_an_action() -> None:
    assert set(actions.__all__) == set(ACTIONS)
    for key in ACTIONS:
        assert list(inspect.signature(getattr(actions, key)).parameters) == ["desk"]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_every_action_says_in_chinese_what_it_does(action: Action) -> None:
    for text in (action.label, action.screentip, action.supertip):
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert text == text.strip()
    assert action.supertip.endswith("。")
    assert re.fullmatch(r"[A-Z][A-Za-z]+", action.icon)


def test_keys_labels_and_callbacks_are_unique() -> None:
    listed = [action for group in GROUPS for action in group.actions]
    assert len(listed) == len(ACTIONS)
    for texts in ([a.label for a in listed], [a.callback for a in listed], [a.icon for a in listed]):
        assert len(texts) == len(set(texts))


def test_each_group_has_at_most_one_large_button() -> None:
    for group in GROUPS:
        assert sum(action.large for action in group.actions) <= 1
