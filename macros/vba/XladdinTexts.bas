Attribute VB_Name = "XladdinTexts"
Option Explicit
Option Private Module

' What a person reads stands on the very hidden sheet _xladdin: key in column A, text in column B.

Public Function TextOf(ByVal Key As String) As String
    TextOf = TextIn(ThisWorkbook, Key)
End Function

Public Function TextIn(ByVal Book As Workbook, ByVal Key As String) As String
    Dim Row As Long
    Row = 1
    With Book.Worksheets("_xladdin")
        Do While .Cells(Row, 1).Value <> ""
            If .Cells(Row, 1).Value = Key Then
                TextIn = .Cells(Row, 2).Value
                Exit Function
            End If
            Row = Row + 1
        Loop
    End With
End Function

Public Function Filled(ByVal Text As String, ByVal First As String, _
                       Optional ByVal Second As String = "", Optional ByVal Third As String = "") As String
    Filled = Replace(Replace(Replace(Text, "{1}", First), "{2}", Second), "{3}", Third)
End Function

Public Sub Tell(ByVal Text As String)
    MsgBox Text, vbExclamation, TextOf("title")
End Sub
