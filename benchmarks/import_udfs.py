"""`import udfs` beside `import pydantic, yaml`: what the first call of a cell function waits for."""

import subprocess
import sys

from comparison import Comparison, medians


def import_udfs() -> Comparison:
    """Each import in a fresh process."""
    ours, opponent = medians(lambda: _run("import udfs"), lambda: _run("import pydantic, yaml"), repetitions=15)
    return Comparison("import udfs", ours, "import pydantic, yaml", opponent, factor=1.3)


def _run(statement: str) -> None:
    subprocess.run([sys.executable, "-c", statement], check=True)
