"""Was a package altered, and do its scores recompute (核验)? Every change is named: which cell, from what, to what.

1. Every file against its SHA-256: changed, missing, renamed, added; the zip beside the files against the files.
2. The workbook against the manifest cell by cell, its sheets, and that it still holds values only.
3. The forms' content against its SHA-256: a manifest that was edited without its workbook is found here.
4. All scores once more, under the rulebook that the manifest names, if this one is known here.
5. The signature. Without one nobody can tell whether the manifest was edited to match: that is said plainly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.reading.guard import admit_bytes
from xladdin.reading.readable import FileKind, Readable
from xladdin.rulebooks.schema import Rulebook
from xladdin.scoring.filing import score_filing
from xladdin.submission.cells import CellChange, cells_of, changed_cells, formulas, live_parts
from xladdin.submission.change import Change
from xladdin.submission.content import content_digest, contents_of, digest
from xladdin.submission.differing import told_apart
from xladdin.submission.file_changes import file_changes
from xladdin.submission.manifest import Cells, Manifest, parse_manifest
from xladdin.submission.naming import MANIFEST, SIGNATURE
from xladdin.submission.received import Received, receive
from xladdin.submission.recomputing import read_submission, score_changes, scored_lines, totals
from xladdin.submission.remarks_page import RULES, told_in
from xladdin.submission.remarks_page import SHEET as REMARKS
from xladdin.submission.signing import State, check_signature, public_key

_WORKBOOKS = (FileKind.XLSX, FileKind.XLSM)


@dataclass(frozen=True)
class Verdict:
    """What was found. `filing` is what the workbook holds now, where it could be read; `reports`: the Word reports;
    `unseen`: the files that stand in the manifest beside a workbook that was verified alone."""

    name: str
    unseen: tuple[str, ...]
    manifest: Manifest
    changes: tuple[Change, ...]
    signature: State
    recomputed: int
    filing: Filing | None
    reports: dict[str, bytes] = field(default_factory=dict)

    @property
    def unchanged(self) -> bool:
        """Everything is as it was handed in, and the scores come out again."""
        return not self.changes


def verify_package(path: Path, *, manifest: Path | None = None, key: Path | None = None) -> Verdict:
    """Raises InputError only where nothing can be verified: no package, no manifest, a newer format."""
    received = receive(path, manifest)
    stated = parse_manifest(received.manifest)
    signature = check_signature(received.manifest, received.signature, public_key(key) if key else None)
    changes = list(_signature_changes(stated, signature, wanted=key is not None))
    changes += file_changes(received, stated)
    workbook = _workbook(received, stated)
    unseen = () if received.whole else tuple(file.name for file in stated.files if file.role != "workbook")
    if workbook is None and not received.whole:
        raise InputError(f"“{received.name}”不是报送工作簿，请选报送包，或选其中的工作簿。")
    if workbook is None:
        return Verdict(received.name, unseen, stated, tuple(changes), signature, 0, None)
    try:
        file = admit_bytes(workbook, stated.workbook.name)
        if file.kind not in _WORKBOOKS:
            raise InputError(f"“{file.name}”已不是 .xlsx 工作簿，被换成了 .{file.kind.value} 文件。")
        filing = read_submission(file, stated.supplement)
        changes += _workbook_changes(file, stated)
    except InputError as problem:
        changes.append(Change("workbook", stated.workbook.name, None, None, str(problem)))
        return Verdict(received.name, unseen, stated, tuple(changes), signature, 0, None)
    altered = any(change.kind in ("cell", "sheet") for change in changes)
    recomputed, differing = _recompute(filing, stated, only_computed=altered)
    if not altered:
        same_rules = not any(change.kind == "rulebook" for change in differing)
        changes += _contradictions(stated, filing, same_rules=same_rules)
    reports = {file.name: received.files[file.name] for file in stated.files
               if file.role == "report" and file.name in received.files}  # fmt: skip
    return Verdict(received.name, unseen, stated, (*changes, *differing), signature, recomputed, filing, reports)


def _signature_changes(stated: Manifest, state: State, *, wanted: bool) -> Iterator[Change]:
    if state == "invalid":
        yield Change(
            "signature", SIGNATURE, stated.signer, None, "签名与清单不符：清单在签名后被改动，或不是这把钥匙签的"
        )
    elif state == "unsigned" and (stated.signer or wanted):
        said = "清单写明已签名，签名文件却不在" if stated.signer else "报送包没有签名，无法用公钥核验"
        yield Change("signature", SIGNATURE, stated.signer, None, said)


def _workbook(received: Received, stated: Manifest) -> bytes | None:
    """The workbook under its name; else one that was renamed, or the only one that is there."""
    if stated.workbook.name in received.files:
        return received.files[stated.workbook.name]
    others = [content for name, content in received.files.items() if name.lower().endswith(".xlsx")]
    same = [content for content in others if digest(content) == stated.workbook.sha256]
    return next(iter(same or others), None)


def _workbook_changes(workbook: Readable, stated: Manifest) -> Iterator[Change]:
    before = {sheet.name: sheet.cells for sheet in stated.sheets}
    after = cells_of(workbook)
    for sheet in (sheet for sheet in before if sheet not in after):
        yield Change("sheet", sheet, sheet, None, f"缺少工作表“{sheet}”")
    for sheet in (sheet for sheet in after if sheet not in before):
        yield Change("sheet", sheet, None, sheet, f"多出工作表“{sheet}”")
    cells = [_cell_change(change) for change in changed_cells(before, after)]
    yield from cells
    live = [
        *(
            Change("cell", place, None, "公式", f"{place} 里出现了公式，报送工作簿只有数值")
            for place in formulas(workbook.data)
        ),
        *(
            Change("workbook", stated.workbook.name, None, part, f"工作簿里出现了{part}，报送工作簿只有数值")
            for part in live_parts(workbook.data)
        ),
    ]
    yield from live
    if not cells and not live and before == after and digest(workbook.data) != stated.workbook.sha256:
        message = "各单元格的内容未变，工作簿的格式、图表或属性有改动（例如另存过一次）"
        yield Change("workbook", stated.workbook.name, None, None, message)


def _cell_change(change: CellChange) -> Change:
    place = f"{change.sheet}!{change.cell}"
    before, after = told_apart(change.before, change.after)
    return Change("cell", place, _text(change.before), _text(change.after), f"{place} 由“{before}”改为“{after}”")


def _text(value: str | int | float | None) -> str | None:
    return None if value is None else str(value)


def _contradictions(stated: Manifest, filing: Filing, *, same_rules: bool) -> Iterator[Change]:
    """What the manifest says otherwise than the workbook whose cells it has right."""
    found = content_digest(contents_of(filing.forms))
    if found != stated.content_sha256:
        message = "各表的内容与清单里的内容摘要不符：清单被改动过"
        yield Change("content", MANIFEST, stated.content_sha256, found, message)
    remarks: Cells = next((sheet.cells for sheet in stated.sheets if sheet.name == REMARKS), {})
    told = [(label, text, str(remarks.get(cell, ""))) for label, cell, text in told_in(stated)
            if same_rules or label not in RULES]  # fmt: skip
    for label, one, other in (("年度", str(stated.year), str(filing.year)), *told):
        if one.split() != other.split():
            before, after = told_apart(one, other)
            message = f"{label}在清单里是“{before}”，工作簿里是“{after}”：清单被改动过"
            yield Change("content", MANIFEST, one, other, message)


def _recompute(filing: Filing, stated: Manifest, *, only_computed: bool) -> tuple[int, list[Change]]:
    rulebook, problem = _rulebook(stated)
    if rulebook is None:
        return 0, [problem] if problem else []
    scores = score_filing(filing, rulebook)
    lines = scored_lines(scores)
    changes = list(score_changes(stated.scores, lines, only_computed=only_computed))
    whole = totals(scores)
    if not changes and whole != stated.total:
        message = f"总分或等级复算为 {whole.computed or '无法计算'} {whole.grade or ''}，与清单不同"
        changes.append(Change("score", "总分", stated.total.computed, whole.computed, message))
    return len(lines), ([problem] if problem else []) + changes


def _rulebook(stated: Manifest) -> tuple[Rulebook | None, Change | None]:
    """The rulebook that the manifest names, and what is to be said where ours is not the same."""
    from xladdin.rulebooks.loader import load

    used = stated.rulebook
    try:
        rulebook = load(used.id)
    except InputError:
        message = f"本机没有规则集“{used.id}”（{used.name}），得分没有复算；请更新本软件或取得这个规则集"
        return None, Change("rulebook", used.id, used.version, None, message)
    if rulebook.digest == used.digest:
        return rulebook, None
    relation = _relation(used.version, rulebook.version)
    message = f"规则集“{used.id}”{relation}，按本机的第 {rulebook.version} 版复算，结果可能因此不同"
    return rulebook, Change("rulebook", used.id, used.version, rulebook.version, message)


def _relation(used: str, own: str) -> str:
    if used == own:
        return f"同为第 {own} 版而内容不同"
    newer = _number(used) > _number(own)
    return f"打包时用的是更新的第 {used} 版" if newer else f"打包时用的是较早的第 {used} 版"


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
