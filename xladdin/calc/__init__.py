"""LibreOffice Calc as a live host (宿主): an xlwings engine over UNO, the cell functions, the toolbar, their set-up.

docs/calc.md says how it works and what it does not do.
"""
