"""The files of the software, as git knows them, and the parts of them that tests read."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import CHECKOUT

APPS = ("ctg", "partners", "actions", "conventions")
GENERATED = ("package-lock.json", "requirements/")


def tracked(*suffixes: str) -> list[Path]:
    """The tracked and new files with one of these suffixes (all files without any), generated ones left out."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True, text=True)
    names = sorted(set(listed.stdout.split("\0")) - {""})
    files = [CHECKOUT / name for name in names if not name.startswith(GENERATED)]
    return [f for f in files if f.is_file() and (not suffixes or f.suffix in suffixes)]


def app_modules() -> list[Path]:
    """The Python files of the four apps, migrations left out."""
    return [
        f
        for f in tracked(".py")
        if f.relative_to(CHECKOUT).parts[0] in APPS and "migrations" not in f.parts
    ]


def name(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def literals(path: Path) -> Iterator[ast.Constant]:
    """The string literals of a module that are not docstrings."""
    tree = parsed(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node
