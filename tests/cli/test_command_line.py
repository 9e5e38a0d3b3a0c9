"""The frame of the command line: help and mistakes in Chinese, exit codes, any terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

import pytest
from typer.main import get_command

from xladdin import __version__
from xladdin.cli import main
from xladdin.cli.commands import app


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "xladdin.cli", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"xladdin {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["rules", "--help"], ["rules", "diff", "--help"], ["score", "--help"]]
)
def test_help_is_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "用法：xladdin" in shown
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "required"):
        assert english not in shown


def commands(family: Any, *names: str) -> Iterator[list[str]]:
    yield list(names)
    for name, command in getattr(family, "commands", {}).items():
        yield from commands(command, *names, name)


@pytest.mark.parametrize("arguments", list(commands(get_command(app))), ids=" ".join)
def test_help_is_whole_at_80_columns(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every sentence that was written is there, and no line is broken by the terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*arguments, "--help"]) == 0
    shown = capsys.readouterr().out
    assert max(width(line) for line in shown.splitlines()) <= 80
    command = get_command(app)
    for name in arguments:
        command = command.commands[name]
    said = [command.help, *(parameter.help for parameter in command.params)]
    said += [one.help.partition("\n\n")[0] for one in getattr(command, "commands", {}).values()]
    whole = "".join(shown.split())
    assert all("".join(text.split()) in whole for text in said if text)


def width(line: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sccore"], "没有“sccore”这个命令（相近的有 score），请用 xladdin --help 查看用法。"),
        (["--nothing"], "没有 --nothing 这个选项，请用 xladdin --help 查看用法。"),
        (["rules"], "缺少命令，请用 xladdin rules --help 查看用法。"),
        (["rules", "show"], "缺少参数“规则集”，请用 xladdin rules show --help 查看用法。"),
        (["rules", "list", "a", "b"], "多出了“a b”，请用 xladdin rules list --help 查看用法。"),
        (["rules", "list", "--json=1"], "选项 --json 后面不带内容，请用 xladdin --help 查看用法。"),
        (["score", "a.xlsx", "--rulebook"], "选项 --rulebook 后面缺少内容，请用 xladdin --help 查看用法。"),
        (["import", "a.docx"], "缺少选项 --out，请用 xladdin import --help 查看用法。"),
        (
            ["new", "hunan-miluo-2023", "-o", "a.xlsx", "--year", "24"],
            "选项 --year 应是数，2000 至 2100，请用 xladdin new --help 查看用法。",
        ),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.err == f"{sentence}\n"
    assert shown.out == ""


def test_unknown_rulebook(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "nowhere-1999"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("没有规则集“nowhere-1999”")
    assert shown.err.count("\n") == 1


def test_rules_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--json"]) == 0
    listed = {rulebook["id"] for rulebook in json.loads(capsys.readouterr().out)}
    assert {"hunan-miluo-2023", "hunan-yueyang-2024"} <= listed
    assert main(["rules", "list"]) == 0
    shown = capsys.readouterr().out
    assert all(identifier in shown for identifier in listed)


def test_rules_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "hunan-miluo-2023", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["name"] == "汨罗市 2023 年度"
    assert {"table": "部门自评表", "rule": "产出指标 分值", "content": "30 分"}.items() <= {
        key: row[key]
        for row in shown["rules"]
        if row["rule"] == "产出指标 分值"
        for key in ("table", "rule", "content")
    }.items()


def test_rules_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "diff", "hunan-miluo-2023", "hunan-yueyang-2024", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["differences"]
    assert {"table": "部门自评表", "rule": "产出指标 分值", "before": "30 分", "now": "50 分"} in found
    assert main(["rules", "diff", "hunan-miluo-2023", "hunan-miluo-2023"]) == 0
    assert "规则相同" in capsys.readouterr().out


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_a_terminal_that_knows_no_chinese_gets_utf8(environment: dict[str, str]) -> None:
    finished = run("rules", "show", "没有", **environment)
    assert finished.returncode == 2
    assert finished.stderr.decode().startswith("没有规则集“没有”")
    assert "汨罗市" in run("rules", "list", **environment).stdout.decode()


def test_a_terminal_in_gbk_keeps_its_encoding_but_json_is_utf8() -> None:
    gbk = {"PYTHONIOENCODING": "gbk"}
    assert "汨罗市" in run("rules", "list", **gbk).stdout.decode("gbk")
    assert "汨罗市" in run("rules", "list", "--json", **gbk).stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 head")
def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m xladdin.cli rules show hunan-miluo-2023 | head -1"
    finished = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert finished.stderr == b""


def test_a_line_break_in_a_name_stays_in_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "没有\n的.xlsx"]) == 2
    assert capsys.readouterr().err == "找不到“没有?的.xlsx”，请检查文件名和所在的文件夹。\n"


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from xladdin.rulebooks import loader

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loader, "available", stop)
    assert main(["rules", "list"]) == 130
    assert capsys.readouterr().err == ""
