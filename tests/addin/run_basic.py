"""Opens a workbook in a running LibreOffice, runs functions of its VBA, prints what they give. For the system's Python.

Arguments: the port, the workbook, and a JSON list of [Library.Module.Function, arguments].
"""

import json
import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def desktop_at(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            return resolver.resolve(url).ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def opened(desktop, path):
    options = (PropertyValue("Hidden", 0, True, 0), PropertyValue("MacroExecutionMode", 0, 4, 0))
    for _ in range(20):
        document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
        if document is not None:
            return document
        time.sleep(0.5)
    raise SystemExit("LibreOffice does not open the workbook")


def main(port, path, calls):
    desktop = desktop_at(port)
    document = opened(desktop, path)
    provider = document.getScriptProvider()
    results = []
    for name, arguments in json.loads(calls):
        script = provider.getScript(f"vnd.sun.star.script:{name}?language=Basic&location=document")
        results.append(script.invoke(tuple(arguments), (), ())[0])
    print(json.dumps(results))
    document.close(True)
    desktop.terminate()


main(*sys.argv[1:])
sys.stdout.flush()
os._exit(0)  # at an ordinary exit the bridge, whose other end is gone by now, now and then crashes
