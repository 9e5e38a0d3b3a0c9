"""A filing -> the package that is handed in (报送包), and a package that was received -> whether it was altered.

`check_submission` (for an open workbook `check_gathered`) and `build_package` are what `xladdin package` and the
button call; `verify_package` is the other side.
"""

from xladdin.submission.packaging import Checked, Packaged, build_package, check_gathered, check_submission
from xladdin.submission.verifying import Verdict, verify_package

__all__ = [
    "Checked", "Packaged", "Verdict", "build_package", "check_gathered", "check_submission", "verify_package",
]  # fmt: skip
