"""A rich text cut up to be compared: blocks that hold blocks, or a run of words with their marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from conventions.document.references import Context
from ctg.markup import is_block, parse, serialise
from ctg.richtext import Live, label, sanitise, sanitise_inline
from ctg.richtext.nodes import live_of
from ctg.typography import french_html

Mark = tuple[str, str]  # ("strong", ""), ("a", address), ("variable", name), ("note", "")

KIND_WORDS = {
    "article": "un article",
    "annex": "une annexe",
    "sheet": "une fiche",
    "legal_basis": "un visa",
}
BROKEN = "[renvoi rompu]"
_SPACES = " \t\u00a0\u202f"
_CLOSING = "[\u00a0\u202f]?[,.;:!?»”)\\]…]"
# A mark that opens, marks that close, or a word with all it is glued to: « l’article », « 31 décembre ».
_TOKEN = re.compile(
    rf"(?:\n|[«“(\[]+[\u00a0\u202f]?|(?:{_CLOSING}){{1,6}}"
    rf"|[^ \n]+?(?=(?:{_CLOSING}){{0,6}}(?:[ \n]|\Z)))[ ]*"
)
_LONGEST_SENTENCE = 300  # words
_LONGEST_WORD = 200  # characters; beyond, what has no space is cut there


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that share their marks, outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Token:
    """A word, or punctuation, with the spaces after it."""

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def key(self) -> str:
        """What is compared: the word without its spaces."""
        text = self.text.strip(_SPACES) or self.text
        return text.replace("\u00a0", " ").replace("\u202f", " ")

    @cached_property
    def look(self) -> tuple[tuple[Mark, ...], ...]:
        """The marks of its letters, one entry a letter."""
        return tuple(
            piece.marks for piece in self.pieces for letter in piece.text if letter not in _SPACES
        )

    @property
    def marks(self) -> frozenset[Mark]:
        return frozenset(mark for marks in self.look for mark in marks)

    @property
    def is_word(self) -> bool:
        return any(letter.isalnum() for letter in self.key)

    @property
    def bare(self) -> "Token":
        """The word without the spaces after it."""
        *rest, last = self.pieces
        return Token((*rest, Piece(last.text.rstrip(_SPACES), last.marks)))

    @property
    def is_spaced(self) -> bool:
        return self.text[-1:] in _SPACES


@dataclass(frozen=True, eq=False)
class Node:
    """A block with its `children`, or a run of `tokens` (its tag is then "")."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Node", ...] = ()
    tokens: tuple[Token, ...] = ()

    @cached_property
    def runs(self) -> list["Node"]:
        if not self.tag:
            return [self]
        return [run for child in self.children for run in child.runs]

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(token.key for run in self.runs for token in run.tokens if token.is_word)

    @cached_property
    def mark(self) -> str:
        """Two blocks that say and show the same have the same mark."""
        inside = "".join(child.mark for child in self.children)
        words = "\x1f".join(f"{token.key}\x1e{token.look}" for token in self.tokens)
        return f"<{self.tag} {self.attributes}>{inside}{words}</>"

    @property
    def inner(self) -> tuple["Node", ...]:
        return self.children if self.tag else (self,)


def read(html: str, context: Context | None = None, *, inline: bool = False) -> Node:
    """The text under one node, live nodes resolved, French spaces in place.

    Raises ValueError when the text is none that may be stored (too long, too deep).
    """
    root = parse(sanitise_inline(html) if inline else sanitise(html))
    for element in list(root.iter("span")):
        if live := live_of(element):
            _resolve(element, live, context)
    return _node(parse(french_html(serialise(root))))


def sentences(tokens: Sequence[Token]) -> list[Node]:
    """A run too long for its words to be compared at once, cut after its full stops, at worst anywhere."""
    found: list[Node] = []
    start = 0
    for rank, token in enumerate(tokens, 1):
        ends = (
            token.key[-1:] in ".;!?\n" or rank - start >= _LONGEST_SENTENCE or rank == len(tokens)
        )
        if ends:
            found.append(Node("", tokens=tuple(tokens[start:rank])))
            start = rank
    return found


def _resolve(element: HtmlElement, live: Live, context: Context | None) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
    element.set("class", live.type)
    if live.type == "note":
        element.text = f" [{live.text}]"
    elif live.type == "variable":
        element.set("data-what", live.name)
        said = context.variable(live.name) if context else None
        element.text = said if said is not None else label(live.name)
    else:
        element.set("data-what", f"{live.kind} {live.key}")
        element.text = _reference(live, context)


def _reference(live: Live, context: Context | None) -> str:
    if context is None:
        return f"renvoi à {KIND_WORDS.get(live.kind, 'un bloc')}"
    found = context.reference(live.kind, live.key)
    return found[0] if found else BROKEN


def _node(element: HtmlElement) -> Node:
    children: list[Node] = []
    run: list[Piece] = [Piece(element.text or "")]

    def close() -> None:
        if tokens := tuple(_tokens(run)):
            children.append(Node("", tokens=tokens))
        run.clear()

    for child in element:
        if is_block(child):
            close()
            children.append(_node(child))
        else:
            run.extend(_pieces(child, ()))
        run.append(Piece(child.tail or ""))
    close()
    return Node(element.tag, tuple(sorted(element.items())), tuple(children))


def _pieces(element: HtmlElement, marks: tuple[Mark, ...]) -> Iterator[Piece]:
    if element.tag == "br":
        yield Piece("\n", marks)
        return
    inside = (*marks, _mark(element))
    yield Piece(element.text or "", inside)
    for child in element:
        yield from _pieces(child, inside)
        yield Piece(child.tail or "", inside)


def _mark(element: HtmlElement) -> Mark:
    if element.tag == "span":
        return element.get("class", ""), element.get("data-what", "")
    return element.tag, element.get("href", "")


def _tokens(run: list[Piece]) -> Iterator[Token]:
    """Cut a run into words, each keeping the pieces it is made of."""
    pieces = [
        Piece(re.sub("[ \t\r\n]+", " ", piece.text) if piece.text != "\n" else "\n", piece.marks)
        for piece in run
        if piece.text
    ]
    text = "".join(piece.text for piece in pieces)
    edges: list[int] = [0]
    for piece in pieces:
        edges.append(edges[-1] + len(piece.text))
    first = 0
    for start, end in _cuts(text):
        while edges[first + 1] <= start:
            first += 1
        last, found = first, []
        while last < len(pieces) and edges[last] < end:
            low, high = max(start, edges[last]), min(end, edges[last + 1])
            cut = pieces[last].text[low - edges[last] : high - edges[last]]
            found.append(Piece(cut, pieces[last].marks))
            last += 1
        yield Token(tuple(found))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST_WORD:
            yield start, start + _LONGEST_WORD
            start += _LONGEST_WORD
        yield start, end
