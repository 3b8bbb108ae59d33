"""A convention as a PDF."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from conventions.document import codec
from conventions.document.model import Document
from conventions.writers import front, html
from ctg import pdf
from ctg.pdf import Limits, Progress, Rendered, RenderRefused

PRINTED_WITH = (".py", ".html", ".css")

__all__ = ["Rendered", "edition", "to_pdf"]


def to_pdf(
    document: Document,
    *,
    draft: bool | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Rendered:
    """Print `document`, with the mark PROJET when it is a draft (`draft` overrides what the document says).

    `progress` is told from time to time how far it is (percent, French words). The same document gives the same bytes.
    Raises ctg.pdf.RenderRefused when it is too heavy.
    """
    if draft is not None:
        document = replace(document, draft=draft)
    try:
        page = html.to_html(document)
    except (
        ValueError
    ) as error:  # a rich text that its own rules refuse: their sentence is for the user
        raise RenderRefused(str(error)) from error
    return pdf.render(
        page, css=html.style(), assets=front.logos(document), limits=limits, progress=progress
    )


def edition(document: Document) -> str:
    """A mark of the PDF that `to_pdf` makes of `document`: another text, or another way of printing it, has another."""
    return hashlib.sha256(_press() + codec.canonical(document)).hexdigest()


@cache
def _press() -> bytes:
    """SHA-256 of what decides of the look of the pages: templates, style, and the code of the writers."""
    base = Path(settings.BASE_DIR)
    folders = (
        "templates/pdf",
        "static/pdf",
        "conventions/writers",
        "conventions/document",
        "ctg/pdf",
    )
    files = sorted(path for folder in folders for path in (base / folder).rglob("*"))
    texts = [path.read_bytes() for path in files if path.suffix in PRINTED_WITH]
    return hashlib.sha256(b"\0".join(texts)).digest()
