"""The checks by their codes, and the run over a filing: what is on, how severe, in which order, with which root."""

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from xladdin.checks.consequences import rooted
from xladdin.checks.finding import RANKS, Finding, Flaw, Raised, Severity, finding_of, prefix_of, told_apart
from xladdin.checks.walk import walk
from xladdin.errors import RulebookError
from xladdin.forms.entry import Address, Entry
from xladdin.forms.evaluation import Evaluation
from xladdin.forms.filing import Filing
from xladdin.rulebooks.method import Source
from xladdin.rulebooks.schema import Rulebook

T = TypeVar("T")
Tables = dict[str, list[Evaluation]]  # the self-evaluation tables by the prefix of their checks
_LAST = sys.maxsize


@dataclass(slots=True)
class Context:
    """What a check may look at beside the form: the filing, the rulebook, last year's filing, its parameters.

    Every check has one of its own; a frozen one takes three times as long to make.
    """

    filing: Filing
    rulebook: Rulebook
    last_year: Filing | None = None
    code: str = ""
    _known: dict[Any, Any] = field(default_factory=dict, repr=False)

    def once(self, work: Callable[..., T], *of: object) -> T:
        """`work(*of)`, worked out once a run: several checks ask the same of a form, and forms do not change.

        A context itself is never among `of`: every check has another one, and it would hold itself.
        """
        place = (work, *map(id, of))
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = (work(*of), of)  # `of` is kept, so that its ids stay its own
        result: T = known[0]
        return result

    def under(self, code: str) -> "Context":
        """The same for another check; what is known goes on."""
        return Context(self.filing, self.rulebook, self.last_year, code, self._known)

    def _parameter(self, name: str) -> object:
        setting = self.rulebook.checks.get(self.code)
        if setting is None or name not in setting.parameters:
            raise RulebookError(f"规则集 {self.rulebook.id} 的 checks.{self.code}.parameters 缺少 {name}，应补上。")
        return setting.parameters[name]

    def number(self, name: str) -> Decimal:
        """A parameter of the check that is a number."""
        value = self._parameter(name)
        if not isinstance(value, Decimal):
            raise RulebookError(f"规则集 {self.rulebook.id} 的 checks.{self.code}.parameters.{name} 应为数字。")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter of the check that is a list of texts."""
        value = self._parameter(name)
        if not isinstance(value, (list, tuple)):
            raise RulebookError(f"规则集 {self.rulebook.id} 的 checks.{self.code}.parameters.{name} 应为列表。")
        return tuple(value)

    def rulebook_texts(self, number: str, name: str) -> tuple[str, ...]:
        """A list that belongs to a sister check of the same form (the hollow reasons of 109)."""
        return self.under(f"{self.code[:2]}{number}").texts(name)


FilingCheck = Callable[[Context], Iterator[Flaw]]
EvaluationCheck = Callable[[Evaluation, Context], Iterator[Flaw]]


@dataclass(frozen=True)
class Check:
    """One check. `code` is JC101, KB…, WZ…; those of the self-evaluation tables have only a number: ZP and XM."""

    code: str
    severity: Severity
    title: str
    basis: str
    function: FilingCheck | None = None
    of_evaluation: EvaluationCheck | None = None

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes under which it reports."""
        return (self.code,) if self.function else (f"ZP{self.code}", f"XM{self.code}")

    @property
    def constraint(self) -> str:
        """What must hold, in Chinese."""
        return (self.function or self.of_evaluation).__doc__ or ""


REGISTRY: dict[str, Check] = {}


def check(code: str, severity: Severity, title: str, basis: str) -> Callable[[FilingCheck], FilingCheck]:
    """Registers a check that looks at the whole filing."""

    def register(function: FilingCheck) -> FilingCheck:
        _add(Check(code, severity, title, basis, function=function))
        return function

    return register


def evaluation_check(
    number: str, severity: Severity, title: str, basis: str
) -> Callable[[EvaluationCheck], EvaluationCheck]:
    """Registers a check that looks at one self-evaluation table: ZP for the department's, XM for a project's."""

    def register(function: EvaluationCheck) -> EvaluationCheck:
        _add(Check(number, severity, title, basis, of_evaluation=function))
        return function

    return register


def _add(new: Check) -> None:
    assert new.code not in REGISTRY, f"{new.code} is registered twice"
    REGISTRY[new.code] = new


def run_checks(filing: Filing, rulebook: Rulebook, last_year: Filing | None = None) -> list[Finding]:
    """Every check that the rulebook does not turn off. Errors first, then in the order of forms and cells."""
    context = Context(filing, rulebook, last_year)
    findings = [finding_of(item) for item in rooted(_in_order(_raised(context), context))]
    findings.sort(key=lambda finding: RANKS[finding.severity])
    return told_apart(findings)


def unordered(filing: Filing, rulebook: Rulebook) -> list[Raised]:
    """What `run_checks` finds, for one who only counts: without the order and the ids, which take a fifth of its
    time."""
    return rooted(_raised(Context(filing, rulebook)))


def _raised(context: Context) -> list[Raised]:
    tables = _evaluations(context.filing)
    return [item for entry in _all_checks() for item in _raised_by(entry, context, tables)]


def _all_checks() -> Iterable[Check]:
    from xladdin.checks import catalogue  # the families register themselves when they are imported

    return catalogue.CHECKS.values()


def _raised_by(entry: Check, context: Context, tables: Tables) -> Iterator[Raised]:
    for code in entry.codes:
        if entry.of_evaluation is not None and not tables[code[:2]]:
            continue
        severity = _setting(entry, code, context.rulebook)
        if severity is None:
            continue
        flaws = _flaws(entry, context.under(code), tables)
        if flaws:
            basis = _basis(entry, context)
            yield from [Raised(flaw, code, _severity(severity, flaw.severity), basis) for flaw in flaws]


def _flaws(entry: Check, context: Context, tables: Tables) -> list[Flaw]:
    if entry.function is not None:
        return list(entry.function(context))
    assert entry.of_evaluation is not None
    return [flaw for form in tables[context.code[:2]] for flaw in entry.of_evaluation(form, context)]


def _evaluations(filing: Filing) -> Tables:
    found: Tables = {"ZP": [], "XM": []}
    for form in filing.of(Evaluation):
        found[prefix_of(form)].append(form)
    return found


def _setting(entry: Check, code: str, rulebook: Rulebook) -> Severity | None:
    """The rulebook's severity, else the check's own; None where it is off."""
    setting = rulebook.checks.get(code)
    if setting is None or setting.severity is None:
        return entry.severity
    return None if setting.severity == "off" else setting.severity


def _severity(of_check: Severity, of_flaw: Severity | None) -> Severity:
    """A case that weighs less than its check stays lighter whatever the rulebook says."""
    return of_check if of_flaw is None else max(of_check, of_flaw, key=RANKS.__getitem__)


def _basis(entry: Check, context: Context) -> str:
    """The check's basis; `{evaluation}` and the like stand for the source that the rulebook names."""
    return entry.basis.format_map(context.once(_sources, context.rulebook)) if "{" in entry.basis else entry.basis


def _sources(rulebook: Rulebook) -> dict[str, str]:
    sections = {"evaluation": rulebook.evaluation, "execution": rulebook.execution, "indicator": rulebook.indicator,
                "report": rulebook.report}  # fmt: skip
    return {name: _cited(section.source, rulebook) for name, section in sections.items()}


def _cited(source: Source, rulebook: Rulebook) -> str:
    return " ".join(part for part in (rulebook.sources[source.document], source.table, source.row) if part)


def _in_order(raised: Sequence[Raised], context: Context) -> list[Raised]:
    """By severity, then by form and cell as they stand in the file; a flaw without a cell stands last in its form."""
    filing = context.filing
    forms = {id(form): position for position, form in enumerate((*filing.forms, *filing.reports))}
    marked: dict[int, set[Address]] = defaultdict(set)
    for item in raised:
        marked[id(item.flaw.form)].update(item.places[:1])
    of_flaws = {id(item.flaw.form): item.flaw.form for item in raised}
    cells = {own: _positions(context.once(walk, form).entries, marked[own]) for own, form in of_flaws.items()}

    def order(item: Raised) -> tuple[int, int, int, str]:
        own = id(item.flaw.form)
        cell = cells[own].get(item.places[0], _LAST) if item.places else _LAST
        return RANKS[item.severity], forms.get(own, _LAST), cell, item.code

    return sorted(raised, key=order)


def _positions(entries: Sequence[Entry], marked: Collection[Address]) -> dict[Address, int]:
    """Where the marked cells stand among the entries of their form, from the last one backwards: of several entries in
    one cell the first counts."""
    cells = {address.cell for address in marked}  # a text is looked up in half the time of an address
    return {entry.address: -number for number, entry in enumerate(reversed(entries)) if entry.address.cell in cells}
