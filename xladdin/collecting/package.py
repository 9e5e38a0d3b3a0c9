"""A package (报送包) as collecting sees it: verified first, then what its workbook holds now."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from xladdin.checks import Finding
from xladdin.collecting.record import Verification, short
from xladdin.errors import InputError
from xladdin.forms.filing import Filing
from xladdin.forms.report import Report
from xladdin.opening import choose, report_titles
from xladdin.reading.guard import admit_bytes
from xladdin.reading.readable import FileKind
from xladdin.reading.report import reports_in
from xladdin.rulebooks.schema import Rulebook
from xladdin.submission.archive import name_of
from xladdin.submission.content import digest
from xladdin.submission.manifest import Manifest
from xladdin.submission.naming import MANIFEST
from xladdin.submission.verifying import Verdict, verify_package

_MOST_CHANGES = 200  # of one package; a workbook that was replaced as a whole differs everywhere
_SIGNATURES = {
    "unsigned": "未签名",
    "valid": "签名有效",
    "unknown_signer": "已签名，未核对签名人",
    "invalid": "签名无效",
}
_OF_THE_RULES = ("rulebook", "score")


class Explained(NamedTuple):
    """The warnings with an explanation. A package numbers its projects anew, and a finding about several tables bears
    the id of the first of them: in a package it is known by its message."""

    ids: frozenset[str]
    messages: frozenset[tuple[str, str]] = frozenset()

    def holds(self, finding: Finding) -> bool:
        """Whether this warning is one of them."""
        return finding.id in self.ids or (finding.code, finding.message) in self.messages


class Unpacked(NamedTuple):
    """What was in a package."""

    filing: Filing
    rulebook: Rulebook
    verification: Verification
    explained: Explained


def is_package(path: Path) -> bool:
    """A folder or a zip with a manifest, also one that somebody has packed again with its folder, or on Windows. What
    is no zip at all is for others to judge."""
    if path.is_dir():
        return True
    try:
        if path.suffix.lower() != ".zip" or not path.is_file():  # a named pipe would keep one waiting
            return False
        with zipfile.ZipFile(path) as archive:
            return any(PurePosixPath(name_of(entry)).name == MANIFEST for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def open_package(path: Path, rulebook_id: str | None, key: Path | None) -> Unpacked:
    """The package's content, altered or not. InputError where nothing can be verified or read."""
    verdict = verify_package(path, key=key)
    if verdict.filing is None:
        raise InputError(f"“{path.name}”核验未通过，报送工作簿读不出来：{verdict.changes[-1].message}。")
    if not verdict.filing.forms:
        raise InputError(f"“{path.name}”的报送工作簿里没有找到基础数据表、自评表、项目表等任何一张表。")
    stated = verdict.manifest
    return Unpacked(
        _with_reports(verdict.filing, verdict.reports),
        choose(verdict.filing, rulebook_id or stated.rulebook.id),
        verification_of(verdict),
        Explained(
            frozenset(explanation.id for explanation in stated.explanations),
            frozenset((explanation.code, explanation.message) for explanation in stated.explanations),
        ),
    )


def _with_reports(filing: Filing, reports: dict[str, bytes]) -> Filing:
    """The filing with the reports of its package; one that cannot be read stays with the person."""
    found: list[Report] = []
    for name, data in reports.items():
        try:
            if admit_bytes(data, name).kind is FileKind.DOCX:
                found += reports_in(data, name, report_titles())
        except InputError:
            continue  # verifying has said what is wrong with the file, if it was altered
    return filing.model_copy(update={"reports": tuple(found)})


def verification_of(verdict: Verdict) -> Verification:
    """A package is altered where a file, a cell or the manifest is; another version of the rules alone is none."""
    rules_differ = any(change.kind == "rulebook" for change in verdict.changes)
    altered = [
        change for change in verdict.changes if change.kind not in _OF_THE_RULES or
        (change.kind == "score" and not rules_differ)
    ]  # fmt: skip
    signed = _SIGNATURES[verdict.signature]
    result = f"有改动 {len(altered)} 处" if altered else "无改动，规则集版本不同" if rules_differ else "无改动"
    messages = tuple(short(change.message) for change in verdict.changes[:_MOST_CHANGES])
    if len(verdict.changes) > _MOST_CHANGES:
        messages = (*messages, f"另有 {len(verdict.changes) - _MOST_CHANGES} 处，未列出")
    return Verification(not altered, f"{result}，{signed}", messages, "" if altered else _content(verdict.manifest))


def _content(stated: Manifest) -> str:
    """What a package is made of, by which its copies are known."""
    return digest(
        "".join([stated.rulebook.digest, stated.signer or "", *(file.sha256 for file in stated.files)]).encode()
    )
