"""Files -> filings and reports. `read_filing` and `read_report_file` refuse with one sentence; no file is changed."""

from xladdin.reading.filing import read_filing
from xladdin.reading.report import read_report_file
from xladdin.reading.report_headings import Titles

__all__ = ["Titles", "read_filing", "read_report_file"]
