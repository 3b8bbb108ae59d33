"""The notation the clauses and the demonstration are written in, and the rich text it stands for.

Blocks are separated by a blank line: a paragraph, a list (`- `, `1. ` or `a) ` at the head of each line, two blanks
deeper for a nested one), a title (`### `) or a table (a row begins with `|`, the first one is the head). Inside a line:
`**strong**`, `*emphasis*`, `^raised^`, and live nodes between braces: `{periode}`, `{caf}`, `{caf.de}` (a party, with a
capital at the head of a sentence or when written `{Caf}`), `{art:objet}`, `{ann:plan}`, `{fiche:rpe}` (references),
`{note:the text}`, and in a clause `{si:msa}`, `{sauf:msa}` (`conventions.clauses.writing`).

A text of the demonstration cites the keys of its own convention; a clause, written for any, cites roles and clauses.
"""

import re
from dataclasses import dataclass
from html import escape

from ctg.richtext import LABELS, note, reference, variable

_KINDS = {"art": "article", "ann": "annex", "fiche": "sheet", "visa": "legal_basis"}
_CONDITIONS = ("si", "sauf")
_NODE = re.compile(r"\{([^{}]+)\}")
_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), "strong"),
    (re.compile(r"\*(.+?)\*"), "em"),
    (re.compile(r"\^(.+?)\^"), "sup"),
)
_SENTENCE = re.compile(r"(^|[.!?] )\{([a-z])(?=[\w.]*\})")
_ITEM = re.compile(r"(?P<deep> *)(?P<mark>-|\d+\.|[a-z]\)) (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Notation:
    """`party` is written before the name of a party, `target` before the key of what is referred to."""

    party: str = "partie:"
    target: str = ""

    def rich_text(self, text: str) -> str:
        """Return the stored HTML of a text of several blocks."""
        blocks = re.split(r"\n\s*\n", text.strip("\n"))
        return "".join(self._block(block) for block in blocks if block.strip())

    def inline(self, text: str) -> str:
        """Return the stored HTML of one line: a title, a visa."""
        html = escape(text.strip(), quote=False)
        html = _NODE.sub(lambda match: self._live(match[1]), html)
        for pattern, tag in _MARKS:
            html = pattern.sub(rf"<{tag}>\1</{tag}>", html)
        return html

    def _live(self, name: str) -> str:
        head, _, tail = name.partition(":")
        if head == "note":
            return note(tail)
        if head in _KINDS:
            return reference(_KINDS[head], f"{self.target}{tail}")
        if head in _CONDITIONS or name.lower() in LABELS:
            return variable(name)
        party = self.party.capitalize() if name[0].isupper() else self.party
        return variable(f"{party}{name[0].lower()}{name[1:]}")

    def _block(self, block: str) -> str:
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("### "):
            rest = self._block("\n".join(lines[1:])) if lines[1:] else ""
            return f"<h3>{self.inline(lines[0][4:])}</h3>{rest}"
        if lines[0].startswith("|"):
            return self._table(lines)
        if _ITEM.fullmatch(lines[0]):
            return self._list(_items(lines))
        return f"<p>{self.inline(_capitalised(' '.join(line.strip() for line in lines)))}</p>"

    def _table(self, lines: list[str]) -> str:
        rows = [
            [self.inline(cell) for cell in line.strip().strip("|").split("|")]
            for line in _rows(lines)
        ]
        head = "".join(f"<th>{cell}</th>" for cell in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:]
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _list(self, items: list[tuple[int, str, str]]) -> str:
        depth, mark, _ = items[0]
        opening, closing = {"-": ("<ul>", "</ul>"), ")": ('<ol type="a">', "</ol>")}.get(
            mark[-1], ("<ol>", "</ol>")
        )
        html, index = opening, 0
        while index < len(items):
            end = index + 1
            while end < len(items) and items[end][0] > depth:
                end += 1
            nested = items[index + 1 : end]
            inner = self._list(nested) if nested else ""
            html += f"<li><p>{self.inline(items[index][2])}</p>{inner}</li>"
            index = end
        return html + closing


_OF_A_CONVENTION = Notation()
rich_text = _OF_A_CONVENTION.rich_text
inline = _OF_A_CONVENTION.inline


def _capitalised(text: str) -> str:
    """A party named at the head of a sentence takes a capital."""
    return _SENTENCE.sub(lambda match: f"{match[1]}{{{match[2].upper()}", text)


def _rows(lines: list[str]) -> list[str]:
    """Return a line by row; one that does not begin with a bar carries on the row before it."""
    rows: list[str] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(line)
        else:
            rows[-1] += f" {line.strip()}"
    return rows


def _items(lines: list[str]) -> list[tuple[int, str, str]]:
    """Return (depth, mark, text) by item; a line without a mark carries on the item before it."""
    items: list[tuple[int, str, str]] = []
    for line in lines:
        if match := _ITEM.fullmatch(line):
            items.append((len(match["deep"]) // 2, match["mark"], match["text"]))
        else:
            depth, mark, text = items[-1]
            items[-1] = depth, mark, f"{text} {line.strip()}"
    return items
