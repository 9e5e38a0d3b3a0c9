"""What a run does with the checks: roots and consequences, order, a rulebook's settings, odd contents."""

from decimal import Decimal
from pathlib import Path

import pytest
from clean_filing import clean, edited
from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.checks import run_checks
from xladdin.checks.finding import Correction
from xladdin.checks.matching import paired, same_names
from xladdin.forms.entry import NOTHING, Address, entries_of
from xladdin.forms.evaluation import FundEvaluation
from xladdin.rulebooks.loader import load
from xladdin.values.number import from_float

RULEBOOK = "hunan-miluo-2023"
OVER = {"base_data.office.final": "297.69", "base_data.other_office.final": "145.06"}


def _own_rulebook(folder: Path, checks: str) -> str:
    place = folder / "own"
    place.mkdir()
    text = (
        f"id: own\nname: 试用\nplace: 江城县\nyear: 2023\nversion: '1'\nextends: {RULEBOOK}\nchecked_on: 2026-11-20\n"
    )
    (place / "rulebook.yaml").write_text(f"{text}checks:\n{checks}", encoding="utf-8")
    return "own"


@pytest.mark.parametrize(
    ("setting", "severity"),
    [("JC202: off", None), ("JC202: hint", "hint"), ("JC202: error", "error"), ("JC201: off", "warning")],
)
def test_a_rulebook_turns_a_check_off_or_changes_its_severity(
    tmp_path: Path, setting: str, severity: str | None
) -> None:
    rulebook = load(_own_rulebook(tmp_path, f"  {setting}\n"), tmp_path)
    found = [one.severity for one in run_checks(edited(clean(RULEBOOK), OVER), rulebook) if one.code == "JC202"]
    assert found == ([] if severity is None else [severity])


def test_a_short_severity_leaves_the_parameters_in_place(tmp_path: Path) -> None:
    rulebook = load(_own_rulebook(tmp_path, "  JC204: error\n"), tmp_path)
    assert rulebook.checks["JC204"].parameters["factor"] == 10
    changed = edited(clean(RULEBOOK), {"base_data.procurement.last": "60000"})
    assert [one.severity for one in run_checks(changed, rulebook) if one.code == "JC204"] == ["error"]


def test_parameters_of_a_rulebook_count(tmp_path: Path) -> None:
    rulebook = load(_own_rulebook(tmp_path, "  ZP119: {parameters: {change: 1%}}\n"), tmp_path)
    assert "ZP119" in {one.code for one in run_checks(clean(RULEBOOK), rulebook)}


def test_a_score_names_the_cells_that_it_is_worked_out_from() -> None:
    """政府采购预算数 is blank in the 基础数据表, so that the 补充数据 has it."""
    filing = clean(RULEBOOK)
    table, supplement = filing.score_table, filing.supplement
    assert table is not None and supplement is not None
    row = next(number for number, row in enumerate(table.rows) if row.name.text == "政府采购执行率")
    changes = {"base_data.procurement.budget": "", "supplement.procurement_budget": "600"}
    changed = edited(filing, changes | {f"score_table.rows[{row}].score": "5"})
    (found,) = [one for one in run_checks(changed, load(RULEBOOK)) if one.field == "政府采购执行率 得分"]
    assert str(supplement.procurement_budget.address) in found.related


def test_negative_figures_of_staff_and_buildings_are_named() -> None:
    changes = {"base_data.people.control_rate": "-0.9", "base_data.buildings[0].actual_area": "-950"}
    found = [one for one in run_checks(edited(clean(RULEBOOK), changes), load(RULEBOOK)) if one.code == "JC203"]
    assert [one.message for one in found] == ["控制率填 -0.9，不应为负数", "楼堂馆所实际规模填 -950，不应为负数"]


def test_a_fund_without_a_name_lacks_the_name_of_a_fund() -> None:
    filing = clean("hunan-hengshan-2020")
    nameless = [form.model_copy(update={"name": NOTHING}) if isinstance(form, FundEvaluation) else form
                for form in filing.forms]  # fmt: skip
    found = run_checks(filing.model_copy(update={"forms": tuple(nameless)}), load("hunan-hengshan-2020"))
    assert "专项资金名称没有填写" in {one.message for one in found}


def test_projects_are_paired_as_kb101_says_whichever_check_asks(tmp_path: Path) -> None:
    renamed = edited(clean(RULEBOOK), {"base_data.special.items[0].label": "道路养护和管理专项"})
    assert "KB102" not in {one.code for one in run_checks(renamed, load(RULEBOOK))}
    checks = "  KB101: {severity: 'off', parameters: {similarity: 1}}\n"
    assert "KB102" in {one.code for one in run_checks(renamed, load(_own_rulebook(tmp_path, checks), tmp_path))}


def test_a_cap_of_the_rulebook_counts_for_the_total(tmp_path: Path) -> None:
    cap = "caps: [{execution_below: 0.96, total_at_most: 89, source: {document: convention}, checked_on: 2026-11-20}]\n"
    rulebook = load(_own_rulebook(tmp_path, "  JC202: off\n" + cap), tmp_path)
    filing = clean(RULEBOOK)
    found = {one.code: one for one in run_checks(filing, rulebook)}
    assert found.keys() == {"ZP110", "XM110"}
    assert (found["ZP110"].provided, found["ZP110"].expected) == ("98.5", "89")
    assert "相加为 98.5，执行率 95%，总分最高 89 分" in found["ZP110"].message
    put_right = edited(filing, {"department.total_score": "89"})
    assert {one.code for one in run_checks(put_right, rulebook)} == {"XM110"}
    (blank,) = (one for one in run_checks(edited(filing, {"department.total_score": ""}), rulebook)
                if one.code == "WZ101")  # fmt: skip
    assert blank.expected == "89"


def test_a_consequence_is_a_hint_that_names_its_root_and_the_root_names_it() -> None:
    findings = run_checks(edited(clean(RULEBOOK), {"department.total.budget": "1100"}), load(RULEBOOK))
    root = next(one for one in findings if one.code == "ZP103")
    rate = next(one for one in findings if one.code == "ZP101")
    assert (root.severity, rate.severity) == ("error", "hint")
    assert f"{rate.sheet}!{rate.cell}" in root.related
    assert "ZP103" in rate.message


def test_exchanged_amounts_are_one_finding_that_says_so() -> None:
    fund, other = "base_data.special.items[0]", "base_data.special.items[1]"
    findings = run_checks(edited(clean(RULEBOOK), {f"{fund}.final": "39", f"{other}.final": "66"}), load(RULEBOOK))
    assert [one.code for one in findings] == ["KB101"]
    assert "互换" in findings[0].message and "附件1!D18" in findings[0].related


def test_errors_come_first_then_the_order_of_the_file() -> None:
    changes = {"department.total_score": "89.5", "base_data.people.control_rate": "94.61%", **OVER}
    findings = run_checks(edited(clean(RULEBOOK), changes), load(RULEBOOK))
    assert [one.code for one in findings] == ["JC101", "ZP110", "KB106", "JC202"]


def test_what_has_one_right_answer_carries_its_correction() -> None:
    findings = run_checks(edited(clean(RULEBOOK), {"department.total_score": "89.5"}), load(RULEBOOK))
    assert findings[0].corrections == (Correction(Address("附件2", "H24"), "98.5"),)


def test_the_id_stays_when_rows_move_and_changes_with_the_figures() -> None:
    def found(score: str, sheet: str) -> str:
        filing = edited(clean(RULEBOOK), {"department.total_score": score})
        moved = tuple(form.model_copy(update={"sheet": sheet}) for form in filing.forms)
        return run_checks(filing.model_copy(update={"forms": moved}), load(RULEBOOK))[0].id

    assert found("89.5", "附件2") == found("89.5", "Sheet1") != found("88.5", "附件2")


def test_names_are_matched_by_likeness_and_never_forced() -> None:
    rows = [
        "质量安全监督管理专项",
        "施工图审查",
        "危房鉴定经费",
        "城建档案数字化管理和库房九防费用",
        "工作经费",
        "智慧平台服务费",
    ]
    tables = [
        "工作经费",
        "2023年危房鉴定经费",
        "汨罗市城建档案馆电子化库房建设和库房九防费用",
        "施工审查图",
        "质量安全监督管专项",
        "老旧小区改造",
    ]
    assert paired(rows, tables, from_float(0.6)) == {0: 4, 1: 3, 2: 1, 3: 2, 4: 0}


def test_a_note_tells_two_projects_apart_and_stands_behind_the_name_alone() -> None:
    tables = ["危房鉴定（二期）", "危房鉴定（一期）", "智慧平台"]
    rows = ["1、危房鉴定（一期）", "2、危房鉴定(二期)", "3、智慧平台（含上年结转）"]
    assert paired(rows, tables, Decimal(1)) == {0: 1, 1: 0, 2: 2}
    assert paired(["危房鉴定（二期工程）", "危房鉴定（一期工程）"], tables, Decimal(1)) == {0: 0, 1: 1}
    assert same_names(["危房鉴定"], tables) == {}  # which of the two cannot be told
    assert same_names(["危房鉴定（三期）"], tables[1:]) == {}
    assert same_names(["危房鉴定"], tables[1:]) == {0: 0}
    assert same_names(["2023年危房鉴定（一期）"], ["2022年危房鉴定（二期）", "2022年危房鉴定（一期）"]) == {0: 1}


def test_two_projects_that_a_note_tells_apart_are_not_one_table_twice() -> None:
    changes = {}
    for place, name in enumerate(("危房鉴定（一期）", "危房鉴定（二期）")):
        changes |= {f"base_data.special.items[{place}].label": f"1、{name}", f"projects[{place}].name": name}
    assert not [one for one in run_checks(edited(clean(RULEBOOK), changes), load(RULEBOOK)) if one.code[:2] == "KB"]
    changes["projects[1].name"] = "危房鉴定(一期)"
    found = [one for one in run_checks(edited(clean(RULEBOOK), changes), load(RULEBOOK)) if one.code == "KB102"]
    assert "项目“危房鉴定(一期)”有两张项目表" in [one.message for one in found]


def test_last_years_figure_is_that_of_the_row_with_the_same_note() -> None:
    rows = [f"base_data.special.items[{place}]" for place in range(2)]
    now = {f"{rows[0]}.label": "2023年危房鉴定（一期）", f"{rows[1]}.label": "2023年危房鉴定（二期）"}
    before = {f"{rows[0]}.label": "2022年危房鉴定（二期）", f"{rows[1]}.label": "2022年危房鉴定（一期）"}
    amounts = {f"{rows[0]}.last": "39", f"{rows[1]}.last": "65"}  # the second is 66 last year
    found = run_checks(edited(clean(RULEBOOK), now | amounts), load(RULEBOOK), edited(clean(RULEBOOK), before))
    shown = [(one.provided, one.expected) for one in found if one.code == "KB107" and "危房" in one.field]
    assert shown == [("65", "66")]


PATHS = [
    f"{form}.{path}".replace(".[", "[")
    for form, part in (("base_data", clean(RULEBOOK).base_data), ("department", clean(RULEBOOK).department),
                       ("projects[0]", clean(RULEBOOK).projects[0]), ("score_table", clean(RULEBOOK).score_table))
    for path, _ in entries_of(part)
    if not path.startswith(("remarks", "not_understood"))
]  # fmt: skip
ODD = [
    "",
    "#REF!",
    "——",
    "无",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "约3",
    "2023.1-12月",
    "≥",
    "%",
    "100%",
    "①",
    "1.\n2.",
    "\x00",
]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(PATHS), st.sampled_from(ODD) | st.text(max_size=12), max_size=12))
def test_no_check_raises_whatever_stands_in_the_cells(changes: dict[str, str]) -> None:
    for finding in run_checks(edited(clean(RULEBOOK), changes), load(RULEBOOK), clean(RULEBOOK)):
        assert finding.message and finding.id
