"""The report as one page (网页) to print or to send: everything in one file, nothing fetched from elsewhere."""

from html import escape

from xladdin.annotating.colours import EXPLAINED, FILLS, STRONG, colour_of
from xladdin.checks.finding import Finding
from xladdin.checks.report import CHINESE, Report, cell_of

_STYLE = """
@page { size: A4; margin: 14mm 12mm; }
* { box-sizing: border-box; }
body { font: 13px/1.55 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #222;
       max-width: 186mm; margin: 10mm auto; padding: 0 4mm; }
h1 { font-size: 22px; margin: 0 0 2px; }
.facts { color: #595959; margin: 0 0 12px; overflow-wrap: anywhere; }
.counts { display: flex; gap: 8px; margin: 0 0 14px; }
.count { flex: 1; padding: 6px 10px; border-radius: 4px; }
.count b { display: block; font-size: 22px; line-height: 1.2; }
h2 { font-size: 15px; margin: 18px 0 6px; padding-bottom: 3px; border-bottom: 2px solid #444; break-after: avoid; }
h2 span { font-weight: normal; font-size: 12px; color: #595959; }
article { border: 1px solid #ccc; border-left-width: 5px; border-radius: 3px; padding: 6px 10px; margin: 0 0 6px;
          break-inside: avoid; }
.head { display: flex; gap: 8px; align-items: baseline; flex-wrap: wrap; }
.level { padding: 0 6px; border-radius: 3px; font-weight: bold; }
.place { font-weight: bold; }
.project { color: #595959; overflow-wrap: anywhere; }
.id { margin-left: auto; color: #888; font: 11px/1.4 monospace; }
.message { margin: 3px 0; overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: 0 18px; margin: 2px 0; }
dl div { display: flex; gap: 5px; min-width: 0; }
dt { color: #777; flex: none; } dd { margin: 0; overflow-wrap: anywhere; }
.basis { color: #777; font-size: 12px; }
.said { background: #f4f9f2; padding: 2px 6px; margin-top: 3px; }
.blank { border-bottom: 1px solid #999; height: 1.9em; color: #777; margin-top: 3px; }
footer { color: #888; font-size: 11px; margin-top: 14px; }
@media print { body { margin: 0; padding: 0; max-width: none; }
               * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def page(report: Report) -> str:
    """The whole page as HTML."""
    body = "".join(_sheet(report, name, found) for name, found in report.by_sheet())
    dropped = "".join(
        f"<p>{escape(item.code)} {escape(item.place)}：{escape(item.text)}</p>" for item in report.dropped
    )
    gone = f"<h2>不再保留的说明 <span>问题已改正或已变化</span></h2>{dropped}" if dropped else ""
    waiting = "".join(
        f"<p>{escape(item.code)} {escape(item.place)}：{escape(item.text)}</p>" for item in report.waiting
    )
    gone += f"<h2>给 Word 报告的说明 <span>这次没有一并核对报告，原样保留</span></h2>{waiting}" if waiting else ""
    title = f"校验结果：{escape(report.source)}"
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}{_colours()}</style></head>"
        f'<body><h1>校验结果</h1><p class="facts">{escape(report.source)}<br>规则集：{escape(report.rulebook_name)}'
        f"（{escape(report.rulebook_id)}）</p>{_counts(report)}{body}{gone}"
        "<footer>错误须改正；警告须改正或填写说明；提示供参考。</footer></body></html>\n"
    )


def _colours() -> str:
    return "".join(
        f".{name} .level, .count.{name} {{ background: #{FILLS[name]}; color: #{STRONG[name]}; }}"
        f" article.{name} {{ border-left-color: #{STRONG[name]}; }}\n"
        for name in FILLS
    )


def _counts(report: Report) -> str:
    if not report.findings:
        return "<p>没有发现问题。</p>"
    words = [*CHINESE.items(), (EXPLAINED, "其中已说明")]
    items = (f'<div class="count {key}"><b>{report.counts[key]}</b>{word}</div>' for key, word in words)
    return f'<div class="counts">{"".join(items)}</div>'


def _sheet(report: Report, name: str, findings: list[Finding]) -> str:
    articles = "".join(_article(report, finding) for finding in findings)
    return f"<section><h2>{escape(name or '整份材料')} <span>{len(findings)} 处</span></h2>{articles}</section>"


def _article(report: Report, finding: Finding) -> str:
    facts = (
        ("填报值", finding.provided),
        ("应为", finding.expected),
        ("差额", finding.difference),
        ("怎么改", finding.fix),
    )
    listed = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts if value)
    project = f'<span class="project">{escape(finding.project)}</span>' if finding.project else ""
    return (
        f'<article class="{colour_of(finding, report)}"><div class="head"><span class="level">'
        f'{CHINESE[finding.severity]}</span><span>{escape(finding.code)}</span><span class="place">'
        f'{escape(cell_of(finding))}</span>{project}<span class="id">{escape(finding.id)}</span></div>'
        f'<p class="message">{escape(finding.message)}</p><dl>{listed}</dl>'
        f'<div class="basis">依据：{escape(finding.basis)}</div>{_said(report, finding)}</article>'
    )


def _said(report: Report, finding: Finding) -> str:
    """The explanation, or on a warning without one a line to write it by hand."""
    text = report.explanations.get(finding.id)
    if text is not None:
        return f'<div class="said">说明：{escape(text)}</div>'
    return '<div class="blank">说明：</div>' if finding.severity == "warning" else ""
