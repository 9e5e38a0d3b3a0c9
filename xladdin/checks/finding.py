"""What a check says: a flaw as one check sees it, and the finding that a person and a program read."""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from xladdin.forms.entry import NOTHING, Address, Entry, Form
from xladdin.forms.evaluation import DepartmentEvaluation, FundEvaluation, ProjectEvaluation
from xladdin.forms.report import Report
from xladdin.values.number import digits

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_JSON = ("code", "severity", "sheet", "cell", "form", "project", "field", "provided", "expected", "difference",
         "message", "basis", "fix", "related", "id")  # fmt: skip


class Correction(NamedTuple):
    """The one right content of a cell, for `xladdin fix`."""

    address: Address
    value: str


class Cause(NamedTuple):
    """A flaw that may be the root of another: the number of its check, and the difference that it must have."""

    check: str
    difference: Decimal | None = None


class Flaw(NamedTuple):
    """One thing that is not as it should be, as the check says it; code, severity and basis come from the registry.

    `cells` are all entries that the check has looked at for it, the marked one first. `causes` names the checks
    of which this may be a consequence. `severity` is given where this case weighs less than the check's others.
    """

    form: Form
    at: Entry
    field: str
    message: str
    provided: str = ""
    expected: str = ""
    difference: Decimal | None = None
    fix: str = ""
    correction: str | None = None
    cells: tuple[Entry, ...] = ()
    causes: tuple[Cause, ...] = ()
    severity: Severity | None = None
    also: tuple[Correction, ...] = ()  # what is right in other cells of the same mistake

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The places of all cells that are involved, without those that the form does not have."""
        places = dict.fromkeys([self.at.address, *[entry.address for entry in self.cells]])
        places.pop(NOTHING.address, None)
        return tuple(places)


@dataclass(slots=True)
class Raised:
    """A flaw with the code, severity and basis under which it is reported, and the places of all cells involved."""

    flaw: Flaw
    code: str
    severity: Severity
    basis: str
    related: list[str] = field(default_factory=list)
    places: tuple[Address, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.places = self.flaw.addresses

    @property
    def form(self) -> str:
        """The kind of its form, as a finding names it."""
        return FORM_KEYS[self.flaw.form.letter]

    @property
    def sheet(self) -> str:
        """The sheet on which its form stands."""
        return self.flaw.form.sheet

    @property
    def project(self) -> str:
        """The project (or fund) that its form is about."""
        return project_of(self.flaw.form)


class Finding(NamedTuple):
    """What is reported. Amounts and differences are decimal strings; `corrections` is not part of the JSON."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    form: str
    project: str
    field: str
    provided: str
    expected: str
    difference: str
    message: str
    basis: str
    fix: str
    related: tuple[str, ...]
    id: str
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The finding for other programs."""
        return {name: list(self.related) if name == "related" else getattr(self, name) for name in _JSON}


FORM_KEYS = {
    "A": "base_data", "B": "department", "C": "project", "D": "score_table", "E": "fund", "F": "work_assessment",
    "G": "fund_table", "H": "report", "补": "supplement",
}  # fmt: skip


def project_of(form: Form) -> str:
    """The project (or fund) that a form is about."""
    if isinstance(form, (ProjectEvaluation, FundEvaluation)):
        return form.name.text
    return form.project.text if isinstance(form, Report) else ""


def prefix_of(form: Form) -> str:
    """自评表 ZP, 项目表 XM: their checks have the same numbers."""
    return "ZP" if isinstance(form, DepartmentEvaluation) else "XM"


def finding_of(raised: Raised) -> Finding:
    """The finding for a flaw. Where a cell has no place of its own, the form's first cell that has one is named."""
    flaw, code = raised.flaw, raised.code
    place, *rest = raised.places or (Address(flaw.form.sheet, ""),)
    others = dict.fromkeys([*map(str, rest), *raised.related])
    own = () if flaw.correction is None else (Correction(flaw.at.address, flaw.correction), *flaw.also)
    difference = "" if flaw.difference is None else digits(flaw.difference)
    form, project = raised.form, raised.project
    return Finding(
        code, raised.severity, place.sheet, place.cell, form, project, flaw.field,
        flaw.provided, flaw.expected, difference, flaw.message, raised.basis, flaw.fix, tuple(others),
        _digest(code, form, project, flaw.field, flaw.provided, flaw.expected), own,
    )  # fmt: skip


def _digest(*parts: str) -> str:
    """The same as long as the mistake is the same, wherever its row has moved to."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def told_apart(findings: list[Finding]) -> list[Finding]:
    """Two mistakes that are alike in everything get a number behind their id, in the order of the file."""
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        seen[finding.id] = seen.get(finding.id, 0) + 1
        number = seen[finding.id]
        result.append(finding if number == 1 else finding._replace(id=f"{finding.id}-{number}"))
    return result
