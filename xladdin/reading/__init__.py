"""Files -> filings and reports. `read_filing` and `read_reports` refuse with one sentence and never change the file."""

from xladdin.reading.filing import read_filing
from xladdin.reading.report import read_reports
from xladdin.reading.report_headings import Titles

__all__ = ["Titles", "read_filing", "read_reports"]
