Attribute VB_Name = "XladdinOpening"
Option Explicit
Option Private Module

Public Sub Opened()
    Dim Difference As String
    DescribeFunctions
    On Error GoTo Failed
    Difference = VersionDifference()
    ' The first formula should not wait for the import.
    XLPy.Module "udfs"
    If Difference <> "" Then Tell Difference
    Exit Sub
Failed:
    Tell Filled(TextOf("no_python"), Err.Description)
End Sub

Private Function VersionDifference() As String
    Dim Own As String, Package As String, Addin As String
    Own = TextOf("version")
    Package = XLPy.Str(XLPy.GetAttr(XLPy.Module("xladdin"), "__version__"))
    If Not LoadedAddin() Is Nothing Then Addin = TextIn(LoadedAddin(), "version")
    ' Beside an add-in of the same version a template leaves this to the add-in: one sentence is enough.
    If Own <> Package And (Own <> Addin Or ThisWorkbook.Name = "xladdin.xlam") Then
        VersionDifference = Filled(TextOf("package_differs"), ThisWorkbook.Name, Own, Package)
    ElseIf Addin <> "" And Addin <> Own Then
        VersionDifference = Filled(TextOf("addin_differs"), ThisWorkbook.Name, Own, Addin)
    End If
End Function

' Descriptions in the function wizard are a convenience: what Excel refuses here must not stop the opening.
Private Sub DescribeFunctions()
    Dim Sheet As Worksheet, Row As Long, WasAddin As Boolean, WasSaved As Boolean
    On Error Resume Next
    Set Sheet = ThisWorkbook.Worksheets("_IntelliSense_")
    WasAddin = ThisWorkbook.IsAddin
    WasSaved = ThisWorkbook.Saved
    If WasAddin Then ShowAddin
    For Row = 2 To Sheet.UsedRange.Rows.Count
        DescribeFunction Sheet.Rows(Row)
    Next Row
    If WasAddin Then HideAddin
    ThisWorkbook.Saved = WasSaved
End Sub

Private Sub DescribeFunction(ByVal Row As Range)
    Dim Count As Long, Arguments() As String
    Do While Row.Cells(1, 5 + 2 * Count).Value <> ""
        ReDim Preserve Arguments(Count)
        Arguments(Count) = Row.Cells(1, 5 + 2 * Count).Value
        Count = Count + 1
    Loop
    If Count = 0 Then
        Application.MacroOptions Macro:=QuotedName(Row), Description:=Row.Cells(1, 2).Value, _
            Category:=TextOf("category")
    Else
        Application.MacroOptions Macro:=QuotedName(Row), Description:=Row.Cells(1, 2).Value, _
            Category:=TextOf("category"), ArgumentDescriptions:=Arguments
    End If
End Sub

Private Function QuotedName(ByVal Row As Range) As String
    QuotedName = "'" & ThisWorkbook.Name & "'!" & Row.Cells(1, 1).Value
End Function

' Excel takes no MacroOptions for a hidden workbook, and an add-in is one.
Private Sub ShowAddin()
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    ThisWorkbook.IsAddin = False
    ThisWorkbook.Windows(1).Visible = True
End Sub

Private Sub HideAddin()
    ThisWorkbook.IsAddin = True
    Application.EnableEvents = True
    Application.ScreenUpdating = True
End Sub
