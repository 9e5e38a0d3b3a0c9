"""The ribbon's XML and its VBA callbacks, both made from the registry of the actions."""

import xml.etree.ElementTree as ET

from xladdin.ribbon.registry import GROUPS, TAB, Action, Group

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACKS_MODULE = "XladdinRibbon"

_TAB_VISIBLE = "OnTabVisible"
_CALLBACKS_HEAD = f"""\
Attribute VB_Name = "{CALLBACKS_MODULE}"
Option Explicit

' Made from xladdin/ribbon/registry.py by "xladdin addin build": change it there.

Public Sub {_TAB_VISIBLE}(control As IRibbonControl, ByRef returnedValue As Variant)
    returnedValue = TabIsWanted()
End Sub
"""


def ribbon_xml() -> str:
    """The part customUI14.xml: the tab 绩效自评 with its groups and buttons."""
    root = ET.Element("customUI", {"xmlns": NAMESPACE})
    tabs = ET.SubElement(ET.SubElement(root, "ribbon"), "tabs")
    tab = ET.SubElement(tabs, "tab", {"id": "xladdinTab", "label": TAB, "getVisible": _TAB_VISIBLE})
    for group in GROUPS:
        _add_group(tab, group)
    ET.indent(root, "    ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_group(tab: ET.Element, group: Group) -> None:
    element = ET.SubElement(tab, "group", {"id": f"xladdinGroup_{group.key}", "label": group.label})
    for action in group.actions:
        ET.SubElement(
            element,
            "button",
            {
                "id": f"xladdin_{action.key}",
                "label": action.label,
                "screentip": action.screentip,
                "supertip": action.supertip,
                "imageMso": action.icon,
                "size": "large" if action.large else "normal",
                "onAction": action.callback,
            },
        )


def callbacks_source() -> str:
    """The VBA module with one procedure a button."""
    return "\n".join([_CALLBACKS_HEAD, *(_callback(action) for group in GROUPS for action in group.actions)])


def _callback(action: Action) -> str:
    return (
        f"Public Sub {action.callback}(control As IRibbonControl)\n"
        f'    RunAction "{action.key}", NeedsBook:={action.needs_book}\n'
        "End Sub\n"
    )
