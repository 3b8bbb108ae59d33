"""Nothing is lost, nothing changes with the encoding, and reading is quick to refuse."""

import re

import pytest

from conventions.readers.parties import BOILERPLATE
from conventions.readers.text import read
from ctg.richtext import sanitise, sanitise_inline
from tests.conventions.reading import SEEDS, norm, seed, words_of

FORMULAS = set(
    "convention convenu arrete suit exemplaires originaux autant signataires comporte pages annexes annexe"
    " liste enumerees sommaire fait"
    " article preliminaire pour sept monsieur madame mme vu ete ii me".split()
)


def _cells(line: str) -> list[str]:
    """The pieces of a source line that must be found whole: its cells, without leftovers of HTML."""
    line = re.sub(r"\^\{(\w+)\}", r"<sup>\1</sup>", re.sub(r"<ul style[^>]*>", " ", line))
    return [norm(cell) for cell in line.split("\t") if norm(cell)]


def _found(cell: str, words: str) -> bool:
    bare = re.sub(r"^(?:\d{1,2}|[a-z]) ", "", cell)  # without a list's number
    return f" {cell} " in words or f" {bare} " in words


@pytest.mark.parametrize("name", SEEDS)
def test_every_line_of_the_body_is_found_whole(seeds, name):
    document = seed(seeds, name)
    words = words_of(document)
    lines = (seeds / SEEDS[name]).read_text(encoding="utf-8").split("\n")
    first = min(a.line for a in document.articles)
    last = document.closing.line
    headings = {a.line for a in (*document.articles, *document.annexes)}
    annexes = min((a.line for a in document.annexes if a.line), default=len(lines))
    calls = {number for number, line in enumerate(lines, 1) if re.search(r"\S[¹²³]", line)}
    lost = [
        (number, cell)
        for number, line in enumerate(lines, 1)
        if number not in headings | calls and (first < number < last or number > annexes)
        for cell in _cells(line)
        if not _found(cell, words)
    ]
    assert lost == []


@pytest.mark.parametrize("name", SEEDS)
def test_every_word_of_every_line_is_found(seeds, name):
    document = seed(seeds, name)
    words = set(words_of(document).split()) | BOILERPLATE | FORMULAS
    words |= {str(number) for number in range(1, 32)}
    words |= {f"0{number}" for number in range(1, 10)} | {
        document.closing.on and str(document.closing.on.year)
    }
    months = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
    lost = {}
    for number, line in enumerate((seeds / SEEDS[name]).read_text(encoding="utf-8").split("\n"), 1):
        left = set(" ".join(_cells(line)).split()) - words - set(months.split())
        left = {word for word in left if len(word) > 1}  # « o » and « v » are bullets
        if left:
            lost[number] = left
    assert lost == {}


@pytest.mark.parametrize("name", SEEDS)
def test_the_rich_text_is_already_clean(seeds, name):
    document = seed(seeds, name)
    for block in (*document.articles, *document.annexes, *document.deliberations):
        assert sanitise(block.html) == block.html
    for title in (*document.articles, *document.annexes):
        assert sanitise_inline(title.title) == title.title
    for basis in document.legal_bases:
        assert sanitise_inline(basis.html) == basis.html
    assert sanitise(document.preamble) == document.preamble


@pytest.mark.parametrize("name", SEEDS)
def test_keys_are_unique_and_the_same_each_time(seeds, name):
    document = seed(seeds, name)
    blocks = (*document.parties, *document.legal_bases, *document.articles, *document.annexes)
    assert len({block.key for block in blocks}) == len(blocks)
    assert read((seeds / SEEDS[name]).read_bytes(), SEEDS[name]) == document


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["aubrac", "bazois", "reseau"])
def test_the_encoding_changes_nothing_but_a_warning(seeds, name, codec):
    document = seed(seeds, name)
    text = (seeds / SEEDS[name]).read_text(encoding="utf-8")
    again = read(text.encode(codec), SEEDS[name])
    fresh = set(again.warnings) - set(document.warnings)
    assert len(fresh) == (0 if codec == "utf-8-sig" else 1)
    for part in (
        "title",
        "period",
        "parties",
        "legal_bases",
        "preamble",
        "articles",
        "annexes",
        "signatures",
        "unread",
    ):
        assert getattr(again, part) == getattr(document, part)


@pytest.mark.parametrize("name", SEEDS)
def test_line_ends_of_windows_change_nothing(seeds, name):
    data = (seeds / SEEDS[name]).read_bytes()
    assert read(data.replace(b"\n", b"\r\n"), SEEDS[name]) == seed(seeds, name)
