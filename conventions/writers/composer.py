"""What every page needs from the document: resolved rich text, labels, anchors, sentences."""

from functools import cached_property
from html import escape

from django.utils.safestring import SafeString, mark_safe

from conventions.document import numbering, wording
from conventions.document.model import Document
from conventions.document.references import Context
from conventions.document.wording import PartyClause
from conventions.writers.fitting import fit_tables
from conventions.writers.layout import text_weight
from ctg import richtext
from ctg.markup import parse, serialise, words_of
from ctg.typography import NBSP, french, french_html
from partners.grammar import uncapitalised

RUNNING_TITLE = 86  # weight of the line at the head of the pages
CUT = 60  # characters kept of one that is too long
UNCOUNTED = 10**30 + 7  # a number of pages nobody reaches, replaced by the count of the page engine
COUNTED = '<span class="pages"></span>'


class Composer:
    """Turns the texts of one document into HTML. `pages` is the number of pages when it is already known."""

    def __init__(self, document: Document, pages: int | None = None) -> None:
        self.document = document
        self.context = Context(document, pages or UNCOUNTED)

    # Texts

    def rich(self, html: str) -> SafeString:
        """Rich text ready to print; "" when there is nothing to read."""
        return fit_tables(self.context.html(richtext.sanitise(html)))

    def inline(self, html: str) -> SafeString:
        return mark_safe(self.context.html(richtext.sanitise_inline(html)))  # noqa: S308 - just sanitised

    def plain(self, html: str) -> SafeString:
        """A title for the contents or a running head: without its notes and links, superscripts kept."""
        root = parse(self.inline(html))
        for element in list(root.iter("span", "a")):
            if element.get("class") == "note":
                element.drop_tree()
            else:
                element.drop_tag()
        return mark_safe(serialise(root))  # noqa: S308 - comes from `inline`

    def words(self, html: str) -> str:
        """The bare words of what `plain` or `typeset` made."""
        return " ".join(words_of(parse(html)).split(" ")).strip()

    def typeset(self, text: str) -> SafeString:
        """Plain text with French spaces and raised endings."""
        return mark_safe(french_html(escape(text)))  # noqa: S308 - just escaped

    # Labels

    @cached_property
    def _labels(self) -> dict[tuple[str, str], numbering.Label]:
        return numbering.labels(self.document)

    def heading(self, kind: str, key: str) -> SafeString:
        """« Article 1er », « Annexe 2 »."""
        label = self._labels[kind, key].heading
        # « Annexe 1e » is a letter, not a rank: only articles have a raised ending
        return self.typeset(label) if kind == "article" else mark_safe(escape(label))  # noqa: S308

    def anchor(self, kind: str, key: str) -> str:
        return numbering.anchor(kind, key)

    # Sentences

    def title(self) -> str:
        """The title of the file: « Convention territoriale globale – Aubrac Lot Causses Tarn »."""
        names = (self.document.title, self.document.territory.name)
        return french(" – ".join(name for name in names if name))

    def running_title(self) -> str:
        """The title at the head of the pages, where it must hold on one line."""
        shorter = (self.title(), french(self.document.territory.name), french(self.document.title))
        fitting = [title for title in shorter if title and text_weight(title) <= RUNNING_TITLE]
        return fitting[0] if fitting else f"{self.title()[:CUT]}…"

    def footer(self) -> str:
        label = self.document.version_label or self.document.reference
        if not self.document.draft:
            return french(label)
        return french(f"Projet – {uncapitalised(label)}" if label else "Projet")

    def clause(self, clause: PartyClause) -> list[SafeString]:
        """A party in one to three lines: its name, who represents it, how it is called."""
        lines = [escape(clause.name), escape(clause.represented)]
        if clause.designation:
            name = f"<b>«{NBSP}{escape(clause.designation)}{NBSP}»</b>"
            lines.append(f"{escape(clause.named)} {name}")
        lines = [line for line in lines if line]
        marks = [","] * (len(lines) - 1) + [clause.end]
        whole = [line + mark for line, mark in zip(lines, marks, strict=True)]
        return [mark_safe(french_html(line)) for line in whole]  # noqa: S308 - escaped above

    def made(self) -> SafeString:
        """« Fait à … »."""
        return mark_safe(french_html(wording.closing_html(self.document.closing)))  # noqa: S308 - escaped there

    def counts(self) -> SafeString:
        """« La présente convention comporte 16 pages et six annexes. »"""
        return self.typeset(wording.counts_sentence(self.document, self.context.pages))


def count_pages(html: str) -> str:
    """Let the page engine print the number of pages where it was not known."""
    return html.replace(str(UNCOUNTED), COUNTED)
