"""A convention's text file → Document. Nothing is guessed, nothing is lost: what has no place is in `unread`."""

import re
from dataclasses import dataclass, field

from conventions.document.model import Deliberation, Document, Kind, Unread, Warning
from conventions.readers import (
    annexes,
    articles,
    blocks,
    closing,
    deliberations,
    legal_bases,
    noise,
    parties,
    sections,
    signatures,
    territory,
)
from conventions.readers.dates import plain
from conventions.readers.inline import Notes, clean
from conventions.readers.sections import Sections
from conventions.readers.source import Line, Unreadable, called_file, decode, join, lines_of

__all__ = ["Unreadable", "read"]

MIN_ARTICLES = 2


@dataclass(slots=True)
class _Reader:
    """What the whole file tells, shared by the readers of its parts."""

    sections: Sections
    how: blocks.Manner
    stamps: list[noise.Stamp]
    warnings: list[Warning] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read(data: bytes, name: str = "") -> Document:
    """The convention held by a text file. `name` is how messages call it. Raises `Unreadable`."""
    text, warnings = decode(data, name)
    lines, stamps = noise.take_stamps(lines_of(text))
    scanned = noise.looks_scanned(text)
    notes = Notes()
    lines = notes.take(lines)
    reader = _Reader(
        sections.split(lines, scanned=scanned),
        blocks.manner(lines, scanned=scanned, notes=notes),
        stamps,
        warnings + notes.warnings,
    )
    _refuse_the_rest(reader.sections, name)
    if scanned:
        message = "Document numérisé : des lettres sont mal reconnues, le texte est gardé tel quel et reste à relire."
        reader.warnings.append(Warning(message, 1))
    reader.warnings += noise.blanks(lines, scanned=scanned)
    return _document(reader, notes)


def _refuse_the_rest(parts: Sections, name: str) -> None:
    """A text that is no convention: says what is missing."""
    called = called_file(name)
    title = " ".join(line.bare for line in parts.titles)
    missing = []
    if not re.search(r"convention|avenant", title, re.IGNORECASE):
        missing.append("un titre de convention")
    if not re.search(r"repr[ée]sent[ée]", " ".join(line.text for line in parts.parties[:2000])):
        missing.append("la désignation des parties (« Entre …, représentée par … »)")
    if len(parts.articles) < MIN_ARTICLES:
        missing.append("des articles numérotés")
    if not missing or (parts.deliberation and len(missing) == 3):
        return
    if missing == ["un titre de convention"] or (
        len(missing) == 1 and "numérotés" in missing[0] and parts.articles
    ):
        return
    if len(missing) == 1 and "parties" in missing[0]:
        raise Unreadable(f"{called} est une convention sans parties : il manque {missing[0]}.")
    raise Unreadable(f"{called} ne ressemble pas à une convention : il manque {_and(missing)}.")


def _and(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " et " + items[-1]


def _document(reader: _Reader, notes: Notes) -> Document:
    parts, how = reader.sections, reader.how
    title, subtitle = _titles(parts.titles)
    bound = parties.read(parts.parties, parts.party_heading)
    bases, left = legal_bases.read(parts.visas, how)
    listed, not_listed = annexes.announced(parts.annex_list)
    joined, annex_doubts = annexes.read(parts.annexes, listed, how)
    end, end_doubts, end_left = closing.read(parts.closing)
    signing, signing_doubts, signing_left = signatures.read(parts.signatures, bound.parties)
    period, period_doubts = articles.period(parts.articles)
    covered, territory_doubts = territory.read(
        bound.parties, [*parts.titles, *parts.preamble], scanned=how.scanned
    )
    acts = _deliberations(reader)
    reader.warnings += [
        *bound.warnings, *annex_doubts, *end_doubts, *signing_doubts, *period_doubts, *territory_doubts,
        *articles.numbering_doubts(parts.articles), *_toc_doubts(parts), *_debris_doubts(parts.debris),
        *_stamp_doubts(reader),
    ]  # fmt: skip
    reader.unread += [
        *bound.unread,
        *end_left,
        *signing_left,
        *_passages([*left, *parts.between, *not_listed]),
    ]
    reader.unread += [
        *_passages(parts.front),
        *_passages(parts.toc, whole=True),
        *_stray(parts.debris),
    ]
    parts.debris.sort(key=lambda line: line.number)
    reader.unread.sort(key=lambda passage: passage.line)
    reader.warnings += _passage_doubts(reader.unread, parts.debris)
    return Document(
        title=title,
        kind=_kind(title, parts),
        subtitle=subtitle,
        period=period,
        notice=articles.notice(parts.articles),
        territory=covered,
        parties=bound.parties,
        legal_bases=bases,
        preamble=blocks.rich_text(parts.preamble, how),
        articles=articles.read(parts.articles, how),
        annexes=joined,
        closing=end,
        signatures=signing,
        deliberations=acts,
        footnotes=tuple(notes.footnotes),
        warnings=_ordered(reader.warnings),
        unread=tuple(reader.unread),
    )


def _titles(lines: list[Line]) -> tuple[str, str]:
    """The title and, when the lines under it say more, the subtitle."""
    filled = [clean(line.text) for line in lines if not line.blank]
    if not filled:
        return "", ""
    first = filled[0]
    rest = filled[1:]
    while (
        rest
        and re.match(r"^(?:de services|globale|de partenariat|territoriale)\b", plain(rest[0]))
        and len(first) < 80
    ):
        first, rest = join(first, rest[0]), rest[1:]
    found = re.match(
        r"^(.*?convention territoriale globale(?: de services? aux familles\b)?)\s+(?!de services?\b)(\S.*)$",
        first,
        re.IGNORECASE,
    )
    if found:
        first, rest = found[1], [found[2], *rest]
    return first.strip(" :"), " ".join(rest).strip(" :")


def _kind(title: str, parts: Sections) -> Kind:
    bare = plain(title)
    if "avenant" in bare:
        return "amendment"
    if "territoriale globale" in bare or re.search(r"\bctg\b", bare):
        return "ctg"
    if "partenariat" in bare:
        return "partnership"
    return "deliberation" if parts.deliberation and not parts.articles else "other"


def _deliberations(reader: _Reader) -> tuple[Deliberation, ...]:
    lines = reader.sections.deliberation
    if not any(not line.blank for line in lines):
        return ()
    first, last = lines[0].number, lines[-1].number
    stamps = [stamp for stamp in reader.stamps if first <= stamp.line <= last]
    body = list(lines)
    if stamps:  # what stands under the stamp is no longer the act
        body = [line for line in lines if line.number <= stamps[-1].line]
        reader.unread += _passages([line for line in lines if line.number > stamps[-1].line])
    return (deliberations.read(body, stamps, reader.how),)


def _stamp_doubts(reader: _Reader) -> list[Warning]:
    return [stamp.warning() for stamp in reader.stamps]


def _passages(lines: list[Line], *, whole: bool = False) -> list[Unread]:
    """Lines that touch make one passage; with `whole`, all make one."""
    out: list[Unread] = []
    previous = -10
    for line in lines:
        if line.blank:
            continue
        if out and (whole or line.number == previous):
            out[-1] = Unread(f"{out[-1].text}\n{line.bare}", out[-1].line)
        else:
            out.append(Unread(line.bare, line.number))
        previous = line.number + line.span
    return out


def _stray(lines: list[Line]) -> list[Unread]:
    return [Unread(line.text.strip(), line.number) for line in lines]


def _debris_doubts(lines: list[Line]) -> list[Warning]:
    return [
        Warning(
            f"Signes parasites de la numérisation mis à part : « {line.text.strip()} ».",
            line.number,
        )
        for line in lines
    ]


def _passage_doubts(passages: list[Unread], debris: list[Line]) -> list[Warning]:
    """Each passage that has no place, named by its first words; the table of contents is always computed anew."""
    stray = {line.number for line in debris}
    return [
        Warning(_aside(passage.text), passage.line)
        for passage in passages
        if passage.line not in stray
    ]


def _aside(text: str) -> str:
    first = text.split("\n")[0].strip()
    if plain(first).startswith(("sommaire", "table des mat")):
        return "Sommaire imprimé gardé à part : il est recalculé d’après les articles."
    if plain(first).strip(" .*") == "projet":
        return "Mention « PROJET » dans le texte : gardée à part."
    short = " ".join(text.split())
    short = short if len(short) <= 90 else short[:89].rstrip() + "…"
    return f"Passage sans place dans la convention, gardé tel quel : « {short} »."


def _toc_doubts(parts: Sections) -> list[Warning]:
    """Entries of the printed table of contents whose words are not those of the article."""
    from conventions.readers import headings

    titles = {part.heading.number: part for part in parts.articles}
    doubts = []
    for line in parts.toc:
        entry = headings.article(line)
        part = titles.get(entry.number) if entry else None
        if entry and part:
            listed = re.sub(r"[\s.…]*\d{0,3}$", "", clean(entry.title))
            if _key(listed) != _key(clean(part.heading.title)):
                printed = clean(part.heading.title)
                message = f"Sommaire : l’article {entry.number} y est « {listed} », son titre est « {printed} »."
                doubts.append(Warning(message, line.number))
    return doubts


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", plain(text)).strip()


def _ordered(warnings: list[Warning]) -> tuple[Warning, ...]:
    unique = dict.fromkeys(warnings)
    return tuple(sorted(unique, key=lambda warning: warning.line or 0))
