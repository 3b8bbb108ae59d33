"""Turn what a read document says of itself into live nodes: « annexe 4 », « l’article 3 », « la commune de Chanac ».

Only what is certain is linked. The words read stay the same, but for the case, the hyphens and the spaces of a name,
and for the number of a block that was not where its printed number said.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from conventions.document import numbering
from conventions.document.model import Document, Party
from conventions.document.references import NUMBER_ONLY, party_variables
from conventions.document.texts import rewrite
from ctg.markup import Slot, parse, runs, serialise

_NODE: Final = "\ufffc"  # stands for a live node in the text around it
_QUOTED: Final = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_SAME: Final = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
    }
)
# « annexe 4 », « articles 2, 3 et 5 »; never « L. 263-1 », « article 4.2 »
_MENTION: Final = re.compile(
    r"(?i)\b(?P<word>articles?|annexes?)(?P<space>\s+)(?P<numbers>\d+(?:er|[a-z])?(?:(?:\s*,\s*|\s+et\s+|\s+à\s+)\d+(?:er|[a-z])?)*)"
    r"(?![\w°])(?![.,‑-]\d)"
)
_NUMBER: Final = re.compile(r"\d+(?:er|[a-z])?", re.IGNORECASE)
# What follows the number of another text: « article 94 de la loi », « article 3 du Code »
_OF_ANOTHER: Final = re.compile(
    r"(?i)\s*(?:,?\s*(?:alinéas?|§)\s*\d*\s*)?,?\s*(?:\(\w\)\s*)?"
    r"(?:(?:du|des|de|de\s+la|de\s+l['’])\s+|d['’]|\ufffc)(?!(?:la\s+)?(?:présent|convention|ctg\b|cette))"
)
_GENERIC: Final = frozenset(
    {"la commune", "les communes", "la collectivite", "le partenaire", "le gestionnaire"}
)


@dataclass(frozen=True, slots=True)
class _Find:
    """What replaces text from `start` to `end` of a run."""

    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]


def link(document: Document) -> Document:
    """Return the document with its certain mentions of parties, articles and annexes made live. Idempotent."""
    linker = _Linker(document)
    return rewrite(document, linker.link)


class _Linker:
    def __init__(self, document: Document) -> None:
        self.blocks = _numbered(document)
        self.names = _names(document.parties)
        pattern = "|".join(_pattern(folded) for folded in self.names)
        self.any_name = re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)(?! ?['])") if pattern else None

    def link(self, html: str) -> str:
        if not html:
            return html
        root = parse(html)
        changed = False
        for run in runs(root):
            for slot, finds in self._finds(run):
                _insert(slot, finds)
                changed = True
        return serialise(root) if changed else html

    def _finds(self, run: list[Slot]) -> list[tuple[Slot, list[_Find]]]:
        """The finds of each text of a run that has some, at their place in that text."""
        texts = [_NODE if _is_live(slot) else getattr(*slot) or "" for slot in run]
        whole = "".join(texts)
        quoted = [match.span() for match in _QUOTED.finditer(whole)]
        finds = [find for find in self._in_text(whole) if not _overlaps(find, quoted)]
        found, start = [], 0
        for slot, text in zip(run, texts, strict=True):
            end = start + len(text)
            here = [
                _Find(find.start - start, find.end - start, find.attributes)
                for find in finds
                if start <= find.start and find.end <= end
            ]
            if here and _may_hold(slot):
                found.append((slot, here))
            start = end
        return found

    def _in_text(self, text: str) -> list[_Find]:
        finds = [*self._references(text), *self._parties(text)]
        finds.sort(key=lambda find: (find.start, -find.end))
        kept: list[_Find] = []
        for find in finds:
            if not kept or find.start >= kept[-1].end:
                kept.append(find)
        return kept

    def _references(self, text: str) -> Iterator[_Find]:
        for match in _MENTION.finditer(text):
            if _says_of_another(text, match.end()) or _heads_sentence(text, match):
                continue
            kind = "article" if match["word"].lower().startswith("article") else "annex"
            numbers = list(_NUMBER.finditer(text, *match.span("numbers")))
            keys = [self.blocks.get((kind, number[0].lower())) for number in numbers]
            if None in keys:
                continue
            if len(keys) == 1 and not match["word"].lower().endswith("s"):
                yield _Find(*match.span(), (("data-ref", str(keys[0])), ("data-kind", kind)))
                continue
            for number, key in zip(numbers, keys, strict=True):
                yield _Find(
                    *number.span(), (("data-ref", f"{key}{NUMBER_ONLY}"), ("data-kind", kind))
                )

    def _parties(self, text: str) -> Iterator[_Find]:
        if self.any_name is None:
            return
        folded = _fold(text)
        for match in self.any_name.finditer(folded):
            name, value = self.names[re.sub(" +", " ", match[0])]
            printed = text[match.start() : match.end()]
            if text[match.end() : match.end() + 1] in ("-", "‑"):
                continue  # « Chanac-le-Haut »
            yield _Find(*match.span(), (("data-var", _cased(name, printed, value)),))


def _says_of_another(text: str, end: int) -> bool:
    """Followed by « de la loi », or by a live node, which may say « du Département »."""
    return bool(_OF_ANOTHER.match(text, end))


def _is_live(slot: Slot) -> bool:
    element, place = slot
    return place == "text" and element.tag == "span"


def _heads_sentence(text: str, mention: re.Match[str]) -> bool:
    """« Annexe 4 : … », a heading or the head of a sentence: left as it is, its capital letter would be lost."""
    before = text[: mention.start()].rstrip()
    return mention[0][0].isupper() and (not before or before[-1] in ".!?:;–-")


def _numbered(document: Document) -> dict[tuple[str, str], str]:
    """Key of each block by kind and number: the printed one when the source has some, else the computed one."""
    labels = numbering.labels(document)
    printed = {("article", item.key): item.printed_number for item in document.articles}
    printed |= {("annex", item.key): item.printed_label for item in document.annexes}
    has_printed = {kind for (kind, _), number in printed.items() if number}
    numbers = [
        (
            (
                kind,
                _number(printed[kind, key] if kind in has_printed else labels[kind, key].number),
            ),
            key,
        )
        for kind, key in printed
    ]
    count = Counter(number for number, _ in numbers)
    blocks = {number: key for number, key in numbers if number[1] and count[number] == 1}
    for (kind, number), key in list(blocks.items()):
        if number == "1":
            blocks[kind, "1er"] = key
    return blocks


def _number(printed: str) -> str:
    number = printed.strip().lower()
    return "1" if number in ("1er", "premier") else number


def _names(parties: tuple[Party, ...]) -> dict[str, tuple[str, str]]:
    """(variable, value) by what is read, folded; longest first. What two parties share is left out."""
    owners: dict[str, set[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    for party in parties:
        for name, _, value in party_variables(party):
            folded = re.sub(" +", " ", _fold(value))
            owners.setdefault(folded, set()).add(party.key)
            names.setdefault(folded, (name, value))
    certain = (folded for folded in names if len(owners[folded]) == 1 and not _is_vague(folded))
    return {folded: names[folded] for folded in sorted(certain, key=len, reverse=True)}


def _is_vague(folded: str) -> bool:
    """« la commune », « du partenaire »: anybody may be called so. A name without a capital letter to know it by."""
    bare = re.sub(r"^(?:de la|de l'|a la|a l'|du|des|au|aux|de|a) ?", "", folded)
    forms = {bare, f"la {bare}", f"le {bare}", f"les {bare}"}
    return len(bare) < 3 or bool(forms & _GENERIC)


def _fold(text: str) -> str:
    """The text without case, accents, hyphens or kinds of space, character for character."""
    return "".join(_fold_character(character) for character in text.translate(_SAME))


def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFD", character)[0].lower()
    return folded if len(folded) == 1 else character


def _pattern(folded: str) -> str:
    return re.escape(folded).replace(r"\ ", " +")


def _cased(name: str, printed: str, value: str) -> str:
    """The variable in the case of what was printed: `partie`, `Partie` at the head of a sentence, `PARTIE`."""
    word, mark, rest = name.partition(":")
    if printed.isupper() and not value.isupper():
        return f"{word.upper()}{mark}{rest}"
    if printed[0].isupper() and not value[0].isupper():
        return f"{word.capitalize()}{mark}{rest}"
    return name


def _overlaps(find: _Find, spans: list[tuple[int, int]]) -> bool:
    return any(find.start < end and start < find.end for start, end in spans)


def _may_hold(slot: Slot) -> bool:
    """Not inside a link, nor inside a live node."""
    element, place = slot
    holder = element if place == "text" else element.getparent()
    return holder is not None and not any(
        node.tag in ("a", "span") for node in [holder, *holder.iterancestors()]
    )


def _insert(slot: Slot, finds: list[_Find]) -> None:
    """Cut the text around each find and put a live span there, from the last to the first."""
    element, place = slot
    holder: HtmlElement = element if place == "text" else element.getparent()
    index = 0 if place == "text" else holder.index(element) + 1
    text = getattr(element, place)
    for find in reversed(finds):
        span = element.makeelement("span", dict(find.attributes))
        span.tail = text[find.end :]
        holder.insert(index, span)
        text = text[: find.start]
    setattr(element, place, text)
