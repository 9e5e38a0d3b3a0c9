"""In which order the forms are handed in, and under which number of an annex (附件3-1 … 附件3-n)."""

from decimal import Decimal

from xladdin.checks.matching import paired
from xladdin.checks.registry import Context
from xladdin.forms.base_data import BaseData
from xladdin.forms.evaluation import ProjectEvaluation
from xladdin.forms.filing import Filing
from xladdin.rulebooks.schema import Rulebook


def in_order(filing: Filing, rulebook: Rulebook) -> Filing:
    """The same forms: 基础数据表, 自评表, projects as the 基础数据表 lists them, then the others as they came."""
    projects = _projects_in_order(filing, rulebook)
    first = [form for form in (filing.base_data, filing.department) if form is not None]
    placed = {id(form) for form in (*first, *projects)}
    rest = [form for form in filing.forms if id(form) not in placed]
    return filing.model_copy(update={"forms": (*first, *projects, *rest)})


def _projects_in_order(filing: Filing, rulebook: Rulebook) -> list[ProjectEvaluation]:
    """Matched by name as KB101 does; those that match no row come after, in the order of the files."""
    tables = list(filing.projects)
    names = _listed(filing.base_data)
    pairs = paired(names, [table.name.text for table in tables], _similarity(filing, rulebook))
    matched = [pairs[position] for position in sorted(pairs)]
    return [tables[number] for number in (*matched, *sorted(set(range(len(tables))) - set(matched)))]


def _listed(form: BaseData | None) -> list[str]:
    rows = [row for group in form.groups for row in group.items] if form else []
    return [row.label.text for row in rows if row.label.text]


def _similarity(filing: Filing, rulebook: Rulebook) -> Decimal:
    return Context(filing, rulebook, code="KB101").number("similarity")
