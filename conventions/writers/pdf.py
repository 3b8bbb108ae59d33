"""A convention as a PDF."""

from dataclasses import replace

from conventions.document.model import Document
from conventions.writers import front, html
from ctg import pdf
from ctg.pdf import Limits, Rendered, RenderRefused

__all__ = ["Rendered", "to_pdf"]


def to_pdf(
    document: Document, *, draft: bool | None = None, limits: Limits | None = None
) -> Rendered:
    """Print `document`, with the mark PROJET when it is a draft (`draft` overrides what the document says).

    The same document gives the same bytes. Raises ctg.pdf.RenderRefused when it is too heavy.
    """
    if draft is not None:
        document = replace(document, draft=draft)
    try:
        page = html.to_html(document)
    except (
        ValueError
    ) as error:  # a rich text that its own rules refuse: their sentence is for the user
        raise RenderRefused(str(error)) from error
    return pdf.render(page, css=html.style(), assets=front.logos(document), limits=limits)
