"""Files -> filings. `read_filing` is the one door; it refuses with one sentence and never changes the file."""

from xladdin.reading.filing import read_filing

__all__ = ["read_filing"]
