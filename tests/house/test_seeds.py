"""The real conventions lend their facts, never their sentences."""

import re
import unicodedata
from pathlib import Path

from tests.house.sources import name, tracked

LENGTH = 13  # words in a row that nobody writes twice by chance; titles are shorter
# References to the law are quoted, not written; the clause that presents a party is a formula
QUOTED = set("loi decret arrete code ordonnance circulaire cog represente representee".split())
# A list of communes or of functions has none of these
GLUE = set("afin ainsi avec ce ces cette dans elle est il leur leurs par pour".split())
GLUE |= set("que qui se sera seront son sont".split())


def words(text: str) -> list[str]:
    flat = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", flat))


def sentences(path: Path) -> dict[tuple[str, ...], int]:
    """Each run of words that belongs to a sentence, and where it starts."""
    found = words(path.read_text(errors="replace"))
    runs = (tuple(found[i : i + LENGTH]) for i in range(len(found) - LENGTH + 1))
    return {run: i for i, run in enumerate(runs) if GLUE & set(run) and not QUOTED & set(run)}


def test_no_sentence_of_a_real_convention_is_copied(seeds):
    theirs = {run for text in seeds.glob("*.txt") for run in sentences(text)}
    copied = {
        name(f): " ".join(run)
        for f in tracked(".py", ".html", ".md", ".json", ".txt", ".js", ".csv")
        for run in sentences(f)
        if run in theirs
    }
    assert theirs
    assert copied == {}
