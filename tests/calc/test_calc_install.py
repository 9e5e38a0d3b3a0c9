"""What is put into a profile is taken out again exactly; what LibreOffice makes of it."""

import json
import sys
from pathlib import Path

import pytest
import xlwings

from xladdin.calc.doctor import diagnose
from xladdin.calc.functions import SCRIPT
from xladdin.calc.install import install, record, uninstall
from xladdin.calc.office import Office, office
from xladdin.calc.profile import Profile, opening_is_taken, with_module, with_settings, without_module, without_settings
from xladdin.calc.runtime import properties
from xladdin.calc.script import folders, script_text
from xladdin.calc.toolbar import script_url, settings
from xladdin.cli import main
from xladdin.errors import InputError
from xladdin.ribbon.registry import ACTIONS, GROUPS, TAB

OWN_LINE = (
    '<item oor:path="/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"><node oor:name="another.menu" '
    'oor:op="replace"><prop oor:name="Title" oor:op="fuse"><value>别的</value></prop></node></item>\n'
)
REGISTRY = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items>\n{OWN_LINE}</oor:items>\n'
LIBRARY = '<library:library>\n <library:element library:name="Module1"/>\n</library:library>'


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_lines_go_in_and_out() -> None:
    changed = with_settings(REGISTRY, settings())
    assert changed.count("\n") == REGISTRY.count("\n") + len(settings())
    assert with_settings(changed, settings()) == changed
    assert without_settings(changed) == REGISTRY
    assert without_module(with_module(LIBRARY)) == LIBRARY
    assert with_module(with_module(LIBRARY)) == with_module(LIBRARY)


def test_the_users_own_macro_for_opening_stays() -> None:
    own = REGISTRY.replace(
        OWN_LINE,
        '<item oor:path="/org.openoffice.Office.Events/ApplicationEvents/Bindings"><node oor:name="OnLoad" '
        'oor:op="replace"><prop oor:name="BindingURL" oor:op="fuse"><value>vnd.sun.star.script:Mine</value></prop>'
        "</node></item>\n",
    )
    assert opening_is_taken(own)
    assert not opening_is_taken(REGISTRY)
    assert not opening_is_taken(with_settings(REGISTRY, settings()))


def test_the_buttons_are_those_of_the_ribbon() -> None:
    menu, toolbar, *_ = settings()
    for text in (menu, toolbar):
        places = [text.index(f">{script_url(key).replace('&', '&amp;')}<") for key in ACTIONS]
        assert places == sorted(places)
        assert all(action.label in text for action in ACTIONS.values())
        assert text.count("private:separator") == len(GROUPS) - 1


def test_the_script_finds_this_installation() -> None:
    text = script_text()
    compile(text, SCRIPT, "exec")
    assert f"PYTHON = {sys.version_info[:2]}" in text
    assert all((folder / "xladdin").is_dir() or (folder / "pydantic").is_dir() for folder in folders())
    assert all(f"def {key}(" in text for key in ACTIONS)


@pytest.fixture(scope="module")
def used_profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile that its owner has used before."""
    profile = Profile(tmp_path_factory.mktemp("used"))
    profile.must_exist()
    registry = profile.settings.read_text("utf-8")
    profile.settings.write_text(registry.replace("</oor:items>", f"{OWN_LINE}</oor:items>"), "utf-8")
    return profile


@pytest.mark.libreoffice
def test_uninstalled_byte_for_byte(used_profile: Profile) -> None:
    before = contents(used_profile.folder)
    written = {step.path for step in install(used_profile)}
    first = contents(used_profile.folder)
    install(used_profile)
    assert contents(used_profile.folder) == first, "installing twice changes nothing"
    changed = {used_profile.folder / name for name, content in first.items() if before.get(name) != content}
    assert {path for path in changed if path.is_file()} == written | {record(used_profile)}
    uninstall(used_profile)
    assert contents(used_profile.folder) == before
    with pytest.raises(InputError, match="无需卸载"):
        uninstall(used_profile)


@pytest.mark.libreoffice
def test_uninstalled_after_libreoffice_has_written_its_settings(used_profile: Profile) -> None:
    install(used_profile)
    with office(used_profile.folder) as running:
        provider = running.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", running.context
        )
        update = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            properties(nodepath="/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"),
        )
        assert update.getByName("xladdin.menu").Title == TAB
        update.getByName("xladdin.menu").Title = "改名"
        update.commitChanges()
    uninstall(used_profile)
    registry = used_profile.settings.read_text("utf-8")
    assert "xladdin" not in registry
    assert "another.menu" in registry


@pytest.mark.libreoffice
def test_libreoffice_knows_the_toolbar(running: Office) -> None:
    provider = running.context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", running.context
    )
    toolbar = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess",
        properties(nodepath="/org.openoffice.Office.Addons/AddonUI/OfficeToolBar/xladdin.toolbar"),
    )
    buttons = [toolbar.getByName(name) for name in toolbar.ElementNames]
    shown = [button.Title or button.URL for button in buttons]
    groups = [[action.label for action in group.actions] for group in GROUPS]
    assert " ".join(shown).split(" private:separator ") == [" ".join(labels) for labels in groups]


@pytest.mark.libreoffice
def test_a_button_reaches_its_action(app: xlwings.App, book: xlwings.Book, running: Office) -> None:
    """Pressed inside LibreOffice; without a window its message goes nowhere."""
    assert book.name in app.books
    factory = running.context.ServiceManager.createInstanceWithContext(
        "com.sun.star.script.provider.MasterScriptProviderFactory", running.context
    )
    factory.createScriptProvider("").getScript(script_url("about")).invoke((), (), ())


@pytest.mark.libreoffice
def test_doctor(installed: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [line for line in diagnose(installed) if line.state != "正常"] == []
    assert main(["calc", "doctor", "--json", "--profile", str(tmp_path)]) == 1
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert [line["state"] for line in lines] == ["正常"] * 3 + ["有问题"] * 5
    assert all(line["advice"] for line in lines if line["state"] == "有问题")


@pytest.mark.libreoffice
def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = ["--profile", str(tmp_path / "新的 配置")]
    assert main(["calc", "uninstall", *profile]) == 2
    assert main(["calc", "install", *profile]) == 0
    assert "安装完成" in capsys.readouterr().out
    assert main(["calc", "uninstall", *profile]) == 0
    assert main(["calc", "open", str(tmp_path / "没有.xlsx"), *profile]) == 2
    assert "没有找到文件" in capsys.readouterr().err


@pytest.mark.libreoffice
def test_install_while_libreoffice_runs(installed: Profile, running: Office) -> None:
    assert running.pid
    with pytest.raises(InputError, match="请先全部关闭"):
        install(installed)
