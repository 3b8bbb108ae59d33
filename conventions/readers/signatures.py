"""Signature blocks: organisations, functions and names, scattered by the layout, put back together."""

import re
from collections import deque
from dataclasses import dataclass, field

from conventions.document.model import Party, SignatureBlock, Unread, Warning
from conventions.readers import people
from conventions.readers.dates import plain
from conventions.readers.inline import clean
from conventions.readers.matching import best_party
from conventions.readers.source import Line, join

_FUNCTION = re.compile(
    r"^(?:pour\s+)?(?:l['’]\s?|le\s+|la\s+|les\s+)?(?:premi[eè]re?\s+)?(?:vice[- ])?"
    r"(?:pr[ée]sidente?|maire|directeur|directrice|adjointe?|secr[ée]taire|pr[ée]f[eè]te?"
    r"|recteur|rectrice|tr[ée]sori[eè]re?)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:de la|de l['’]|des|du|de|d['’])\s*(?=\S)", re.IGNORECASE)
_INNER = re.compile(
    r"^(?:(?:de son|du|de la|des)\s+)?(?:(?:conseil(?: d['’]administration| communautaire|"
    r" municipal| d[ée]partemental)?|services?|affaires)\b)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:M\.?|Mme|Monsieur|Madame)\s+)?[A-ZÉÈÀÎ][\w'’.-]+(?:\s+(?:(?:de|du|des|la|le|d['’])\s+){0,2}[A-ZÉÈÀÎ][\w'’.-]*){1,4}$"
)
_ORG_WORD = re.compile(
    r"\b(?:caf|caisse|ccss|msa|crmsa\w*|carsat|cpam|commune|communaute|ccas|conseil|departement|mutualite|direction|ville|mairie|etat|prefecture|region|metropole"
    r"|syndicat|association|centre|dsden|sdjes|federation|agglomeration|banque|pole|academie|rectorat|groupement)\b"
)


MAX_LENGTH = 200  # characters of an organisation's printed name
MAX_PIECES = 1000  # texts read under « Fait à … »; what follows is kept as text


@dataclass(slots=True)
class Slot:
    """A place to sign being gathered."""

    organisation: str
    function: str
    line: int
    name: str = ""
    civility: str = ""
    party: str = ""


@dataclass(slots=True)
class _Gathered:
    slots: list[Slot] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    organisations: list[tuple[str, int]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read(
    lines: list[Line], parties: tuple[Party, ...]
) -> tuple[tuple[SignatureBlock, ...], list[Warning], list[Unread]]:
    pieces = _pieces(lines)
    gathered = _gather(pieces[:MAX_PIECES])
    gathered.unread += [Unread(text, line) for text, line in pieces[MAX_PIECES:]]
    _name_slots(gathered, parties)
    blocks = tuple(
        SignatureBlock(
            slot.organisation, slot.name, slot.function, slot.civility, slot.party, slot.line
        )
        for slot in gathered.slots
    )
    return blocks, _doubts(gathered, parties), gathered.unread


def _pieces(lines: list[Line]) -> list[tuple[str, int]]:
    """One text an organisation, a function or a name: wrapped lines joined."""
    pieces: list[tuple[str, int]] = []
    apart = True
    for line in lines:
        if line.blank:
            apart = True
            continue
        for text in re.split(r"\t+|\s{4,}", clean_tabs(line.text)):
            if pieces and not apart and _goes_on(pieces[-1][0], text):
                pieces[-1] = (join(pieces[-1][0], text), pieces[-1][1])
            else:
                pieces.append((text, line.number))
        apart = False
    return pieces


def clean_tabs(text: str) -> str:
    """Plain text whose columns (tabs, wide blanks) still show."""
    return "\t".join(clean(cell) for cell in re.split(r"\t+|\s{4,}", text) if cell.strip())


def _goes_on(left: str, text: str) -> bool:
    """Whether the line goes on with an organisation's name: « Pour le CCAS de » + « FAY DE BRETAGNE »."""
    if _FUNCTION.match(text) or len(left) > MAX_LENGTH:
        return False
    left = left[-20:]
    if re.search(r"(?:\b(?:de|du|des|la|le|les|et|sur|aux?|en)|-|,)$", left, re.IGNORECASE):
        return not _NAME.match(text) or bool(
            re.search(r"\b(?:de|du|des|la|le|-)$", left, re.IGNORECASE)
        )
    return text[:1].islower()


def _kind(text: str) -> str:
    """function | organisation | name | other"""
    if _FUNCTION.match(text):
        return "function"
    if re.match(r"^(?:pour\b|la\s|le\s|les\s|l['’])", text, re.IGNORECASE) and len(text) < 200:
        return "organisation"
    bare = plain(text)
    if _NAME.match(text) and not _ORG_WORD.search(bare):
        return "name"
    return "organisation" if _ORG_WORD.search(bare) and len(text) < 200 else "other"


def _gather(pieces: list[tuple[str, int]]) -> _Gathered:
    """Functions make slots; each takes the oldest organisation still alone, else the last one."""
    out = _Gathered()
    waiting: deque[tuple[str, int]] = deque()
    current = ""
    for text, line in pieces:
        kind = _kind(text)
        if kind == "organisation":
            text = re.sub(r"^pour\s+", "", text, flags=re.IGNORECASE).strip(" ,")
            waiting.append((text, line))
            out.organisations.append((text, line))
        elif kind == "function":
            function, own = _split_function(text)
            if own:
                current = own
            elif waiting:
                current, _ = waiting.popleft()
            out.slots.append(Slot(current, function, line))
        elif kind == "name":
            out.names.append((text, line))
        else:
            out.unread.append(Unread(text, line))
    for organisation, line in waiting:
        out.slots.append(Slot(organisation, "", line))
    return out


def _split_function(text: str) -> tuple[str, str]:
    """« Le Maire de Limans » → (« Le Maire », « Limans »); « Le Président du Conseil de la Caf » → (…, « Caf »)."""
    text = text.strip(" ,")
    for found in _OF.finditer(text):
        rest = text[found.start() :]
        after = text[found.end() :]
        if (
            _INNER.match(rest)
            or _INNER.match(after)
            or plain(after).startswith(("administration", "services"))
        ):
            continue
        if not re.match(r"[A-ZÉÈÀ]|(?:la|le|les|l['’])\s*[A-ZÉÈÀ]", after):
            continue
        return text[: found.start()].strip(" ,"), after.strip(" ,")
    return text, ""


def _name_slots(gathered: _Gathered, parties: tuple[Party, ...]) -> None:
    """Names go to slots in the order of the page; a name known for another party goes to that party."""
    for slot in gathered.slots:
        slot.party = best_party(slot.organisation, parties)
    queue = list(gathered.names)
    if not queue:
        return
    _in_order(gathered.slots, queue, gathered)
    _swap_by_family(gathered.slots, parties)
    for slot in gathered.slots:
        slot.civility, slot.name = _civility(slot, parties)
        if not slot.party:
            slot.party = _party_of_name(slot.name, parties)


def _in_order(slots: list[Slot], names: list[tuple[str, int]], gathered: _Gathered) -> None:
    for slot, (name, _) in zip(slots, names, strict=False):
        slot.name = name
    for name, line in names[len(slots) :]:
        gathered.unread.append(Unread(name, line))


def _known(name: str, party: Party) -> bool:
    return any(people.family(r.name) == people.family(name) for r in party.representatives)


def _swap_by_family(slots: list[Slot], parties: tuple[Party, ...]) -> None:
    """Two slots exchange their names when each then holds a person its own clause names."""
    by_key = {party.key: party for party in parties}
    for left in slots:
        for right in slots:
            mine, theirs = by_key.get(left.party), by_key.get(right.party)
            if not mine or not theirs or left is right or not left.name or not right.name:
                continue
            wrong = not _known(left.name, mine) and not _known(right.name, theirs)
            if wrong and _known(right.name, mine) and _known(left.name, theirs):
                left.name, right.name = right.name, left.name


def _civility(slot: Slot, parties: tuple[Party, ...]) -> tuple[str, str]:
    """The civility printed, else the one of the clause; and the name without it."""
    found = people.persons(slot.name).people
    if found:
        return found[0].civility, found[0].name
    for party in parties:
        for person in party.representatives:
            if party.key == slot.party and people.family(person.name) == people.family(slot.name):
                return person.civility, slot.name
    return "", slot.name


def _party_of_name(name: str, parties: tuple[Party, ...]) -> str:
    keys = [party.key for party in parties if name and _known(name, party)]
    return keys[0] if len(keys) == 1 else ""


def _doubts(gathered: _Gathered, parties: tuple[Party, ...]) -> list[Warning]:
    by_key = {party.key: party for party in parties}
    doubts = []
    for slot in gathered.slots:
        party = by_key.get(slot.party)
        label = slot.organisation or slot.function
        if party is None:
            doubts.append(
                Warning(f"Bloc de signature rattaché à aucune partie : « {label} ».", slot.line)
            )
        elif slot.name and not _known(slot.name, party):
            message = f"« {slot.name} » signe pour « {party.name} » sans être nommé dans sa clause."
            doubts.append(Warning(message, slot.line))
    signing = {slot.party for slot in gathered.slots}
    if gathered.slots:
        doubts += [
            Warning(f"Aucun bloc de signature pour « {party.name} ».", party.line)
            for party in parties
            if party.key not in signing
        ]
    else:
        doubts.append(Warning("Aucun bloc de signature n’a été trouvé."))
    return doubts
