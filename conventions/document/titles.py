"""What a convention is called: its title and subtitle in their usual case, and its reference."""

import re

from conventions.document.model import Document
from partners.grammar import fold

LONGEST = 200  # characters of a title
_USUAL = {
    "convention territoriale globale": "Convention territoriale globale",
    "convention de partenariat": "Convention de partenariat",
}
_SMALL_WORDS = frozenset("au aux d de des du en et l la le les".split())
_CATEGORY = re.compile(
    r"(?i)^(?:communauté (?:de communes|d['’]agglomération|urbaine)|commune|ville|territoire|pays)"
    r"\s+(?:(?:du|de la|de|des)\s+|de l['’]|d['’])?"
)


def title_and_subtitle(document: Document) -> tuple[str, str]:
    """« CONVENTION TERRITORIALE GLOBALE DE SERVICES AUX FAMILLES » is a title and « de services aux familles »."""
    title, subtitle = document.title, document.subtitle
    words = title.split()
    usual = _USUAL.get(fold(" ".join(words[:3])))
    if usual:
        title, subtitle = usual, " ".join([*words[3:], subtitle]).strip()
    if fold(subtitle) in ("de services aux familles", "de service aux familles"):
        subtitle = "de services aux familles"
    return title[:LONGEST] or "Convention", subtitle[:LONGEST]


def short_territory(document: Document) -> str:
    """« Communauté de communes du Bazois » is « Bazois » for short."""
    return _CATEGORY.sub("", document.territory.name.strip())


def reference(document: Document) -> str:
    """« aubrac-lot-causses-tarn-2024 »: the territory, else what the title says, and the first year known."""
    words = fold(short_territory(document)).split() or [
        word
        for word in fold(document.subtitle or document.title).split()
        if word not in _SMALL_WORDS
    ]
    stem = "-".join(words)[:64].strip("-") or "convention"
    year = first_year(document)
    return f"{stem}-{year}" if year else stem


def first_year(document: Document) -> int | None:
    """The year it starts, else that of its signature, of a vote."""
    days = [document.period.start, document.closing.on]
    days += [party.decision.on for party in document.parties if party.decision]
    days += [act.on for act in document.deliberations]
    return next((day.year for day in days if day), None)
