"""The cell functions as LibreOffice finds them: one Basic function for each entry of the registry, calling Python.

Calc takes an unknown function's name from the Basic library `Standard` of the application, and writes it back to .xlsx
as it is. The Python object that answers is asked for once and kept: a call then costs about 0.1 ms.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from udfs.registry import CellFunction

MODULE = "XladdinFunctions"
SCRIPT = "xladdin_calc.py"  # in the profile's Scripts/python
NOT_GIVEN = "<xladdin:not given>"  # Basic has no other way to hand on an argument that is missing

_HEAD = f"""\
' 绩效自评的单元格函数，由 xladdin calc install 写入；卸载请用 xladdin calc uninstall。
Option Compatible
Option Explicit

Private Const NOT_GIVEN = "{NOT_GIVEN}"
Global xladdinPython As Variant

Private Function XladdinCalled(name As String, given As Variant) As Variant
    On Error GoTo Failed
    If IsEmpty(xladdinPython) Then
        Dim provider As Object, script As Object
        provider = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
        script = provider.getScript("vnd.sun.star.script:{SCRIPT}$functions?language=Python&location=user")
        xladdinPython = script.invoke(Array(), Array(), Array())
    End If
    Dim found As Variant
    found = xladdinPython.callFunction(name, given)
    If Not IsArray(found) Then
        XladdinCalled = found
        Exit Function
    End If
    Dim row As Long, column As Long, grid() As Variant
    ReDim grid(UBound(found), UBound(found(0)))
    For row = 0 To UBound(found)
        For column = 0 To UBound(found(0))
            grid(row, column) = found(row)(column)
        Next
    Next
    XladdinCalled = grid
    Exit Function
Failed:
    XladdinCalled = "错误：函数没有启动，请运行 xladdin calc doctor"
End Function
"""


def basic_module(functions: Iterable["CellFunction"]) -> str:
    """The Basic module with all these functions."""
    return "\n".join([_HEAD, *(_basic_function(function) for function in functions)])


def _basic_function(function: "CellFunction") -> str:
    name = function.name
    if function.variadic:
        return _variadic(function)
    count = len(function.arguments)
    parameters = ", ".join(f"Optional a{number}" for number in range(count))
    taken = "\n".join(
        f"    If IsMissing(a{number}) Then given({number}) = NOT_GIVEN Else given({number}) = a{number}"
        for number in range(count)
    )
    return f"""\
Function {name}({parameters})
    Dim given({count - 1}) As Variant
{taken}
    {name} = XladdinCalled("{name}", given)
End Function
"""


def _variadic(function: "CellFunction") -> str:
    return f"""\
Function {function.name}(ParamArray given())
    {function.name} = XladdinCalled("{function.name}", given)
End Function
"""
