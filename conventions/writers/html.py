"""A convention as one printable HTML document, and the same pieces as fragments for a preview."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from conventions.document.model import Document
from conventions.writers import annexes, front
from conventions.writers.composer import Composer, count_pages
from ctg.typography import french

# On paper a value is words like the others. As a box of its own that must go to the next line, WeasyPrint 70 also
# cuts the text before it at its first blank instead of its last: « Chaque » alone on a line.
_VARIABLE = re.compile(r'<span class="variable">(.*?)</span>')
STYLE = Path(settings.BASE_DIR) / "static" / "pdf" / "convention.css"


def to_html(document: Document, *, pages: int | None = None) -> str:
    """The whole document, to be drawn with `style()` and the assets of `front.logos`.

    `pages` is printed where the text gives the number of pages; without it the page engine counts them itself.
    """
    html = render_to_string("pdf/convention.html", _whole(Composer(document, pages)))
    return count_pages(_VARIABLE.sub(r"\1", html))


def style() -> str:
    """The style sheet of the printed page."""
    return STYLE.read_text()


def _whole(composer: Composer) -> dict[str, Any]:
    document = composer.document
    printed = annexes.annexes(composer)
    signatures = front.signatures(composer)
    return {
        "title": composer.title(),
        "running_title": composer.running_title(),
        "author": french(document.parties[0].name) if document.parties else "",
        "description": french(document.subtitle),
        "date": document.closing.on,
        "draft": document.draft,
        "footer": composer.footer(),
        "cover": front.cover(composer),
        "contents": front.contents(composer, printed, signatures=signatures is not None),
        "parties": front.parties(composer),
        "bases": front.bases(composer),
        "preamble": composer.rich(document.preamble),
        "articles": front.articles(composer),
        "signatures": signatures,
        "annexes": printed,
    }
