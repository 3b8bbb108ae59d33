"""Every rich text of a document: to read them one after the other, or to rewrite them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from conventions.document.model import Annex, Article, Document, LegalBasis
from conventions.document.numbering import annex_labels, article_labels

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Text:
    """A rich text and where it stands, said in French: « article 3 », « titre de l’annexe 2 ».

    `kind` and `key` are those of the block that holds it: article, annex, legal_basis, preamble.
    """

    where: str
    html: str
    kind: str
    key: str = ""
    inline: bool = False


def rich_texts(document: Document) -> Iterator[Text]:
    """Preamble, visas, articles and annexes, in reading order, the empty ones left out."""
    yield from (text for text in _all(document) if text.html)


def _all(document: Document) -> Iterator[Text]:
    for rank, basis in enumerate(document.legal_bases, 1):
        yield Text(f"visa {rank}", basis.html, "legal_basis", basis.key, inline=True)
    yield Text("préambule", document.preamble, "preamble")
    labels = article_labels(document)
    for article in document.articles:
        label = labels[article.key].inline
        yield Text(f"titre de l’{label}", article.title, "article", article.key, inline=True)
        yield Text(label, article.html, "article", article.key)
    labels = annex_labels(document)
    for annex in document.annexes:
        yield from _of_annex(annex, labels[annex.key].inline)


def _of_annex(annex: Annex, label: str) -> Iterator[Text]:
    def text(where: str, html: str, *, inline: bool = False) -> Text:
        return Text(where, html, "annex", annex.key, inline=inline)

    yield text(f"titre de l’{label}", annex.title, inline=True)
    yield text(label, annex.html)
    for sheet in annex.sheets:
        for html in (sheet.context, sheet.goals, sheet.description):
            yield text(f"fiche-action {sheet.code}".strip(), html)
    for committee in annex.committees:
        yield text(f"{committee.name} ({label})", committee.role)


def rewrite(document: Document, change: Change) -> Document:
    """Apply `change` to what the parties wrote together: visas, preamble, articles and titles of annexes."""

    def basis(item: LegalBasis) -> LegalBasis:
        return replace(item, html=change(item.html))

    def article(item: Article) -> Article:
        return replace(item, title=change(item.title), html=change(item.html))

    return replace(
        document,
        legal_bases=tuple(map(basis, document.legal_bases)),
        preamble=change(document.preamble),
        articles=tuple(map(article, document.articles)),
        annexes=tuple(replace(item, title=change(item.title)) for item in document.annexes),
    )
