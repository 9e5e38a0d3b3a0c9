"""Changes single cells and parts of an .xlsx or .xlsm package; every other byte of it stays as it was.

For copies of a user's workbook. A library that reads a workbook and writes it again loses what it does not know:
shapes, extension formats, the ribbon. So parts are patched as bytes, at places that an XML parser has found.
"""
