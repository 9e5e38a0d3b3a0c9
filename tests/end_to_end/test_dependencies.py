"""What pyproject.toml asks for is what the code imports: nothing is missing, nothing is installed for nothing."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = DECLARED["optional-dependencies"]


def names(requirements: Iterable[str]) -> set[str]:
    """The packages, without versions, spelt in one way."""
    return {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", text)[0]).lower() for text in requirements}


def imported(*folders: str) -> set[str]:
    """The installed packages that the code of these folders names in an import."""
    trees = [ast.parse(file.read_bytes()) for folder in folders for file in (PROJECT / folder).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    known = packages_distributions()
    tops = {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names)
    return names(package for top in tops for package in known.get(top, ())) - {DECLARED["name"]}


def test_what_the_program_imports() -> None:
    optional = names(text for extra in set(EXTRAS) - {"dev"} for text in EXTRAS[extra])
    assert imported("xladdin", "udfs") - optional == names(DECLARED["dependencies"]) | {"pydantic-core"}  # of pydantic


def test_what_the_tests_import() -> None:
    assert imported("tests", "benchmarks") <= names(DECLARED["dependencies"]) | names(EXTRAS["dev"])
