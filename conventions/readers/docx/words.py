"""The words of a paragraph of Word → inline HTML, tracked changes taken as accepted.

A live node is `<span data-chip="3">…</span>`, a note `<span data-note="…">`; what is deleted is left out, and who
changed what is told beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from lxml import etree

from conventions.document import marks
from conventions.readers.docx.archive import Archive, R, W
from conventions.readers.docx.looks import value

ORDER = ("strong", "em", "u", "s", "sub", "sup")
PASSED = ("NUMPAGES", "PAGE", "SECTIONPAGES")  # counted by Word: what they show means nothing here
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = (f"{MATHS}oMath", f"{MATHS}oMathPara")
WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("smartTag", "sdt", "sdtContent", "customXml", "hyperlink", "dir", "bdo")
)


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed something with tracking on; `on` is ISO, "" when Word did not say."""

    author: str
    on: str = ""


@dataclass(slots=True)
class Comment:
    """A comment of Word: `quote` is the text it is about."""

    author: str
    text: str
    on: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    html: str
    emphasis: frozenset[str]
    chip: str = ""
    link: str = ""


@dataclass(slots=True)
class Words:
    """Inline HTML of a paragraph, and what was met in it."""

    html: str = ""
    marks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    pictures: int = 0


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False


class Reader:
    """Reads the paragraphs of one file in order: fields, bookmarks and comments run over several of them."""

    def __init__(self, archive: Archive) -> None:
        self.links = _links(archive)
        self.comments = _comments(archive)
        self.notes: dict[str, str] = {}
        self.fields: list[_Field] = []
        self.chips: dict[str, str] = {}  # open bookmarks of live nodes, by id
        self.quoting: list[str] = []
        self._read_notes(archive)

    def read(self, paragraph: etree._Element) -> Words:
        words = Words()
        pieces: list[_Piece] = []
        self._walk(paragraph, words, pieces, "")
        words.html = _html(pieces)
        return words

    def _read_notes(self, archive: Archive) -> None:
        for name in ("footnotes.xml", "endnotes.xml"):
            part = archive.part(name)
            for note in part if part is not None else ():
                if note.get(f"{W}type") in (None, "normal"):
                    key = f"{name[:4]}{note.get(f'{W}id')}"
                    self.notes[key] = " ".join(_plain(note).split(" ")).strip()

    def _walk(self, element: etree._Element, words: Words, pieces: list[_Piece], link: str) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, words, pieces, link)
            elif tag in (f"{W}ins", f"{W}moveTo"):
                words.changes.append(_change(child))
                self._walk(child, words, pieces, link)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                words.changes.append(_change(child))
            elif tag == f"{W}fldSimple":
                self._simple(child, words, pieces, link)
            elif tag in WRAPPERS:
                self._walk(child, words, pieces, self.links.get(child.get(f"{R}id") or "", link))
            elif tag in FORMULAS:
                self._add(pieces, "".join(map(str, child.itertext())), frozenset(), link)
            else:
                self._mark(child, words)

    def _mark(self, element: etree._Element, words: Words) -> None:
        key, name = element.get(f"{W}id") or "", element.get(f"{W}name") or ""
        if element.tag == f"{W}bookmarkStart" and name.startswith(marks.PREFIX):
            chip = name.removeprefix(f"{marks.PREFIX}{marks.CHIP}_")
            if chip != name:
                self.chips[key] = chip
            else:
                words.marks.append(name)
        elif element.tag == f"{W}bookmarkEnd":
            self.chips.pop(key, None)
        elif element.tag == f"{W}commentRangeStart" and key in self.comments:
            self.quoting.append(key)
        elif element.tag == f"{W}commentRangeEnd" and key in self.quoting:
            self.quoting.remove(key)

    def _simple(
        self, element: etree._Element, words: Words, pieces: list[_Piece], link: str
    ) -> None:
        if _is_passed(element.get(f"{W}instr") or ""):
            self._add(pieces, marks.COUNTED, frozenset(), link)
        else:
            self._walk(element, words, pieces, link)

    def _run(self, run: etree._Element, words: Words, pieces: list[_Piece], link: str) -> None:
        emphasis = _emphasis(run)
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child, pieces, link)
            elif tag == f"{W}instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif self._hidden():
                continue
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, pieces)
            elif tag == f"{W}commentReference":
                self._comment(child, words)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE):
                words.pictures += 1
            else:
                self._add(pieces, _text(child), emphasis, link)

    def _field(self, mark: etree._Element, pieces: list[_Piece], link: str) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "end" and self.fields:
            self.fields.pop()
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            if _is_passed(self.fields[-1].instruction):
                self._add(pieces, marks.COUNTED, frozenset(), link)

    def _hidden(self) -> bool:
        return any(not held.shown or _is_passed(held.instruction) for held in self.fields)

    def _add(self, pieces: list[_Piece], text: str, emphasis: frozenset[str], link: str) -> None:
        if not text:
            return
        for key in self.quoting:
            self.comments[key].quote += text.replace("\n", " ")
        chip = next(reversed(self.chips.values()), "")
        html = "<br>".join(escape(line, quote=False) for line in text.split("\n"))
        pieces.append(_Piece(html, emphasis, chip, link))

    def _note(self, element: etree._Element, pieces: list[_Piece]) -> None:
        name = "foot" if element.tag == f"{W}footnoteReference" else "endn"
        if text := self.notes.get(f"{name}{element.get(f'{W}id')}", ""):
            said = escape(text, quote=False).replace('"', "&quot;")
            pieces.append(_Piece(f'<span data-note="{said}"></span>', frozenset()))

    def _comment(self, element: etree._Element, words: Words) -> None:
        found = self.comments.get(element.get(f"{W}id") or "")
        if found and found.text:
            words.comments.append(found)


def _links(archive: Archive) -> dict[str, str]:
    part = archive.part("_rels/document.xml.rels")
    return {
        link.get("Id") or "": link.get("Target") or ""
        for link in (part if part is not None else ())
        if link.get("TargetMode") == "External"
        and (link.get("Target") or "").startswith(("http://", "https://", "mailto:"))
    }


def _comments(archive: Archive) -> dict[str, Comment]:
    part = archive.part("comments.xml")
    return {
        element.get(f"{W}id") or "": Comment(
            element.get(f"{W}author") or "",
            "\n".join(filter(None, (_plain(line).strip() for line in element.iter(f"{W}p")))),
            element.get(f"{W}date") or "",
        )
        for element in (part.findall(f"{W}comment") if part is not None else ())
    }


def _change(element: etree._Element) -> Change:
    return Change(element.get(f"{W}author") or "", element.get(f"{W}date") or "")


def changes_of(element: etree._Element | None) -> list[Change]:
    """The tracked changes told in the properties of a paragraph or of a row."""
    if element is None:
        return []
    return [_change(child) for child in element if child.tag in (f"{W}ins", f"{W}del")]


def _is_passed(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in PASSED


def _plain(element: etree._Element) -> str:
    """The words under an element, deletions left out."""
    pieces: list[str] = []
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        if any(parent.tag in (f"{W}del", f"{W}moveFrom") for parent in node.iterancestors()):
            continue
        pieces.append(node.text or "" if node.tag == f"{W}t" else " ")
    return "".join(pieces)


def _text(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}br":
        return "\n" if element.get(f"{W}type") in (None, "textWrapping") else ""
    return {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}.get(str(element.tag), "")


def _emphasis(run: etree._Element) -> frozenset[str]:
    look = run.find(f"{W}rPr")
    if look is None:
        return frozenset()
    style = value(run, "rPr/rStyle").lower()
    found = {"strong": {"strong"}, "emphasis": {"em"}}.get(style, set())
    for name, tag in (("b", "strong"), ("i", "em"), ("strike", "s"), ("u", "u")):
        mark = look.find(f"{W}{name}")
        if mark is not None and (mark.get(f"{W}val") or "1") not in ("0", "false", "none", "off"):
            found = found | {tag}
    raised = value(run, "rPr/vertAlign")
    return frozenset(found | {{"subscript": "sub", "superscript": "sup"}.get(raised, "")} - {""})


def _html(pieces: list[_Piece]) -> str:
    pieces = [piece for piece in pieces if piece.html]
    while pieces and not pieces[-1].html.strip(" "):
        pieces.pop()
    return _nested(pieces, ORDER).strip(" ")


def _nested(pieces: Iterable[_Piece], order: tuple[str, ...]) -> str:
    if not order:
        return _linked(pieces)
    tag, rest = order[0], order[1:]
    out = []
    for marked, group in groupby(pieces, lambda piece: tag in piece.emphasis):
        inside = _nested(list(group), rest)
        out.append(f"<{tag}>{inside}</{tag}>" if marked else inside)
    return "".join(out)


def _linked(pieces: Iterable[_Piece]) -> str:
    out = []
    for (chip, link), group in groupby(pieces, lambda piece: (piece.chip, piece.link)):
        inside = "".join(piece.html for piece in group)
        if chip:
            inside = f'<span data-chip="{escape(chip)}">{inside}</span>'
        if link:
            inside = f'<a href="{escape(link)}">{inside}</a>'
        out.append(inside)
    return "".join(out)
