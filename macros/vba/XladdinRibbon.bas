Attribute VB_Name = "XladdinRibbon"
Option Explicit

' Made from xladdin/ribbon/registry.py by "xladdin addin build": change it there.

Public Sub OnTabVisible(control As IRibbonControl, ByRef returnedValue As Variant)
    returnedValue = TabIsWanted()
End Sub

Public Sub OnNewWorkbook(control As IRibbonControl)
    RunAction "new_workbook", NeedsBook:=False
End Sub

Public Sub OnAddProject(control As IRibbonControl)
    RunAction "add_project", NeedsBook:=True
End Sub

Public Sub OnCollectProjects(control As IRibbonControl)
    RunAction "collect_projects", NeedsBook:=True
End Sub

Public Sub OnImportWord(control As IRibbonControl)
    RunAction "import_word", NeedsBook:=True
End Sub

Public Sub OnCarryForward(control As IRibbonControl)
    RunAction "carry_forward", NeedsBook:=True
End Sub

Public Sub OnRecalculate(control As IRibbonControl)
    RunAction "recalculate", NeedsBook:=True
End Sub

Public Sub OnExplainScore(control As IRibbonControl)
    RunAction "explain_score", NeedsBook:=True
End Sub

Public Sub OnAcceptScore(control As IRibbonControl)
    RunAction "accept_score", NeedsBook:=True
End Sub

Public Sub OnCheck(control As IRibbonControl)
    RunAction "check", NeedsBook:=True
End Sub

Public Sub OnPreviousFinding(control As IRibbonControl)
    RunAction "previous_finding", NeedsBook:=True
End Sub

Public Sub OnNextFinding(control As IRibbonControl)
    RunAction "next_finding", NeedsBook:=True
End Sub

Public Sub OnExplainFinding(control As IRibbonControl)
    RunAction "explain_finding", NeedsBook:=True
End Sub

Public Sub OnFix(control As IRibbonControl)
    RunAction "fix", NeedsBook:=True
End Sub

Public Sub OnClearMarks(control As IRibbonControl)
    RunAction "clear_marks", NeedsBook:=True
End Sub

Public Sub OnPackage(control As IRibbonControl)
    RunAction "package", NeedsBook:=True
End Sub

Public Sub OnWriteReport(control As IRibbonControl)
    RunAction "write_report", NeedsBook:=True
End Sub

Public Sub OnCompareReport(control As IRibbonControl)
    RunAction "compare_report", NeedsBook:=True
End Sub

Public Sub OnExportPdf(control As IRibbonControl)
    RunAction "export_pdf", NeedsBook:=True
End Sub

Public Sub OnManual(control As IRibbonControl)
    RunAction "manual", NeedsBook:=False
End Sub

Public Sub OnDiagnose(control As IRibbonControl)
    RunAction "diagnose", NeedsBook:=False
End Sub

Public Sub OnAbout(control As IRibbonControl)
    RunAction "about", NeedsBook:=False
End Sub
