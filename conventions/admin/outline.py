"""The blocks of a convention as its document numbers them: what the lists of the back office show."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from conventions.assembling import assemble
from conventions.document import numbering
from conventions.document.references import Context
from conventions.models import Annex, Article, Block, Convention, LegalBasis
from ctg import richtext

EXTRACT = 170  # characters of a text shown under its title


@dataclass(frozen=True)
class Row:
    """A block in its list. `title` is HTML with its values computed; `extract` plain text."""

    pk: int
    key: str
    position: int
    label: str
    title: SafeString
    words: str
    extract: str
    kind: str
    name: str  # of the model, in the addresses of the back office

    @property
    def edit_url(self) -> str:
        return reverse(f"admin:conventions_{self.name}_change", args=[self.pk])

    @property
    def move_url(self) -> str:
        return reverse(f"admin:conventions_{self.name}_move", args=[self.pk])


class Outline:
    """A convention assembled once, from which every label and text of the page is computed."""

    def __init__(self, convention: Convention) -> None:
        self.convention = convention
        self.document = assemble(convention)
        self.context = Context(self.document)

    def rows(self, model: type[Block]) -> dict[str, Row]:
        """The articles or the annexes, by key, in order."""
        return self._articles if model is Article else self._annexes

    def label(self, block: Block) -> str:
        """« Article 3 », « Annexe 1a », « Visa 2 » of a stored block."""
        labels = {**self._labels(Article), **self._labels(Annex), **self._labels(LegalBasis)}
        label = labels.get(block.key)
        return label.heading if label else str(block)

    def named(self, block: Block) -> str:
        """« Article 3 – Financement »; a party or a visa by its own name."""
        title = self.words(getattr(block, "title", ""))
        return f"{self.label(block)} – {title}" if title else self.label(block)

    def rendered(self, html: str) -> SafeString:
        """A text as it will be read, its values and references computed."""
        clean = richtext.sanitise(html)
        return mark_safe(  # noqa: S308 - just sanitised
            richtext.render(clean, variable=self._variable, reference=self.context.reference)
        )

    def inline(self, html: str) -> SafeString:
        clean = richtext.sanitise_inline(html)
        return mark_safe(  # noqa: S308 - just sanitised
            richtext.render(clean, variable=self._variable, reference=self.context.reference)
        )

    def words(self, html: str) -> str:
        """The same, in plain words on one line."""
        text = richtext.to_text(html, variable=self._variable, reference=self.context.reference)
        return " ".join(text.split(" ")).replace("\n", " ")

    def _variable(self, name: str) -> str | None:
        """Pages are counted when they are laid out."""
        return "… pages" if name.lower() == "pages" else self.context.variable(name)

    def _labels(self, model: type[Block]) -> dict[str, numbering.Label]:
        numbered = {
            Article: numbering.article_labels,
            Annex: numbering.annex_labels,
            LegalBasis: numbering.legal_basis_labels,
        }
        return numbered[model](self.document)

    @cached_property
    def _articles(self) -> dict[str, Row]:
        labels = self._labels(Article)
        blocks = self.convention.articles.all()
        return {
            block.key: self._row(block, labels[block.key].heading)
            for block in blocks
            if block.key in labels  # not one added since the document was assembled
        }

    @cached_property
    def _annexes(self) -> dict[str, Row]:
        labels = self._labels(Annex)
        return {
            block.key: self._row(block, labels[block.key].heading, block.get_kind_display())
            for block in self.convention.annexes.all()
            if block.key in labels
        }

    def _row(self, block: Article | Annex, label: str, kind: str = "") -> Row:
        return Row(
            pk=block.pk,
            key=block.key,
            position=block.position,
            label=label,
            title=self.inline(block.title),
            words=self.words(block.title),
            extract=Truncator(self.words(block.body)).chars(EXTRACT),
            kind=kind,
            name=block._meta.model_name or "",
        )


def outline_of(convention: Convention, request: Any = None) -> Outline:
    """The outline as stored now; with a request, assembled once for the whole page."""
    if request is None:
        return Outline(convention)
    known = request.__dict__.setdefault("_outlines", {})
    if convention.pk not in known:
        known[convention.pk] = Outline(convention)
    return known[convention.pk]
