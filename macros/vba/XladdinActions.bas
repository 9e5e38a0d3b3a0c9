Attribute VB_Name = "XladdinActions"
Option Explicit
Option Private Module

Public Sub RunAction(ByVal Key As String, ByVal NeedsBook As Boolean)
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then
        If NeedsBook Then
            Tell TextOf("no_book")
            Exit Sub
        End If
        ' xlwings reads its settings through the active workbook.
        Workbooks.Add
    End If
    RunPython "import xladdin.ribbon; xladdin.ribbon.run('" & Key & "')"
    Exit Sub
Failed:
    Tell Filled(TextOf("failed"), Err.Description)
End Sub

' A template brings the tab along for machines without the add-in; with the add-in there would be two.
Public Function TabIsWanted() As Boolean
    TabIsWanted = ThisWorkbook.IsAddin Or LoadedAddin() Is Nothing
End Function

Public Function LoadedAddin() As Workbook
    On Error Resume Next
    Set LoadedAddin = Workbooks("xladdin.xlam")
End Function
