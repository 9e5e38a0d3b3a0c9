"""Which forms are there: those that are missing, blank, there twice, or on a hidden sheet (WZ105)."""

from collections.abc import Iterable, Iterator

from xladdin.checks.completeness import is_blank_form
from xladdin.checks.finding import FORM_KEYS, Flaw, Severity, project_of
from xladdin.checks.registry import Context, check
from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import NOTHING, Entry, Form
from xladdin.forms.evaluation import DepartmentEvaluation
from xladdin.forms.filing import FORMS
from xladdin.forms.tables import FundTable, ScoreTable, Supplement, WorkAssessment
from xladdin.rulebooks.schema import Rulebook

_MODELS = {FORM_KEYS[model.letter]: model for model in FORMS}
_ONE_A_FILING = (BaseData, DepartmentEvaluation, ScoreTable, Supplement)


@check("WZ105", "error", "缺少、重复、隐藏的表", "规则集规定必须报送的表，每种部门表只报送一张")
def missing_forms(context: Context) -> Iterator[Flaw]:
    """1. 规则集规定必须报送的表，文件里都应有。
    2. 有表而整张空白的，视为没有填报；不是必须报送的，是警告，其中政府性基金等预算支出情况表空白表示没有这项支出。
    3. 填了内容的表不能在隐藏的工作表里：那里的表不参加校验，也不会报送。
    4. 基础数据表、部门整体支出绩效自评表、评分表、补充数据只能各有一张（同一个项目的项目表由 KB102 报告）。
    5. 报告不在工作簿里，由报告校验核对。
    """
    filing = context.filing
    out_of_sight = [
        form for form in filing.hidden_forms if not (isinstance(form, WorkAssessment) or is_blank_form(form))
    ]
    for name, rule in context.rulebook.forms.items():
        model = _MODELS.get(name)
        if model is None or rule.status == "absent":
            continue
        found = filing.of(model)
        known = found or any(isinstance(form, model) for form in out_of_sight)
        if not known and rule.status == "required" and filing.forms:
            yield _missing(model, rule.title)
        for form in found if len(found) == 1 or model not in _ONE_A_FILING else ():  # of several, that is what counts
            if context.once(is_blank_form, form) and (rule.status == "required" or not isinstance(form, FundTable)):
                severity: Severity | None = None if rule.status == "required" else "warning"
                yield Flaw(form, marked_at(form), rule.title, f"{rule.title}整张空白，没有填报",
                           "", "填报内容", None, f"填写{rule.title}", severity=severity)  # fmt: skip
    yield from (_out_of_sight(form, context.rulebook) for form in out_of_sight)
    for single in _ONE_A_FILING:
        several = filing.of(single)
        if len(several) > 1:
            yield _several(several, _title(several[0], context.rulebook), context)


def marked_at(form: Form) -> Entry:
    """The cell at which something about a whole form is told: the name of its project, else its title."""
    name: Entry = getattr(form, "name", form.title)
    return name if name.address != NOTHING.address else form.title


def _title(form: Form, rulebook: Rulebook) -> str:
    kind = FORM_KEYS[form.letter]
    return next((rule.title for name, rule in rulebook.forms.items() if name == kind), form.chinese)


def _missing(model: type[Form], title: str) -> Flaw:
    form = model(sheet="", first_row=0, last_row=0)
    return Flaw(form, NOTHING, title, f"缺少《{title}》", "", title, None, f"补上《{title}》")


def _out_of_sight(form: Form, rulebook: Rulebook) -> Flaw:
    title, project = _title(form, rulebook), project_of(form)
    return Flaw(
        form, marked_at(form), title,
        f"{title}{f'“{project}”' if project else ''}在隐藏的工作表“{form.sheet}”里，没有参加校验",
        form.sheet, "不隐藏", None, f"取消隐藏工作表“{form.sheet}”后再校验；不报送的，删去这张工作表",
    )  # fmt: skip


def _several(forms: tuple[Form, ...], title: str, context: Context) -> Flaw:
    """Blank ones can go. Of others nobody can tell which one is meant; the first is what the other checks look at."""
    blank = [form for form in forms if context.once(is_blank_form, form)]
    all_places = _places(forms)
    if 0 < len(blank) < len(forms):
        at, said, fix = blank[0], f"其中{_places(blank)}整张空白", f"删去空白的{_places(blank)}，只留一张"
    else:
        at, said, fix = forms[1], "分不清以哪一张为准", "确认以哪一张为准，删去其他的"
    return Flaw(
        at, marked_at(at), title, f"{title}有 {len(forms)} 张（{all_places}），{said}",
        all_places, "一张", None, fix, None, tuple(marked_at(form) for form in forms if form is not at),
    )  # fmt: skip


def _places(forms: Iterable[Form]) -> str:
    return "、".join(f"“{marked_at(form).address.sheet or form.sheet}”" for form in forms)
