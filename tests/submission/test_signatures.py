"""Signatures: with one, a manifest that was edited to match is seen, too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.submission.filings import clean_filing, write
from tests.submission.packages import edited, without_zip, workbook
from xladdin.cli import main
from xladdin.errors import InputError
from xladdin.submission.packaging import build_package, check_submission
from xladdin.submission.signing import new_keys
from xladdin.submission.verifying import verify_package


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    secret, public = new_keys()
    (tmp_path / "私钥").write_bytes(secret)
    (tmp_path / "公钥").write_bytes(public)
    return tmp_path / "私钥", tmp_path / "公钥"


@pytest.fixture
def signed(keys: tuple[Path, Path], tmp_path: Path) -> Path:
    checked = check_submission([write(clean_filing(), tmp_path / "填报.xlsx")])
    return build_package(checked, tmp_path / "signed", key=keys[0]).folder


def test_a_signature_is_checked(signed: Path, keys: tuple[Path, Path]) -> None:
    assert verify_package(signed, key=keys[1]).signature == "valid"
    assert verify_package(signed).signature == "unknown_signer"
    assert verify_package(signed / f"{signed.name}.zip", key=keys[1]).unchanged


def test_a_manifest_edited_to_match_is_seen_only_with_a_signature(
    signed: Path, package: Path, keys: tuple[Path, Path]
) -> None:
    for folder in (signed, package):
        edited(folder, inputs=[])
    assert verify_package(package).unchanged  # nothing can show it
    verdict = verify_package(signed, key=keys[1])
    assert verdict.signature == "invalid" and not verdict.unchanged


def test_another_key_and_a_signature_that_was_taken_away(signed: Path, keys: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "别的公钥"
    other.write_bytes(new_keys()[1])
    assert verify_package(signed, key=other).signature == "invalid"
    (signed / "清单.签名.json").unlink()
    assert any("签名文件却不在" in change.message for change in verify_package(without_zip(signed)).changes)
    with pytest.raises(InputError, match="不是可用的公钥"):
        verify_package(signed, key=keys[0])


def test_the_command_says_unsigned_plainly(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(package)]) == 0
    assert "未签名" in capsys.readouterr().out
    assert main(["verify", str(package), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["unchanged"] and document["signature"] == "unsigned" and document["changes"] == []
    key = package.parent / "公钥"
    key.write_bytes(new_keys()[1])
    assert main(["verify", str(package), "--public-key", str(key)]) == 1
    said = capsys.readouterr().out
    assert "报送包没有签名，无法用公钥核验\n内容与清单一致，但签名没有通过核验。\n" in said and "不符" not in said
    workbook(package).unlink()
    assert main(["verify", str(package)]) == 1
    assert main(["verify", str(package / "没有")]) == 2


def test_without_the_library_one_sentence(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['cryptography'] = None\n"
        "from xladdin.cli import main; sys.exit(main(['keygen', '-o', sys.argv[1]]))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path / "k")], capture_output=True, encoding="utf-8",
                         env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, check=False)  # fmt: skip
    assert run.returncode == 2 and "xladdin[sign]" in run.stderr and run.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are of POSIX systems")
def test_a_named_pipe_is_no_key(package: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.pem")
    with pytest.raises(InputError, match="不是可用的公钥"):
        verify_package(package, key=tmp_path / "管道.pem")


def test_the_private_key_is_for_its_owner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keygen", "-o", str(tmp_path / "单位.key")]) == 0
    assert "指纹" in capsys.readouterr().out
    if os.name == "posix":
        assert (tmp_path / "单位.key").stat().st_mode & 0o777 == 0o600
    assert main(["keygen", "-o", str(tmp_path / "单位.key")]) == 2
