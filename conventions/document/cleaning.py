"""A read document reduced to the HTML that may be stored."""

from collections.abc import Callable
from dataclasses import replace

from conventions.document.model import Document
from ctg import richtext


def sanitised(document: Document) -> Document:
    """Return the document with every text sanitised. Raises ValueError, in French, naming the text at fault."""
    return replace(
        document,
        preamble=_text(document.preamble, "Préambule"),
        legal_bases=tuple(
            replace(item, html=_line(item.html, "Visa")) for item in document.legal_bases
        ),
        articles=tuple(
            replace(
                item,
                title=_line(item.title, f"Titre de l’article {item.printed_number}"),
                html=_text(item.html, f"Article {item.printed_number}"),
            )
            for item in document.articles
        ),
        deliberations=tuple(
            replace(act, html=_text(act.html, f"Délibération {act.number}"))
            for act in document.deliberations
        ),
        annexes=tuple(
            replace(
                item,
                title=_line(item.title, f"Titre de l’annexe {item.printed_label}"),
                html=_text(item.html, f"Annexe {item.printed_label}"),
            )
            for item in document.annexes
        ),
    )


def _text(html: str, where: str, sanitise: Callable[[str], str] = richtext.sanitise) -> str:
    try:
        return sanitise(html)
    except ValueError as error:
        raise ValueError(f"{where.strip()} : {error}") from error


def _line(html: str, where: str) -> str:
    return _text(html, where, richtext.sanitise_inline)
