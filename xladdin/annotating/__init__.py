"""Findings as a person sees them: in a copy of the workbook or of a Word report, or as a page."""

from xladdin.annotating.annotate import annotated

__all__ = ["annotated"]
