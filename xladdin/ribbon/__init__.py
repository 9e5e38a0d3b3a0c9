"""The buttons of the tab 绩效自评, called from Excel's VBA and from the LibreOffice toolbar."""

from xladdin.ribbon.running import run

__all__ = ["run"]
