"""What the buttons do, under the keys of the registry. Every function takes the desk: the workbook and its host.

A function raises `InputError` with one sentence when it cannot go on; `xladdin.ribbon.run` shows it.
"""

from xladdin.ribbon.checking import check, clear_marks
from xladdin.ribbon.comparing import compare_report
from xladdin.ribbon.fixing import fix
from xladdin.ribbon.helping import about, diagnose, manual
from xladdin.ribbon.last_year import carry_forward
from xladdin.ribbon.projects import add_project, collect_projects
from xladdin.ribbon.reporting import write_report
from xladdin.ribbon.scoring import accept_score, explain_score, recalculate
from xladdin.ribbon.starting import import_word, new_workbook
from xladdin.ribbon.stepping import explain_finding, next_finding, previous_finding
from xladdin.ribbon.submitting import export_pdf, package

__all__ = [
    "about", "accept_score", "add_project", "carry_forward", "check", "clear_marks", "collect_projects",
    "compare_report", "diagnose", "explain_finding", "explain_score", "export_pdf", "fix", "import_word", "manual",
    "new_workbook", "next_finding", "package", "previous_finding", "recalculate", "write_report",
]  # fmt: skip
