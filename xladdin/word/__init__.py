"""自评报告 in Word: the figures are the tables', what the tables do not say is left to be filled in, and marked so."""

from xladdin.word.draft import OpenPlace
from xladdin.word.writing import Written, project_file, write_project_report, write_report

__all__ = ["OpenPlace", "Written", "project_file", "write_project_report", "write_report"]
