"""The rulebooks that ship: every parameter says where it is written, and none stands in Python."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from xladdin.rulebooks.differences import Difference, describe, differences
from xladdin.rulebooks.loader import available, choices, load, suggest
from xladdin.rulebooks.method import Sourced
from xladdin.rulebooks.parameters import CheckSetting
from xladdin.rulebooks.schema import RateKey, Rulebook, not_compared, sources_of
from xladdin.scoring.rates import RATES

SHIPPED = [
    "hunan-hengyang-2024", "hunan-yueyang-2024", "hunan-miluo-2023", "hunan-changning-2021", "hunan-hengshan-2020",
]  # fmt: skip


def _sections(section: object) -> list[Sourced | CheckSetting]:
    values: list[object] = []
    if hasattr(type(section), "model_fields"):
        values = [getattr(section, name) for name in type(section).model_fields]
    elif isinstance(section, dict):
        values = list(section.values())
    elif isinstance(section, tuple):
        values = list(section)
    here = [section] if isinstance(section, (Sourced, CheckSetting)) else []
    return here + [found for value in values for found in _sections(value)]


def test_the_five_are_available_and_the_base_is_not() -> None:
    assert [rulebook.id for rulebook in available()] == SHIPPED
    assert load("hunan").abstract
    assert "hunan-miluo-2023（汨罗市 2023 年度）" in choices()


@pytest.mark.parametrize("rulebook_id", [*SHIPPED, "hunan"])
def test_every_parameter_has_its_source_and_the_day_it_was_checked(rulebook_id: str) -> None:
    rulebook = load(rulebook_id)
    sections = _sections(rulebook)
    assert len(sections) >= 30
    for section in sections:
        assert section.source is not None
        assert rulebook.sources[section.source.document]
        assert section.checked_on or section.note
    assert len(sources_of(rulebook)) == len(sections)


def test_what_nobody_has_compared_yet_is_counted() -> None:
    assert not_compared(load("hunan-miluo-2023")) == [
        "grades", "rules.three_public_change.variants.0", "rules.budget_control.variants.0"
    ]  # fmt: skip


@pytest.mark.parametrize("rulebook_id", [*SHIPPED, "hunan"])
def test_parameters_of_checks_are_said_in_words(rulebook_id: str) -> None:
    rulebook = load(rulebook_id)
    assert rulebook.checks
    for setting in rulebook.checks.values():
        assert setting.meanings.keys() == setting.parameters.keys()
        assert all("{}" in said or "{count}" in said for said in setting.meanings.values())


@pytest.mark.parametrize("rulebook_id", SHIPPED)
def test_the_weights_of_a_table_come_to_a_hundred(rulebook_id: str) -> None:
    rulebook = load(rulebook_id)
    assert sum(rule.weight or Decimal(0) for rule in rulebook.rules.values()) == 100
    weights = [heading.weight for heading in rulebook.evaluation.headings]
    if rulebook.execution.weight is not None and weights and None not in weights:
        assert sum(weight or Decimal(0) for weight in weights) + rulebook.execution.weight == rulebook.evaluation.full
    if rulebook.work_assessment:
        assert sum(rule.weight or Decimal(0) for rule in rulebook.work_assessment.values()) == 100


def test_what_a_document_does_not_state_is_not_invented() -> None:
    for rulebook_id in ("hunan-hengyang-2024", "hunan-changning-2021"):
        rulebook = load(rulebook_id)
        assert rulebook.execution.weight is None
        assert all(heading.weight is None for heading in rulebook.evaluation.headings)
        assert rulebook.evaluation.note


def test_no_document_carries_a_persons_name_or_an_internal_one() -> None:
    for file in (Path(__file__).parents[2] / "xladdin" / "rulebooks").glob("*/rulebook.yaml"):
        assert not re.search(r"(?i)seed|站长|书记", file.read_text("utf-8"))


def test_the_schema_knows_exactly_the_rates_that_there_are() -> None:
    assert set(get_args(RateKey)) == set(RATES)


@pytest.mark.parametrize(
    ("year", "unit", "expected"),
    [
        (2023, "汨罗市住建系统", "hunan-miluo-2023"),
        (2025, "汨罗市住建系统", "hunan-miluo-2023"),
        (None, "汨罗市住建系统", "hunan-miluo-2023"),
        (2024, "岳阳市建设工程质量安全监督站", "hunan-yueyang-2024"),
        (2020, "衡山县住房和城乡建设局", "hunan-hengshan-2020"),
        (2024, "衡阳市衡山县住房和城乡建设局", "hunan-hengshan-2020"),
        (2024, "衡阳市住房和城乡建设局", "hunan-hengyang-2024"),
        (2021, "常宁市住房和城乡建设局（人防办）", "hunan-changning-2021"),
        (2022, "汨罗市住建系统", None),
        (2024, "长沙市财政局", None),
        (2024, "", None),
    ],
)
def test_year_and_unit_suggest_a_rulebook(year: int | None, unit: str, expected: str | None) -> None:
    found = suggest(year, unit)
    assert (found.id if found else None) == expected


def test_the_digest_is_that_of_the_content() -> None:
    rulebook = load("hunan-miluo-2023")
    again = Rulebook.model_validate(rulebook.model_dump(by_alias=True))
    assert rulebook.digest == again.digest
    assert re.fullmatch(r"[0-9a-f]{64}", rulebook.digest)
    assert len({load(rulebook_id).digest for rulebook_id in SHIPPED}) == len(SHIPPED)


def test_differences_are_words_that_an_accountant_reads() -> None:
    found = differences(load("hunan-miluo-2023"), load("hunan-yueyang-2024"))
    assert Difference("部门自评表", "产出指标 分值", "30 分", "50 分") in found
    assert Difference("部门自评表", "成本指标 分值", "20 分", "（没有）") in found
    assert Difference("自评工作考核评分表", "整张表", "（没有）", "有（28 条规则）") in found
    assert not differences(load("hunan-miluo-2023"), load("hunan-miluo-2023"))


def test_describe_says_the_rule_the_points_and_the_basis() -> None:
    rows = {(row.table, row.rule): row for row in describe(load("hunan-hengshan-2020"))}
    row = rows["评分表", "在职人员控制率 计分"]
    assert row.content == "不高于 100% 计满分，每超过 1 个百分点扣 0.5 分（满一档才扣），扣完为止"
    assert row.basis.startswith("《衡山县2020年度部门整体支出绩效评价指标评分表》 投入/预算配置 在职人员控制率（核对 ")
    assert "0.8" in rows["评分表", "“三公经费”变动率 原表矛盾"].content
    assert all(row.content for row in rows.values())


def test_labels_and_checks_are_described_without_names_of_fields() -> None:
    rows = {(row.table, row.rule): row for row in describe(load("hunan-hengshan-2020"), {"JC204": "数量级"})}
    label = rows["部门整体支出绩效评价基础数据表", "栏目“1、业务工作经费”"]
    assert label.content == "印作“业务工作专项”"
    size = rows["检查", "JC204 数量级"]
    assert size.content == "与上年决算数相差 10 倍以上的提示；较大的一个数不到 10 万元的不核对"
    assert size.basis == "本软件的约定（收集到的文件没有规定）（核对 2026-11-20）"
    assert rows["检查", "ZP119"].content.startswith(
        "全年预算数比年初预算数增减超过 30% 的应有说明；写了这些词的算有说明：追加、"
    )
    assert rows["检查", "WZ102"].content == "按 8 种写法认出没有改掉的填表提示和占位文字"


@pytest.mark.parametrize("rulebook_id", SHIPPED)
def test_nothing_of_the_program_is_shown_to_a_person(rulebook_id: str) -> None:
    for row in describe(load(rulebook_id)):
        shown = re.sub(r"^(?:[A-Z]{2}\d{3})", "", row.rule) + row.content + row.basis
        assert not re.search(r"[A-Za-z_]{2,}|[\\^$({\[]['\"?:]| = ", shown), row


def test_importing_the_loader_loads_neither_yaml_nor_models() -> None:
    code = (
        "import sys, xladdin.rulebooks.loader, xladdin.scoring.rules, xladdin.scoring.grade; "
        "print([name for name in ('yaml', 'pydantic') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
