"""What a convention is called: its title and subtitle in their usual case, and its reference."""

import re

from conventions.document.model import Document
from partners.grammar import fold

LONGEST = 200  # characters of a title
_CATEGORY = re.compile(
    r"(?i)^(?:communauté (?:de communes|d['’]agglomération|urbaine)|commune|ville|territoire|pays)"
    r"\s+(?:(?:du|de la|de|des)\s+|de l['’]|d['’])?"
)


def title_and_subtitle(document: Document) -> tuple[str, str]:
    """« CONVENTION TERRITORIALE GLOBALE DE SERVICES AUX FAMILLES » is a title and « de services aux familles »."""
    title, subtitle = document.title, document.subtitle
    if document.kind == "ctg":
        words = title.split()
        if fold(" ".join(words[:3])) == "convention territoriale globale":
            title = "Convention territoriale globale"
            subtitle = " ".join([*words[3:], subtitle]).strip()
        if fold(subtitle) in ("de services aux familles", "de service aux familles"):
            subtitle = "de services aux familles"
    return title[:LONGEST] or "Convention", subtitle[:LONGEST]


def short_territory(document: Document) -> str:
    """« Communauté de communes du Bazois » is « Bazois » for short."""
    return _CATEGORY.sub("", document.territory.name.strip())


def reference(document: Document) -> str:
    """« aubrac-lot-causses-tarn-2024 »: the territory and the first year known, in ASCII."""
    name = fold(short_territory(document) or document.title or document.kind).replace(" ", "-")
    stem = name[:64].strip("-") or "convention"
    year = first_year(document)
    return f"{stem}-{year}" if year else stem


def first_year(document: Document) -> int | None:
    """The year it starts, else that of its signature, of a vote."""
    days = [document.period.start, document.closing.on]
    days += [party.decision.on for party in document.parties if party.decision]
    days += [act.on for act in document.deliberations]
    return next((day.year for day in days if day), None)
