"""What is wrong with a rulebook comes as one Chinese sentence: the file, the key, what was expected."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from xladdin.errors import InputError, RulebookError
from xladdin.rulebooks.loader import OWN_FOLDERS, available, load
from xladdin.scoring.rules import score_rule

COUNTY = """\
id: my-county-2025
name: 某县 2025 年度
place: 某县
units: [某县]
year: 2025
version: "1"
extends: hunan
checked_on: 2025-06-01
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A rulebook in a folder of one's own."""

    def _write(text: str, rulebook_id: str = "my-county-2025") -> Path:
        folder = tmp_path / rulebook_id
        folder.mkdir(exist_ok=True)
        (folder / "rulebook.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return _write


def test_a_new_county_is_one_new_folder(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    own = write(
        COUNTY
        + """
sources: {own-table: 《某县2025年度部门整体支出绩效评价指标评分表》}
rules:
  control_rate:
    weight: 8
    method: {deduct: 0.8}
    source: {document: own-table, row: 在职人员控制率}
    checked_on: 2025-06-01
  building_area: null
  energy:
    name: 节能降耗
    level1: 过程
    level2: 预算管理
    weight: 2
    inputs: [{label: 未落实的节能措施}]
    method: {kind: violations, deduct: 1, unit: 项}
    source: {document: own-table, row: 节能降耗}
    checked_on: 2025-06-01
  satisfaction:
    method: {kind: deduct, standard: 95%, direction: below, step: 5%, deduct: 2, steps: whole}
checks: {JC204: off, ZP113: hint}
"""
    )
    monkeypatch.setenv(OWN_FOLDERS, str(own))
    rulebook = load("my-county-2025")
    assert "my-county-2025" in [found.id for found in available()]
    assert score_rule(rulebook, "control_rate", Decimal(202), Decimal(200)).score == Decimal("7.2")
    assert score_rule(rulebook, "energy", Decimal(1)).score == 1
    assert score_rule(rulebook, "satisfaction", Decimal("0.89")).score == 4
    assert "building_area" not in rulebook.rules
    gone = score_rule(rulebook, "building_area", Decimal(1), Decimal(1))
    assert gone.problem == "某县 2025 年度的评分表没有这一行"
    assert rulebook.checks["JC204"].severity == "off"
    assert score_rule(load("hunan-miluo-2023"), "control_rate", Decimal(202), Decimal(200)).score == Decimal("4.5")


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ("rules: {control_rate: {weight: 多}}", "rules.control_rate.weight 应为数字或百分数，例如 0.5 或 100%"),
        ("rules: {control_rate: {wieght: 5}}", "rules.control_rate.wieght 是不认识的键，应去掉或改正拼写"),
        ("colour: red", "colour 是不认识的键，应去掉或改正拼写"),
        ("rules: {control_rate: {method: {step: 0}}}", "rules.control_rate.method.step 应大于 0"),
        (
            "rules: {control_rate: {method: {direction: up}}}",
            "rules.control_rate.method.direction 应为 above、below、both 之一",
        ),
        (
            "rules: {control_rate: {method: {kind: magic}}}",
            "rules.control_rate.method.kind 应为 deduct、bands、items、violations、share、chosen 之一",
        ),
        ("rules: {control_rate: {method: {kind: bands}}}", "缺少 rules.control_rate.method.bands，应补上"),
        (
            "rules: {control_rate: {method: {kind: share}}}",
            "rules.control_rate 有 rate 的规则应采用 deduct 或 bands，不能采用 share",
        ),
        (
            "rules: {budget_control: {method: {bands: [{at_most: 0%, points: 5}, {over: 5%, points: 0}]}}}",
            "rules.budget_control.method 各档应首尾相接，每个界限只属于一档",
        ),
        ("rules: {systems: {weight: 9}}", "rules.systems 计分方法的最高分 8 应等于分值 9"),
        ("execution: {source: {document: nowhere}}", "execution 的 document“nowhere”应是 sources 里的一项"),
        ("execution: {checked_on: 去年}", "execution.checked_on 应为日期，例如 2024-12-31"),
        ("execution: 10", "execution 应为“键: 值”的形式"),
        ("evaluation: {headings: 产出}", "evaluation.headings 应为列表（每项前加“- ”）"),
        ("evaluation: {headings: [{weight: 30}]}", "缺少 evaluation.headings.第 1 项.name，应补上"),
        ("forms: {base_data: {status: maybe}}", "forms.base_data.status 应为 required、optional、absent 之一"),
        ("checks: {JC101: loud}", "checks.JC101 应为 off、error、warning、hint 之一"),
        ("checks: {JC301: {parameters: {most: 3}}}", "checks.JC301 的参数 most 应在 meanings 里写明含义"),
        (
            "checks: {JC301: {parameters: {most: 3}, meanings: {most: '最多 {} 个'}}}",
            "checks.JC301 写了 parameters，应在 source 里写明出处",
        ),
        (
            "checks: {ZP116: {source: {document: nowhere}}}",
            "checks.ZP116 的 document“nowhere”应是 sources 里的一项",
        ),
        ("grades: {steps: [{name: 优, from: 90}]}", "grades 等级应从高到低排列，最后一级的 from 应为 0"),
    ],
)
def test_a_wrong_key_is_named(write: Write, extra: str, sentence: str) -> None:
    own = write(f"{COUNTY}{extra}\n")
    with pytest.raises(RulebookError) as caught:
        load("my-county-2025", own)
    assert str(caught.value) == f"{own / 'my-county-2025' / 'rulebook.yaml'}：{sentence}。"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("id: [", "第 2 行应为正确的 YAML，请检查缩进、冒号和引号"),
        (COUNTY + "year: 2026\n", "第 9 行的键 year 重复，每个键应只写一次"),
        (COUNTY + "execution: {weight: .inf}\n", "第 9 行的 .inf 应为普通的数字"),
        ("- 1\n", "应为“键: 值”的形式"),
        (COUNTY.replace("id: my", "id: your"), "id 应与文件夹同名“my-county-2025”，现在是“your-county-2025”"),
        (COUNTY.replace("extends: hunan", "extends: hubei"), "extends 应为已有规则集的编号，没有“hubei”"),
        (COUNTY.replace("extends: hunan\n", ""), "缺少 sources，应补上"),
        (COUNTY.replace("place: 某县\n", ""), "应写 place（地区）和 year（年度）"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(write: Write, text: str, part: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load("my-county-2025", write(text))
    assert "rulebook.yaml：" in str(caught.value)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cycle_is_shown(write: Write) -> None:
    write(COUNTY.replace("extends: hunan", "extends: other"))
    own = write(COUNTY.replace("my-county-2025", "other").replace("extends: hunan", "extends: my-county-2025"), "other")
    with pytest.raises(RulebookError, match="循环（my-county-2025 → other → my-county-2025）"):
        load("my-county-2025", own)


def test_a_mistake_in_the_base_names_the_base(write: Write) -> None:
    write(COUNTY.replace("extends: hunan", "extends: base"))
    own = write(COUNTY.replace("my-county-2025", "base") + "execution: {weight: 多}\n", "base")
    with pytest.raises(RulebookError, match=r"base.rulebook\.yaml：execution\.weight"):
        load("my-county-2025", own)


def test_two_rulebooks_cannot_have_one_name(write: Write) -> None:
    own = write(COUNTY.replace("my-county-2025", "hunan-miluo-2023"), "hunan-miluo-2023")
    with pytest.raises(RulebookError, match="有两份"):
        load("hunan-miluo-2023", own)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x-2025").mkdir()
    (tmp_path / "x-2025" / "rulebook.yaml").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(RulebookError, match="应为 UTF-8"):
        load("x-2025", tmp_path)


def test_an_unknown_rulebook_lists_the_choices() -> None:
    with pytest.raises(InputError, match=r"没有规则集“hubei”，可用的有：.*hunan-miluo-2023"):
        load("hubei")


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OWN_FOLDERS, str(tmp_path / "nowhere"))
    with pytest.raises(RulebookError, match="不存在"):
        available()
