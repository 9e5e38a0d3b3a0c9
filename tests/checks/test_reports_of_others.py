"""Whole reports of other kinds of departments, with their own outlines: what is found as they are, and with a mistake.

The texts stand in reports_of_others, one line a paragraph, beside the clean filing of 2023 as if it were theirs.
"""

from pathlib import Path

import pytest
from clean_filing import clean
from report_lines import RULEBOOK, found_in, report_of

TEXTS = {
    path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "reports_of_others").iterdir()
}
AS_THEY_ARE = {
    "education_bureau": [("BG103", "hint")],  # 部门职责 in the place of 职能职责
    "health_commission": [("BG109", "hint")],
    "library": [("BG109", "hint")],
    "project": [("BG103", "warning"), ("BG103", "hint")],  # another outline than the rulebook's
    "township": [("BG109", "warning"), ("BG103", "hint")],
    "water_bureau": [("BG103", "warning"), ("BG109", "hint"), ("BG103", "hint")],
}
PLANTED = [
    ("education_bureau", "年末编制195人，在职188人", "年末编制195人，在职198人", "BG101"),
    ("education_bureau", "行政33人，事业155人", "行政33人，事业165人", "BG104"),
    ("education_bureau", "占33.25%", "占35.23%", "BG105"),
    ("education_bureau", "比上年减少2.10万元", "比上年减少3.10万元", "BG105"),
    ("education_bureau", "河道治理专项39.00", "河道治理专项93.00", "BG101"),
    ("education_bureau", "自评得分98.5", "自评得分89.5", "BG102"),
    ("education_bureau", "等级为优", "等级为良", "BG102"),
    ("education_bureau", "2024年5月10日", "2023年5月10日", "BG107"),
    ("education_bureau", "编制不够精准。部分项目前期论证不充分。\n2.预算执行", "资金不足。\n2.经费缺口大，", "BG108"),
    ("education_bureau", "1.科学编制预算。\n2.加强预算执行监控。", "无", "BG108"),
    ("education_bureau", "八、下一步", "七、下一步", "BG103"),
    ("education_bureau", "本部门2023年无国有资本经营预算支出。\n", "", "BG103"),
    ("health_commission", "工资福利支出480", "工资福利支出490", "BG104"),
    ("health_commission", "基本支出812万元", "基本支出821万元", "BG101"),
    ("health_commission", "核定编制195名", "核定编制159名", "BG101"),
    ("health_commission", "2023年，我局紧紧", "2022年，我局紧紧", "BG107"),
    ("health_commission", "项目支出138万元，", "项目支出183万元，", "BG101"),
    ("health_commission", "2024年3月28日", "2022年3月28日", "BG107"),
    ("township", "年末实有在职188人", "年末实有在职186人", "BG101"),
    ("township", "日常公用经费270.00", "日常公用经费207.00", "BG101"),
    ("township", "五、社会保险", "四、社会保险", "BG103"),
    ("township", "项目支出138.00万元。", "项目支出148.00万元。", "BG101"),
    ("project", "实际支出66万元", "实际支出56万元", "BG101"),
    ("project", "98.43分", "97.43分", "BG102"),
    ("project", "专项预算70万元", "专项预算75万元", "BG101"),
    ("project", "专款专用。", "专款专用，河道治理专项全部完成。", "BG106"),
    ("project", "2023年道路养护专项预算", "2022年道路养护专项预算", "BG107"),
    ("project", "安排道路养护专项资金70万元", "安排道路养护专项资金77万元", "BG101"),
    ("project", "一、项目基本情况", "一、项目基本情况\n（六）其他", "BG103"),
    ("water_bureau", "实际在职人数188人", "实际在职人数189人", "BG101"),
    ("water_bureau", "全年支出950万元", "全年支出905万元", "BG104"),
    ("water_bureau", "自评98.5", "自评95.8", "BG102"),
    ("water_bureau", "950/1000=95%", "950/1000=93%", "BG105"),
    ("water_bureau", "18.9万元，其中：公务", "19.8万元，其中：公务", "BG104"),
    ("library", "8,120,000.00", "8,210,000.00", "BG101"),
    ("library", "8,120,000.00", "8,210,000.00", "BG104"),
    ("library", "线上32场次", "线上36场次", "BG104"),
    ("library", "项目支出1,380,000", "项目支出1,830,000", "BG101"),
    ("library", "自评得分98.5", "自评得分95.8", "BG102"),
    ("library", "编制195人", "编制165人", "BG101"),
]  # fmt: skip


def found(text: str) -> list[tuple[str, str, str]]:
    report = report_of(text.splitlines())
    own = clean(RULEBOOK, unit=report.filling_unit.text) if report.filling_unit.text else None
    return [(one.code, one.severity, one.message) for one in found_in(report, filing=own)]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_as_they_are(name: str) -> None:
    assert sorted((code, severity) for code, severity, _ in found(TEXTS[name])) == sorted(AS_THEY_ARE[name])


@pytest.mark.parametrize(("name", "right", "wrong", "code"), PLANTED)
def test_planted(name: str, right: str, wrong: str, code: str) -> None:
    assert right in TEXTS[name]
    known = set(found(TEXTS[name]))
    assert code in {one[0] for one in found(TEXTS[name].replace(right, wrong, 1)) if one not in known}


def test_the_unit_is_read_from_its_line_and_from_the_title() -> None:
    units = {name: report_of(text.splitlines()).filling_unit.text for name, text in TEXTS.items()}
    assert units["education_bureau"] == "江城县教育局"
    assert units["health_commission"] == "江城县卫生健康局"
    assert units["water_bureau"] == "江城县水利局"
