"""What is known of one submission after it was examined: small, plain, frozen. It crosses processes and lies in the
journal, so nothing of the filing itself is kept beyond what the summary prints."""

from dataclasses import dataclass
from decimal import Decimal

from pydantic import TypeAdapter

from xladdin.checks.finding import Severity

LONGEST_TEXT = 200
Number = Decimal | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How often one check has found something."""

    code: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """年初预算数, 全年预算数, 全年执行数."""

    initial: Number = None
    budget: Number = None
    spent: Number = None


@dataclass(frozen=True, slots=True)
class Project:
    """One 项目支出绩效自评表."""

    name: str
    money: Amounts
    entered: Number
    computed: Number
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class FundIndicator:
    """One row of form E, as it was written."""

    section: str
    second: str
    name: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class Fund:
    """One 专项资金绩效目标自评表 (form E) of one unit."""

    name: str
    unit: str
    money: tuple[Amounts, ...]  # 年度资金总额, 上级补助, 县级资金, 其他资金
    indicators: tuple[FundIndicator, ...]


@dataclass(frozen=True, slots=True)
class WorkScore:
    """One row of 自评工作考核 (附件5); without a score it is left to a person."""

    rule: str
    score: Number
    said: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a package is as it was when it was made: `intact` is None for what is no package.

    `content`: the same for every copy of an intact package, in a folder or however it was packed.
    """

    intact: bool | None
    said: str
    changes: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission that could be read. `of_department`: one of its tables is the department's (自评表, 评分表)."""

    unit: str
    year: int | None
    rulebook: str
    verification: Verification
    entered: Number
    computed: Number
    grade: str
    money: Amounts
    differing: int
    findings: tuple[Counted, ...]
    of_department: bool = True
    explained: int = 0  # of the warnings
    projects: tuple[Project, ...] = ()
    funds: tuple[Fund, ...] = ()
    work: tuple[WorkScore, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Whether it is compared with others: not an altered package, not what one 业务股室 has sent of its project."""
        return self.of_department and self.verification.intact is not False

    @property
    def in_order(self) -> bool:
        """It is as it was made, and without an error."""
        return self.verification.intact is not False and not self.count("error")

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(found.count for found in self.findings if found.severity == severity)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file: a submission, or the reason why there is none.

    `lasting`: the reason lies in the file itself and holds for a second attempt; a time limit does not.
    """

    path: str
    digest: str
    submission: Submission | None = None
    reason: str = ""
    lasting: bool = True


_ADAPTER = TypeAdapter(Result)


def to_line(result: Result) -> bytes:
    """The record as one line of JSON."""
    return _ADAPTER.dump_json(result)


def from_line(line: bytes) -> Result:
    """The record of a line; ValueError where the line is none."""
    return _ADAPTER.validate_json(line)


def legible(text: str) -> str:
    """A text that can be written down: the name of a file can hold bytes that are no UTF-8 (from a .zip in GBK)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def short(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text as one line of bounded length: a record stays small whatever a file holds."""
    line = " ".join(legible(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
