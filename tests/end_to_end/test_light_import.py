"""A cell waits for `import udfs`: nothing heavy is loaded on that way."""

import subprocess
import sys

HEAVY = {"pandas", "numpy", "openpyxl", "docx", "lxml", "typer", "rich", "python_calamine", "xlsxwriter"}


def loaded_by(statement: str) -> set[str]:
    command = [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in printed.split()}


def test_the_cell_functions_load_nothing_heavy() -> None:
    assert loaded_by("import udfs") & HEAVY == set()


def test_the_command_line_loads_nothing_that_its_help_does_not_need() -> None:
    heavy = {"pandas", "numpy", "openpyxl", "docx", "lxml", "rich", "python_calamine", "xlsxwriter", "pydantic", "yaml"}
    assert loaded_by("from xladdin.cli import commands") & (heavy - {"pydantic"}) == set()
