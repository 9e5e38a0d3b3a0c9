"""Forms -> styled sheets with XlsxWriter: empty templates, and templates filled with a filing.

What a form is stands in `xladdin.forms`, what a place demands in its rulebook; here is only how it looks.
`draw_template` writes a file. For the macros of an .xlsm see `xladdin.addin`.
"""

from xladdin.drawing.template import draw_template

__all__ = ["draw_template"]
