"""Rich text ready to print → paragraphs of Word: lists, notes, links, live nodes under their bookmarks."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from conventions.document import marks
from conventions.document.numbering import PREFIXES
from conventions.writers.docx import ooxml
from conventions.writers.docx.ooxml import PORTRAIT, paragraph, run
from ctg.markup import is_block, parse

Marks = frozenset[str]
PLAIN: Marks = frozenset()
EMPHASIS = frozenset({"strong", "em", "u", "s", "sub", "sup"})
KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}
HEADINGS = {
    "h1": "Heading3",
    "h2": "SheetTitle",
    "h3": "Heading3",
    "h4": "Heading4",
    "h5": "Heading5",
}
CLASSES = {
    "lead": "Lead",
    "side": "Side",
    "who": "Party",
    "known": "Party",
    "org": "SignatureName",
    "as": "SignatureRole",
    "caption": "Caption",
}
AROUND = {"below": "TableNote", "sheet-band": "SheetBand"}
LISTS = {"ul": "bullet", "ol": "decimal", "lower-alpha": "lowerLetter", "lower-roman": "lowerRoman"}
FIRST_LIST = 10  # number of the first list in numbering.xml
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where paragraphs go: their style, how wide the place is (twips), how deep in lists, inside a cell or not."""

    style: str = "BodyText"
    width: int = PORTRAIT
    depth: int = -1
    cell: bool = False
    marks: Marks = PLAIN


@dataclass(slots=True)
class Story:
    """What is written so far, and what hangs on it: notes, lists (format, first number), links outside."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)  # bookmarks of the next paragraph
    bookmarks: set[str] = field(default_factory=set)
    chips: int = 0

    # Paragraphs

    def add(self, style: str, runs: str, extra: str = "") -> None:
        """Write a paragraph; the pending bookmarks are around its words."""
        before = after = ""
        for name in self.pending:
            opening, closing = self.bookmark(name)
            before, after = before + opening, closing + after
        self.pending = []
        self.pieces.append(paragraph(style, before + runs + after, extra))

    def bookmark(self, name: str) -> tuple[str, str]:
        """The two ends of a bookmark; a name is given once."""
        if name in self.bookmarks:
            return "", ""
        number = len(self.bookmarks) + 1
        self.bookmarks.add(name)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def text(self, html: str, place: Place = Place()) -> None:
        """Write a rich text ready to print."""
        self.blocks(parse(html), place)

    def blocks(self, element: HtmlElement, place: Place) -> None:
        """Write what an element holds: its words as paragraphs, its blocks each in its own way."""
        for piece in _pieces(element):
            if isinstance(piece, list):
                self.words(piece, place)
            else:
                self._block(piece, place)

    def words(self, nodes: list[str | HtmlElement], place: Place, extra: str = "") -> None:
        runs = self.inline(nodes, place.marks)
        if runs:
            self.add(place.style, runs, extra)

    def _block(self, element: HtmlElement, place: Place) -> None:
        self._remember(element)
        tag = str(element.tag)
        if tag in HEADINGS:
            style = HEADINGS[tag] if not place.cell else place.style
            self.blocks(element, replace(place, style=style))
        elif tag in ("ul", "ol"):
            self._list(element, place)
        elif tag == "table":
            from conventions.writers.docx import tables

            tables.add(self, element, place)
        elif tag == "hr":
            self.add("Rule", "")
        else:
            self.blocks(element, self._inside(element, place))

    def _inside(self, element: HtmlElement, place: Place) -> Place:
        if element.tag == "blockquote" and not place.cell:
            return replace(place, style="Quote")
        css = (element.get("class") or "").split()
        named = next((CLASSES[name] for name in css if name in CLASSES), "")
        if named:
            return replace(place, style=named)
        parent = element.getparent()
        around = (parent.get("class") or "") if parent is not None else ""
        return replace(place, style=AROUND.get(around, place.style))

    def _remember(self, element: HtmlElement) -> None:
        prefix, _, key = (element.get("id") or "").partition("-")
        if key and prefix in KINDS:
            self.pending.append(marks.block_mark(KINDS[prefix], key))

    # Lists

    def _list(self, element: HtmlElement, place: Place) -> None:
        depth = min(place.depth + 1, DEEPEST)
        shape = LISTS.get(element.get("class") or "", LISTS[str(element.tag)])
        self.lists.append((shape, int(element.get("start") or 1)))
        number = FIRST_LIST + len(self.lists) - 1
        numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        for item in element.iterchildren("li"):
            self._item(item, replace(place, depth=depth), numbered)

    def _item(self, item: HtmlElement, place: Place, numbered: str) -> None:
        """The first words carry the mark; what follows is set under them."""
        first = replace(place, style="ListParagraph")
        more = replace(place, style=f"ListContinue{place.depth + 1}")
        marked = False
        for piece in _pieces(item):
            if isinstance(piece, list):
                nodes = piece
            elif piece.tag == "p":
                nodes = list(_content(piece))
            else:
                if not marked:
                    self.add("ListParagraph", "", numbered)
                marked = True
                self._block(piece, place if piece.tag in ("ul", "ol") else more)
                continue
            self.words(nodes, more if marked else first, "" if marked else numbered)
            marked = True

    # Words

    def inline(self, nodes: list[str | HtmlElement], emphasis: Marks) -> str:
        runs = []
        for node in nodes:
            if isinstance(node, str):
                runs.append(run(_flat(node), emphasis))
            else:
                runs.append(self._inline(node, emphasis))
        return "".join(runs) if any(piece.strip() for piece in runs) else ""

    def _inline(self, element: HtmlElement, emphasis: Marks) -> str:
        tag, css = str(element.tag), (element.get("class") or "").split()
        if tag == "br":
            return run("\n", emphasis)
        if "note" in css:
            return self._note(element)
        if "pages" in css:
            return ooxml.field("NUMPAGES", marks.COUNTED, emphasis)
        if tag in EMPHASIS or tag == "b":
            emphasis |= {"strong" if tag == "b" else tag}
        inside = self.inline(list(_content(element)), emphasis)
        if {"variable", "blanc", "renvoi"} & set(css):
            return self._chip(element, css, inside, emphasis)
        if tag == "a" and (element.get("href") or "").startswith(("http:", "https:", "mailto:")):
            self.links.append(element.get("href") or "")
            return f'<w:hyperlink r:id="link-{len(self.links)}">{inside}</w:hyperlink>'
        return inside

    def _chip(self, element: HtmlElement, css: list[str], inside: str, emphasis: Marks) -> str:
        """A live node: its words under a bookmark, a link when it refers to a block."""
        self.chips += 1
        opening, closing = self.bookmark(marks.chip_mark(self.chips))
        if "blanc" in css or "rompu" in css:
            inside = run("".join(element.itertext()), emphasis, "Blank")
        prefix, _, key = (element.get("href") or "").removeprefix("#").partition("-")
        if key and prefix in KINDS:
            anchor = marks.block_mark(KINDS[prefix], key)
            inside = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside}</w:hyperlink>'
        return f"{opening}{inside}{closing}"

    def _note(self, element: HtmlElement) -> str:
        self.notes.append(run(" ") + run(_flat("".join(element.itertext())).strip()))
        number = len(self.notes)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )


def _flat(text: str) -> str:
    """Words as HTML shows them: line feeds and tabs are blanks, no-break ones stay."""
    for sign in "\r\n\t\f":
        text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _content(element: HtmlElement) -> Iterator[str | HtmlElement]:
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _pieces(element: HtmlElement) -> Iterator[list[str | HtmlElement] | HtmlElement]:
    """Runs of words, blocks, in their order."""
    words: list[str | HtmlElement] = []
    for node in _content(element):
        if isinstance(node, str) or not (
            is_block(node) or node.tag in ("article", "nav", "colgroup")
        ):
            words.append(node)
            continue
        if _is_said(words):
            yield _trimmed(words)
        words = []
        if node.tag != "colgroup":
            yield node
    if _is_said(words):
        yield _trimmed(words)


def _is_said(nodes: list[str | HtmlElement]) -> bool:
    return any(not isinstance(node, str) or node.strip(" \t\r\n\f") for node in nodes)


def _trimmed(nodes: list[str | HtmlElement]) -> list[str | HtmlElement]:
    """Without the blanks that HTML does not show at both ends."""
    if isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" \t\r\n\f")
    if isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" \t\r\n\f")
    return [node for node in nodes if not isinstance(node, str) or node]
