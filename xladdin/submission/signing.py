"""Signatures (签名) with Ed25519: who holds the key has made the manifest, and nobody has edited it since.

The library `cryptography` is the optional extra `sign`; everything else works without it.
"""

import base64
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xladdin.errors import InputError
from xladdin.submission.content import digest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

State = Literal["unsigned", "valid", "invalid", "unknown_signer"]
_ALGORITHM = "Ed25519"


def new_keys() -> tuple[bytes, bytes]:
    """A private and a public key as PEM texts."""
    _need_library()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret, private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: "Ed25519PublicKey") -> str:
    """By which a person recognises a key: 16 characters of the SHA-256 of its 32 bytes."""
    return digest(key.public_bytes_raw())[:16]


def private_key(path: Path) -> "Ed25519PrivateKey":
    """The private key in a file."""
    _need_library()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_content(path), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise InputError(f"“{path.name}”不是可用的私钥，请用 xladdin keygen 生成的私钥文件。") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"“{path.name}”不是 {_ALGORITHM} 私钥，请用 xladdin keygen 生成的私钥文件。")
    return key


def public_key(path: Path) -> "Ed25519PublicKey":
    """The public key in a file."""
    _need_library()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(_content(path))
    except (OSError, ValueError, UnsupportedAlgorithm) as problem:
        raise InputError(f"“{path.name}”不是可用的公钥，请用 xladdin keygen 生成的公钥文件。") from problem
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(f"“{path.name}”不是 {_ALGORITHM} 公钥，请用 xladdin keygen 生成的公钥文件。")
    return key


def _content(path: Path) -> bytes:
    """Of an ordinary file: anything else (a named pipe) could keep one waiting for ever."""
    if not path.is_file():
        raise OSError(f"{path} is no ordinary file")
    return path.read_bytes()


def sign(manifest: bytes, key: "Ed25519PrivateKey") -> bytes:
    """The file that stands beside the manifest."""
    document = {
        "algorithm": _ALGORITHM,
        "signer": fingerprint(key.public_key()),
        "public_key": base64.b64encode(key.public_key().public_bytes_raw()).decode(),
        "signature": base64.b64encode(key.sign(manifest)).decode(),
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def check_signature(manifest: bytes, signature: bytes | None, key: "Ed25519PublicKey | None") -> State:
    """Against the key of the person, else against the one that the package brings: then the signer is unknown."""
    if signature is None:
        return "unsigned"
    _need_library()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        document = json.loads(signature)
        brought = Ed25519PublicKey.from_public_bytes(base64.b64decode(document["public_key"]))
        (key or brought).verify(base64.b64decode(document["signature"]), manifest)
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature):
        return "invalid"
    return "valid" if key is not None else "unknown_signer"


def _need_library() -> None:
    if find_spec("cryptography") is None:
        raise InputError("签名和核验签名需要 cryptography，请先安装：pip install 'xladdin[sign]'。")
