"""`xladdin rules list`, `show` and `diff` as a person sees them."""

import json

import pytest

from xladdin.cli import main


def _said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setenv("COLUMNS", "240")
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(["rules", *arguments]))
    assert not ended.value.code
    return capsys.readouterr().out


def test_the_list_says_how_much_is_not_compared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _said(capsys, monkeypatch, "list")
    assert shown.count("2026-11-20，另有 3 处尚未核对") == 5
    found = json.loads(_said(capsys, monkeypatch, "list", "--json"))
    assert len(found) == 5
    assert all(len(rulebook["not_compared"]) == 3 for rulebook in found)


def test_show_names_the_checks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _said(capsys, monkeypatch, "show", "hunan-hengshan-2020")
    assert "JC204 数量级" in shown
    assert "栏目“其他公用经费”" in shown
    assert shown.count("（尚未核对）") == 3


def test_diff_names_labels_as_the_form_prints_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _said(capsys, monkeypatch, "diff", "hunan-hengshan-2020", "hunan-miluo-2023")
    assert "栏目“1、业务工作经费”" in shown
    assert "business" not in shown
