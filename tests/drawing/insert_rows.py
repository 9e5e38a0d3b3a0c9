"""Runs in the system's Python, which knows UNO: inserts rows into a workbook and saves it as .xlsx.

Arguments: port, workbook, result, and as JSON a list of [sheet, row, {column letter: value}]; the row is inserted
before the one that has this number.
"""

import json
import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellInsertMode import ROWS
from com.sun.star.table import CellRangeAddress


def desktop(port):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit("LibreOffice does not answer")


def setting(name, value):
    return PropertyValue(Name=name, Value=value)


def insert(book, sheet_name, row, values):
    sheet = book.Sheets.getByName(sheet_name)
    sheet.unprotect("")
    number = book.Sheets.ElementNames.index(sheet_name)
    sheet.insertCells(CellRangeAddress(number, 0, row - 1, 1023, row - 1), ROWS)
    for letter, value in values.items():
        cell = sheet.getCellRangeByName(f"{letter}{row}")
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value


port, source, result, edits = sys.argv[1:5]
office = desktop(port)
book = None
for _ in range(20):
    book = office.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (setting("Hidden", True),))
    if book is not None:
        break
    time.sleep(0.5)
for sheet_name, row, values in json.loads(edits):
    insert(book, sheet_name, row, values)
book.calculate()
book.storeToURL(Path(result).as_uri(), (setting("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
office.terminate()
os._exit(0)  # at an ordinary exit the bridge, whose other end is gone by now, now and then crashes
