"""What the live nodes of a document say: variables, references, and those that lead nowhere.

A variable's first word takes the case wanted in the sentence: `partie:c1` is « la Caf », `Partie:c1` « La Caf » and
`PARTIE:c1` « LA CAF ». A reference whose key ends with `.n` is the number alone: « annexes 2 et 3 ».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from conventions.document import numbering, wording
from conventions.document.model import Document, Party
from conventions.document.texts import rich_texts
from ctg.richtext import LABELS, Live, live_nodes, render, to_text
from ctg.typography import date_long, join
from partners.grammar import NounPhrase, capitalised

NUMBER_ONLY = ".n"


@dataclass(frozen=True, slots=True)
class Variable:
    """A choice of the editor's menu. `value` is what it says today, "" when it is missing."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Target:
    """A block one can refer to: `label` for the menu (« Article 3 – Financement »), `text` for the sentence."""

    kind: str
    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A live node that says nothing, and where it stands (« article 3 »)."""

    where: str
    node: Live


class Context:
    """Answers for the live nodes of one document. `pages` is known once it has been laid out."""

    def __init__(self, document: Document, pages: int | None = None) -> None:
        self.document = document
        self.pages = pages

    def variable(self, name: str) -> str | None:
        """What a variable says, in plain text; None when it is unknown or has no value yet."""
        word, mark, rest = name.partition(":")
        value = self._values.get(word.lower() + mark + rest)
        if not value:
            return None
        if word.isupper():
            return value.upper()
        return capitalised(value) if word[0].isupper() else value

    def reference(self, kind: str, key: str) -> tuple[str, str] | None:
        """What a reference says and the anchor it leads to; None when its block is gone."""
        target = key.removesuffix(NUMBER_ONLY)
        label = self._labels.get((kind, target))
        if label is None:
            return None
        return (label.number if key != target else label.inline), numbering.anchor(kind, target)

    def html(self, html: str) -> str:
        """A rich text as it is printed."""
        return render(html, variable=self.variable, reference=self.reference)

    def text(self, html: str) -> str:
        """A rich text as it is read, without markup."""
        return to_text(html, variable=self.variable, reference=self.reference)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], numbering.Label]:
        return numbering.labels(self.document)

    @cached_property
    def _values(self) -> dict[str, str | None]:
        document, period = self.document, self.document.period
        values: dict[str, str | None] = {
            "periode": wording.period_phrase(period),
            "periode.debut": date_long(period.start) if period.start else None,
            "periode.fin": date_long(period.end) if period.end else None,
            "duree": wording.duration(period),
            "territoire": document.territory.name,
            "communes": join(document.territory.municipalities),
            "communes.nombre": wording.municipalities_count(document),
            "originaux": wording.originals(document.closing),
            "pages": wording.pages_count(self.pages) if self.pages else None,
            "annexes": wording.annexes_count(document),
            "parties": wording.parties_count(document),
            "parties.liste": wording.parties_list(document),
            "preavis": wording.notice_phrase(document.notice),
            "preavis.forme": document.notice.form,
        }
        for party in document.parties:
            values |= {name: phrase for name, _, phrase in party_variables(party)}
        return values


def party_variables(party: Party) -> Iterator[tuple[str, str, str]]:
    """(name, label, value) of every variable of a party."""
    short, full = wording.designation_phrase(party), wording.name_phrase(party)
    name = f"partie:{party.key}"
    yield from _forms(name, short, "désignation")
    yield from _forms(f"{name}.nom", full, "nom complet")
    yield f"{name}.nom.nu", "nom complet, sans article", full.bare
    yield f"{name}.acte", "acte qui l’autorise à signer", wording.act_phrase(party)


def _forms(name: str, phrase: NounPhrase, label: str) -> Iterator[tuple[str, str, str]]:
    yield name, label, phrase.full
    yield f"{name}.de", f"{label}, avec « de »", phrase.of
    yield f"{name}.a", f"{label}, avec « à »", phrase.to


def catalogue(document: Document, pages: int | None = None) -> list[Variable]:
    """Every variable one can insert, the convention's own first, then each party's."""
    context = Context(document, pages)
    general = [
        Variable(name, capitalised(label), context.variable(name) or "")
        for name, label in LABELS.items()
    ]
    return general + [variable for party in document.parties for variable in _choices(party)]


def _choices(party: Party) -> Iterator[Variable]:
    who = wording.designation_phrase(party).full
    for name, label, value in party_variables(party):
        if ".nom" in name and not party.designation:
            continue
        yield Variable(name, f"{capitalised(who)} : {label}", value)
        if name == f"partie:{party.key}":
            head = name[0].upper() + name[1:]
            yield Variable(head, f"{capitalised(who)} : en tête de phrase", capitalised(value))


def targets(document: Document) -> list[Target]:
    """Every block one can refer to, in reading order."""
    labels = numbering.labels(document)
    titles = {("article", item.key): item.title for item in document.articles}
    titles |= {("annex", item.key): item.title for item in document.annexes}
    titles |= {("sheet", item.key): item.title for item in numbering.sheets(document)}
    titles |= {("legal_basis", item.key): item.html for item in document.legal_bases}
    context = Context(document)
    return [
        Target(kind, key, _menu_label(label.heading, titles[kind, key], context), label.inline)
        for (kind, key), label in labels.items()
    ]


def _menu_label(heading: str, title: str, context: Context) -> str:
    words = context.text(title)
    return f"{heading} – {words}" if words and words not in heading else heading


def broken(document: Document) -> list[Broken]:
    """Every reference to a block that is gone, and every variable nobody answers for."""
    context = Context(document, pages=1)
    return [
        Broken(text.where, node)
        for text in rich_texts(document)
        for node in live_nodes(text.html)
        if _is_broken(node, context)
    ]


def _is_broken(node: Live, context: Context) -> bool:
    if node.type == "variable":
        return context.variable(node.name) is None
    return node.type == "reference" and context.reference(node.kind, node.key) is None
