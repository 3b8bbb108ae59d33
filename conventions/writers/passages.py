"""A convention on screen, passage by passage: each rendered once for what it says and what its live nodes resolve to.

What a passage says is the value it is made of (an Article, an Annex…). What it depends on besides is written down while
it is rendered: every variable and reference asked for, with its answer. A passage that says the same, whose questions
still have the same answers, is not rendered again: after a change of one word one passage is, after a move only those
that cite what moved.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from conventions.blocks import Address
from conventions.document.model import Document
from conventions.document.references import Context
from conventions.writers import annexes, front
from conventions.writers.composer import UNCOUNTED, Composer
from ctg import richtext
from ctg.markup import parse, serialise

TEMPLATE = "conventions/_deed.html"
ROOM = 8_000_000  # characters kept in memory: some hundred conventions

Question = tuple[str, ...]  # ("variable", name) or ("reference", kind, key)
Answers = dict[Question, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """`name` tells it from the others of the deed, `digest` from what it was before."""

    name: str
    html: SafeString
    digest: str


@dataclass(frozen=True, slots=True)
class _Known:
    passage: Passage
    answers: Answers


class _Memory:
    """The passages rendered lately by this process, the least used forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> _Known | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, key: Hashable, known: _Known) -> None:
        with self._lock:
            before = self._known.pop(key, None)
            self._size += len(known.passage.html) - (len(before.passage.html) if before else 0)
            self._known[key] = known
            while self._size > ROOM:
                self._size -= len(self._known.popitem(last=False)[1].passage.html)

    def clear(self) -> None:
        with self._lock:
            self._known.clear()
            self._size = 0


MEMORY = _Memory()


class _Asked(Context):
    """Writes down what it is asked."""

    def __init__(self, document: Document, pages: int) -> None:
        super().__init__(document, pages)
        self.answers: Answers = {}

    def variable(self, name: str) -> str | None:
        answer = self.answers["variable", name] = super().variable(name)
        return answer

    def reference(self, kind: str, key: str) -> tuple[str, str] | None:
        answer = self.answers["reference", kind, key] = super().reference(kind, key)
        return answer

    def still_answers(self, answers: Answers) -> bool:
        return all(getattr(self, word)(*rest) == said for (word, *rest), said in answers.items())


class _ScreenComposer(Composer):
    """Wide tables scroll on their own; the number of pages is only known once printed."""

    context: _Asked

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.context = _Asked(document, UNCOUNTED)

    def rich(self, html: str) -> SafeString:
        shown = self.context.html(richtext.sanitise(html))
        return mark_safe(_scrolling(shown) if "<table" in shown else shown)  # noqa: S308 - sanitised

    def counts(self) -> SafeString:
        return mark_safe("")


def passages(document: Document) -> list[Passage]:
    """The deed in reading order: same texts, numbers and live values as the PDF."""
    composer = _ScreenComposer(document)
    return [*_before_articles(composer), *_articles(composer), *_after_articles(composer)]


def _before_articles(composer: _ScreenComposer) -> Iterator[Passage]:
    document = composer.document
    yield _rendered("generalites", "cover", front.cover(composer))
    if document.parties:
        yield _remembered(composer, "parties", document.parties, lambda: front.parties(composer))
    if document.legal_bases:
        yield _remembered(composer, "bases", document.legal_bases, lambda: front.bases(composer))
    if text := document.preamble:
        yield _remembered(composer, "preamble", text, lambda: composer.rich(text))


def _articles(composer: _ScreenComposer) -> Iterator[Passage]:
    if composer.document.articles:
        yield _rendered("agreed", "agreed", None)
    for article in composer.document.articles:
        said = (article, composer.heading("article", article.key))
        make = partial(front.printed_article, composer, article)
        yield _remembered(composer, "article", said, make, str(Address("article", article.key)))


def _after_articles(composer: _ScreenComposer) -> Iterator[Passage]:
    if signatures := front.signatures(composer):
        yield _rendered("cloture", "signatures", signatures)
    for annex in composer.document.annexes:
        if annex.present:
            said = (annex, composer.heading("annex", annex.key))
            make = partial(annexes.printed_annex, composer, annex)
            yield _remembered(composer, "annex", said, make, str(Address("annex", annex.key)))


def _remembered(
    composer: _ScreenComposer,
    part: str,
    said: Hashable,
    make: Callable[[], Any],
    address: str = "",
) -> Passage:
    """The passage as it was rendered when it said the same and got the same answers, else rendered now by `make`."""
    name = address or part
    key = (composer.document.reference, name, said)
    context = composer.context
    known = MEMORY.get(key)
    if known and context.still_answers(known.answers):
        return known.passage
    context.answers = {}
    passage = _rendered(name, part, make(), address)
    MEMORY.put(key, _Known(passage, context.answers))
    return passage


def _rendered(name: str, part: str, matter: Any, address: str = "") -> Passage:
    written = render_to_string(f"{TEMPLATE}#{part}", {part: matter, "address": address})
    html = written.replace(str(UNCOUNTED), "…").strip() + "\n"
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    return Passage(name, mark_safe(html), digest)  # noqa: S308 - a template's output


def _scrolling(html: str) -> str:
    """Put every table in a region of its own, that the keyboard can reach and scroll."""
    root = parse(html)
    for rank, table in enumerate(list(root.iter("table")), 1):
        region = table.makeelement("div", {"class": "defile", "tabindex": "0", "role": "group"})
        region.set("aria-label", f"Tableau {rank}")
        region.tail, table.tail = table.tail, None
        table.addprevious(region)
        region.append(table)
    return serialise(root)
