"""Findings into a copy of the workbook: the sheet 校验结果, and fills and notes at the cells."""

from xladdin.annotating.annotate import annotated

__all__ = ["annotated"]
