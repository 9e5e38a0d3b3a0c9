"""The toolbar and the menu 绩效自评, as settings of LibreOffice: the same buttons as on Excel's ribbon."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from xladdin.calc.functions import SCRIPT
from xladdin.ribbon.registry import GROUPS, TAB, Action

MARK = "xladdin"  # every setting of ours carries it
_CONTEXT = "com.sun.star.sheet.SpreadsheetDocument"
_ADDONS = "/org.openoffice.Office.Addons/AddonUI"
_EVENTS = "/org.openoffice.Office.Events/ApplicationEvents/Bindings"
_STATES = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"


def script_url(function: str) -> str:
    """How LibreOffice calls a function of the script in the profile."""
    return f"vnd.sun.star.script:{SCRIPT}${function}?language=Python&location=user"


def settings() -> list[str]:
    """Lines for registrymodifications.xcu."""
    return [
        _line(f"{_ADDONS}/OfficeMenuBar", _menu()),
        _line(f"{_ADDONS}/OfficeToolBar", _toolbar()),
        _line(_STATES, _toolbar_name()),
        _line(_EVENTS, _node("OnLoad", BindingURL=script_url("opened"))),
    ]


def _line(path: str, node: ET.Element) -> str:
    item = ET.Element("item", {"oor:path": path})
    item.append(node)
    return ET.tostring(item, encoding="unicode")


def _menu() -> ET.Element:
    menu = _node(f"{MARK}.menu", Title=TAB, Context=_CONTEXT)
    entries = ET.SubElement(menu, "node", {"oor:name": "Submenu"})
    entries.extend(_entries())
    return menu


def _toolbar() -> ET.Element:
    toolbar = ET.Element("node", {"oor:name": f"{MARK}.toolbar", "oor:op": "replace"})
    toolbar.extend(_entries())
    return toolbar


def _toolbar_name() -> ET.Element:
    """In a row of its own: beside other toolbars the buttons at the end would be hidden."""
    name = f"private:resource/toolbar/addon_{MARK}.toolbar"
    return _node(name, UIName=TAB, Docked="true", DockingArea="0", DockPos="0,4", Visible="true")


def _entries() -> Iterator[ET.Element]:
    """The buttons, a line between the groups. LibreOffice sorts them by the names of their nodes."""
    entries: list[Action | None] = []
    for group in GROUPS:
        entries += [None, *group.actions] if entries else group.actions
    for number, action in enumerate(entries):
        name = f"m{number:03}"
        yield _node(name, URL="private:separator") if action is None else _button(name, action)


def _button(name: str, action: Action) -> ET.Element:
    return _node(name, URL=script_url(action.key), Title=action.label, Target="_self", Context=_CONTEXT)


def _node(name: str, **values: str) -> ET.Element:
    node = ET.Element("node", {"oor:name": name, "oor:op": "replace"})
    for key, value in values.items():
        prop = ET.SubElement(node, "prop", {"oor:name": key, "oor:op": "fuse"})
        # A text that people read belongs to a language; this one is shown in all of them.
        languages = ({"xml:lang": "en-US"}, {"xml:lang": "zh-CN"}) if key in ("Title", "UIName") else ({},)
        for language in languages:
            ET.SubElement(prop, "value", language).text = value
    return node
