"""Templates: named blocks, one sorted {% load %} a line, none unused, typographic apostrophes."""

import re
from pathlib import Path

from tests.conftest import CHECKOUT
from tests.house.sources import app_modules, literals, name, tracked
from tests.house.test_code import STRAIGHT_APOSTROPHE

TEMPLATES = CHECKOUT / "templates"
LOAD = re.compile(r"{%\s*load\s+(.*?)\s*%}")
TAG = re.compile(r"{[%{#].*?[%}#]}|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
MENTION = re.compile(r"""{%[^%]*?["']([\w./-]+\.(?:html|txt|xml|svg|css))(?:#[\w-]+)?["']""")


def templates() -> list[Path]:
    return [f for f in tracked(".html", ".txt", ".xml") if f.is_relative_to(TEMPLATES)]


def test_one_library_is_loaded_a_line_in_order():
    found = {}
    for template in templates():
        loads = LOAD.findall(template.read_text())
        if loads != sorted(loads) or any(" " in load and " from " not in load for load in loads):
            found[name(template)] = loads
    assert found == {}


def test_every_block_is_closed_by_its_name():
    found = [
        name(t) for t in templates() if re.search(r"{%\s*end(block|partialdef)\s*%}", t.read_text())
    ]
    assert found == []


def test_no_template_is_unused():
    mentioned = {literal.value.partition("#")[0] for f in app_modules() for literal in literals(f)}
    mentioned |= {mention for t in templates() for mention in MENTION.findall(t.read_text())}
    unused = [
        name(t)
        for t in templates()
        if str(t.relative_to(TEMPLATES)) not in mentioned | found_by_django()
    ]
    assert unused == []


def found_by_django() -> set[str]:
    """Templates that Django or a package looks for by name: errors, administration, fields."""
    ours = (str(t.relative_to(TEMPLATES)) for t in templates())
    return {
        t
        for t in ours
        if re.match(r"(400|403|404|403_csrf|500)\.html|(admin|ctg|django|registration)/", t)
    }


def test_french_pages_use_the_typographic_apostrophe():
    found = [
        name(t) for t in templates() if STRAIGHT_APOSTROPHE.search(TAG.sub(" ", t.read_text()))
    ]
    assert found == []
