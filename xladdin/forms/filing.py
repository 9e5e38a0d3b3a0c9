"""A filing: all forms that one file holds."""

from typing import TypeVar

from xladdin.forms.base_data import BaseData
from xladdin.forms.entry import NOTHING, Entry, Form, Frozen
from xladdin.forms.evaluation import DepartmentEvaluation, FundEvaluation, ProjectEvaluation
from xladdin.forms.report import Report
from xladdin.forms.tables import FundTable, ScoreTable, Supplement, WorkAssessment

F = TypeVar("F", bound=Form)

FORMS: tuple[type[Form], ...] = (
    BaseData,
    DepartmentEvaluation,
    ProjectEvaluation,
    ScoreTable,
    FundEvaluation,
    WorkAssessment,
    FundTable,
    Supplement,
)


class Filing(Frozen):
    """The forms of one file in the order in which they stand there."""

    source: str
    forms: tuple[Form, ...] = ()
    sheets: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    hidden_forms: tuple[Form, ...] = ()  # on hidden sheets: no part of the filing, but never lost in silence
    without_form: tuple[str, ...] = ()  # sheets, or tables of a Word file, in which no form was found
    rulebook: Entry = NOTHING
    cover_unit: Entry = NOTHING  # the unit's name on our own 封面
    reports: tuple[Report, ...] = ()  # Word reports that are looked at beside the forms; files of their own

    def of(self, model: type[F]) -> tuple[F, ...]:
        """All forms of one kind."""
        # Asked thousands of times a filing, and `isinstance` takes pydantic's long way round.
        return tuple([form for form in self.forms if model in type(form).__mro__])  # type: ignore[misc]

    def _first(self, model: type[F]) -> F | None:
        return next(iter(self.of(model)), None)

    @property
    def base_data(self) -> BaseData | None:
        """The 基础数据表; where there are several, the first."""
        return self._first(BaseData)

    @property
    def department(self) -> DepartmentEvaluation | None:
        """The 部门整体支出绩效自评表."""
        return self._first(DepartmentEvaluation)

    @property
    def projects(self) -> tuple[ProjectEvaluation, ...]:
        """The 项目支出绩效自评表, in the order of the file."""
        return self.of(ProjectEvaluation)

    @property
    def score_table(self) -> ScoreTable | None:
        """The 评分表."""
        return self._first(ScoreTable)

    @property
    def supplement(self) -> Supplement | None:
        """The sheet 补充数据."""
        return self._first(Supplement)

    @property
    def year(self) -> int | None:
        """The year of the filing: that of the department's forms, else of the first form that names one."""
        years = [form.year for form in (self.department, self.base_data, *self.forms) if form and form.year]
        return years[0] if years else None

    @property
    def unit(self) -> str:
        """The name of the department."""
        if self.department and self.department.unit.text:
            return self.department.unit.text
        named = [form.filling_unit.text for form in self.forms if form.filling_unit.text]
        named += [project.supervisor.text for project in self.projects if project.supervisor.text]
        return named[0] if named else ""
