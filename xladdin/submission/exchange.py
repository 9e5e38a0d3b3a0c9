"""Two folders change their names in one step, where the operating system can do that.

Python has no function for it. Linux: renameat2 with RENAME_EXCHANGE; macOS: renamex_np with RENAME_SWAP.
"""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def exchange(one: Path, other: Path) -> bool:
    """Whether the names were exchanged; False where the system or the file system cannot do it."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            return bool(ctypes.CDLL(None).renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).renamex_np(first, second, _RENAME_SWAP) == 0)
    except (AttributeError, OSError):
        return False  # an older C library
    return False
