"""The rules of the house that no tool checks."""

import ast
import re

import pytest
from django.core.management import call_command
from importlinter.cli import lint_imports

from tests.conftest import CHECKOUT
from tests.house.sources import app_modules, literals, name, parsed, tracked

LONGEST_FILE = 400
TEXTS = (".py", ".html", ".css", ".js", ".md", ".toml", ".sh", ".json", ".txt", ".yml", "")
# Split, so that this file does not name them itself
MACHINES = re.compile(
    "|".join(
        [
            r"py" r"pi\.org",
            r"registry\.np" r"mjs",
            r"files\.python" r"hosted",
            r"deb\.deb" r"ian\.org",
            r"/wor" r"k/",
            r"/roo" r"t/",
        ]
    )
)
STRAIGHT_APOSTROPHE = re.compile(
    r"\b(?:[cdjlmnst]|qu|aujourd|jusqu|lorsqu|puisqu)'(?=[a-zà-ÿœ])", re.IGNORECASE
)


def test_each_app_knows_only_those_below_and_each_module_stands_on_its_floor(monkeypatch):
    assert lint_imports() == 0


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_no_file_is_too_long():
    long = {
        name(f): n
        for f in tracked(".py", ".js", ".html")
        if "migrations" not in f.parts  # written by Django
        and (n := len(f.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    found = [
        f"{name(f)}:{number}"
        for f in tracked(*TEXTS)
        for number, line in enumerate(f.read_text().splitlines(), 1)
        if MACHINES.search(line)
    ]
    assert found == []


def test_no_app_reaches_another_by_a_side_door():
    """What import-linter cannot see: models by name, signals, foreign keys to "app.Model"."""
    found = [
        f"{name(f)}:{node.lineno}"
        for f in app_modules()
        for node in ast.walk(parsed(f))
        if _is_side_door(node)
    ]
    assert found == []


def _is_side_door(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
            targets = [
                *node.args[:1],
                *(k.value for k in node.keywords if k.arg in {"to", "through"}),
            ]
            return any(isinstance(t, ast.Constant) and "." in t.value for t in targets)
        return called == "get_model"
    return isinstance(node, ast.ImportFrom) and (node.module or "").endswith(
        ("signals", "dispatch")
    )


def test_french_sentences_use_the_typographic_apostrophe():
    found = [
        f"{name(f)}:{literal.lineno} {literal.value[:60]!r}"
        for f in app_modules()
        for literal in literals(f)
        if STRAIGHT_APOSTROPHE.search(literal.value) and "(?" not in literal.value  # a pattern
    ]
    assert found == []


def test_the_example_of_environment_is_complete():
    read = re.compile(r"env(?:iron)?\.\w+\(\s*\"([A-Z_]+)\"")
    wanted = {
        found for f in (CHECKOUT / "ctg").glob("*.py") for found in read.findall(f.read_text())
    }
    told = set(
        re.findall(r"^(?:# )?([A-Z_]+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE)
    )
    assert wanted - told <= {
        "CTG_NO_DATABASE",
        "DJANGO_SETTINGS_MODULE",
        "XDG_DATA_HOME",
    }  # for scripts, of the system
