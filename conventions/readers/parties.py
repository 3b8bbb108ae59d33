"""Party clauses: « la Commune de …, représentée par son Maire, M. …, dûment autorisé …, ci-après dénommée … »."""

import re
from dataclasses import dataclass, replace

from conventions.document.model import Decision, Gender, Party, Unread, Warning
from conventions.readers import dates, people
from conventions.readers.flow import Flow, flow, spaced
from conventions.readers.keys import key
from conventions.readers.source import Line

_REPRESENTED = re.compile(
    r"\brepr[ée]sent[ée](?P<f>e?)(?P<p>s?)(?:\(e\))?\s*,?(?:[^,;»]{0,60},)?\s*par\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"^[ \t]*(?:[-–•*][ \t]*)?(?:et[ \t]+)?(?:d['’]une part,?[ \t]*)?(?P<article>les?\b|la\b|l['’])[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_START = re.compile(r"^[ \t]*(?:[-–•*][ \t]*)?(?=[A-ZÉÈÀ])", re.MULTILINE)
_EMPOWERED = re.compile(
    r"[\s,]*\b(?:d\S{1,5}ment\s+)?(?:habilit|autoris|mandat)[ée]+\S{0,4}", re.IGNORECASE
)
_NAMED = re.compile(
    r"[\s,;-]*\bci\s?-?\s?apr[èée]s\s+(?:d[ée]nomm\S{1,5}|d[ée]sign\S{1,5}|appel\S{1,5})\s*:?\s*(?:par\s+)?"
    r"(?:[«“\"]\s*(?P<quoted>[^»”\"\n]{1,120}(?:\n[^»”\"\n]{1,80})?)\s*[»”\"]|(?P<plain>[^;,.\n«]{2,100}))",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r",\s*(?:dont\b|sise?s?\b|situ[ée]|ayant\b|domicili|immatricul|siret\b|siren\b|n°|\d)|\s\((?:siret|siren)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\bd\s?['’]\s?(?P<which>une|autre)\s+part\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b(?:par|en vertu d['’]une?|suivant|selon)\s+(?:la\s+|une\s+)?"
    r"(?P<kind>d[ée]lib[ée]ration|d[ée]cision|arr[êe]t[ée])\b"
    r"(?P<rest>.{0,260})",
    re.IGNORECASE | re.DOTALL,
)
_BODY = re.compile(
    r"^\s*(?:n°\s*(?P<number>[\w./-]{1,30})\s*)?(?:(?:de son|de sa|de la|de l['’]|du|de"
    r"|des)\s+(?:bureau\s+(?:de|du)\s+)?)?"
    rf"(?P<body>.{{0,160}}?)(?=\s*,?\s*(?:en\s+)?(?:date\s+)?(?:du|le)\s*(?:{dates.DATE}|\.{{2,}}|…|,|_|[Xx]{{2,}}|[àa&]\s+signer|$)|\s*[;,.]|\s+[àa&@]\s+signer|\s*$)",
    re.IGNORECASE | re.DOTALL,
)
_VOID = re.compile(
    r"\b(?:du|le|date)\s*(?:\.{2,}|…|_{2,}|,|[Xx]{2,}|[àa&]\s+signer|$)", re.IGNORECASE
)

BOILERPLATE = frozenset(
    "entre et la le les l d un une des de du part autre a à signer presente convention"
    " dument diment ddment autorise autorisee autorises"
    " autorisees habilite habilitee habilites habilitees represente representee representes representees par son"
    " sa ses leur ci apres denomme denommee denommeee denommes denommees designe designee appele appelee"
    " deliberation decision arrete en date effet presentes soussigne soussignes soussignees"
    " suivants suivantes cette aux fins present parties"
    " exercice partenaires signataires il est convenu ce qui suit premiere seconde agissant qualite".split()
)


@dataclass(slots=True)
class Reading:
    """What the parties' section gave."""

    parties: tuple[Party, ...] = ()
    warnings: tuple[Warning, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(slots=True)
class _Clause:
    start: int
    represented: re.Match[str]
    end: int
    article: str
    name_at: int


def read(lines: list[Line], heading: int | None = None) -> Reading:
    """`heading` is the line of « Entre les … suivants : », which carries no fact."""
    source = flow(lines)
    clauses = _clauses(source.text)
    parties, warnings, unread = [], [], []
    for position, clause in enumerate(clauses):
        party, doubts, leftover = _party(source, clause, position)
        parties.append(party)
        warnings += doubts
        unread += leftover
    parties = _with_sides(source, clauses, parties)
    unread += [u for u in _outside(source, clauses) if u.line != heading]
    return Reading(tuple(parties), tuple(warnings), tuple(sorted(unread, key=lambda u: u.line)))


def _clauses(text: str) -> list[_Clause]:
    """Each « représenté par » is one party; its name goes back to the article that opens a line before it."""
    found: list[_Clause] = []
    previous = 0
    for represented in _REPRESENTED.finditer(text):
        gap = text[previous : represented.start()]
        opening = _opening(gap)
        if opening is None:
            continue
        at, article, name_at = opening
        if found:
            found[-1].end = previous + at
        found.append(_Clause(previous + at, represented, len(text), article, previous + name_at))
        previous = represented.end()
    return found


def _opening(gap: str) -> tuple[int, str, int] | None:
    """Where the clause starts, its article, where its name starts; in the text before « représenté »."""
    starts = [m for m in _START.finditer(gap) if _is_name(gap[m.end() :])]
    if starts:
        return starts[-1].start(), starts[-1]["article"], starts[-1].end()
    bare = [m for m in _BARE_START.finditer(gap) if _is_name(gap[m.end() :])]
    if bare:
        return bare[-1].start(), "", bare[-1].end()
    return None


def _is_name(text: str) -> bool:
    return 2 < len(text.strip(" ,\n")) < 300 and not re.search(r"[;:»]", text)


def _party(
    source: Flow, clause: _Clause, position: int
) -> tuple[Party, list[Warning], list[Unread]]:
    line = source.line_at(clause.name_at)
    name = _name(source.text[clause.name_at : clause.represented.start()])
    body = source.text[clause.represented.end() : clause.end]
    named = _NAMED.search(body)
    empowered = _EMPOWERED.search(body, 0, named.start() if named else len(body))
    stop = min([_stop(body), *(m.start() for m in (empowered, named) if m)])
    persons = people.persons(spaced(body[:stop]))
    act_text = (
        body[empowered.end() : named.start() if named and named.start() > empowered.end() else None]
        if empowered
        else ""
    )
    decision, blank = _decision(act_text)
    designation = spaced(named["quoted"] or named["plain"] or "").strip(" .,;") if named else ""
    feminine, plural = clause.represented["f"], clause.represented["p"]
    party = Party(
        key=key("party", position, name),
        name=name,
        article=_article(clause.article),
        gender=_gender(clause.article, feminine),
        number="p" if plural or clause.article.lower() == "les" else "s",
        designation=designation,
        representatives=tuple(persons.people),
        decision=decision,
        line=line,
    )
    doubts = _doubts(source, clause, party, empowered, blank=blank)
    leftover = _leftover(source, clause, party, persons.rest)
    return party, doubts, leftover


def _name(text: str) -> str:
    """The legal name, without the address or seat printed after it."""
    return _SEAT.split(spaced(text), maxsplit=1)[0].strip(" ,")


def _stop(body: str) -> int:
    """Where representatives stop when nothing else says so: the first « ; », else the end."""
    cut = re.search(r";|\bd['’](?:une|autre) part\b", body)
    return cut.start() if cut else len(body)


def _article(text: str) -> str:
    return text.lower().replace("'", "’")


def _gender(article: str, feminine: str) -> Gender:
    """From « le », « la »; from the participle's « -ée » for « l’ » and « les »."""
    if article.lower() in ("le", "la"):
        return "m" if article.lower() == "le" else "f"
    return "f" if feminine else "m"


def _decision(text: str) -> tuple[Decision | None, bool]:
    """The deciding act named after « dûment autorisé », and whether its date was left blank."""
    found = _ACT.search(text)
    if not found:
        return None, False
    rest = re.split(r";|\bci\s?-?\s?apr", found["rest"])[0]
    body = _BODY.match(rest)
    if not body:
        return None, False
    on = dates.parse(spaced(rest))
    kind = (
        "délibération"
        if dates.plain(found["kind"]).startswith("delib")
        else spaced(found["kind"]).lower()
    )
    decision = Decision(
        body=spaced(body["body"]).strip(" ,"), on=on, number=body["number"] or "", act_kind=kind
    )
    return decision, on is None and bool(_VOID.search(spaced(rest)))


def _doubts(
    source: Flow,
    clause: _Clause,
    party: Party,
    empowered: re.Match[str] | None,
    *,
    blank: bool,
) -> list[Warning]:
    doubts = []
    if blank and empowered:
        at = clause.represented.end() + empowered.end()
        message = f"La date de la délibération qui autorise « {party.name} » est laissée en blanc."
        doubts.append(Warning(message, source.line_at(at)))
    if not party.representatives:
        doubts.append(
            Warning(f"Aucun représentant n’a pu être lu pour « {party.name} ».", party.line)
        )
    if re.search(r"(-[^\W\d_]+-[^\W\d_]+)\1\b", party.name):
        doubts.append(Warning(f"Nom redoublé, laissé tel quel : « {party.name} ».", party.line))
    return doubts


def words(text: str) -> list[str]:
    """Comparable words of a text, of two letters or more."""
    return re.findall(r"[a-z0-9]{2,}", dates.plain(text.replace("œ", "oe")))


def _leftover(source: Flow, clause: _Clause, party: Party, rest: str) -> list[Unread]:
    """The clause itself, word for word, when some of its words found no place in the party."""
    text = source.text[clause.start : clause.end]
    known = set(words(f"{party.article} {party.name} {party.designation}"))
    for person in party.representatives:
        known |= set(words(f"{person.name} {person.function}"))
    if party.decision:
        known |= set(words(party.decision.body + " " + party.decision.number))
    text_left = re.sub(dates.DATE, " ", spaced(text), flags=re.IGNORECASE)
    text_left = re.sub(r"\b(?:M|Mme|MM|Monsieur|Madame|Messieurs|Mesdames|Mr)\b\.?", " ", text_left)
    lost = [w for w in words(text_left) if w not in known and w not in BOILERPLATE]
    if not lost and not words(rest):
        return []
    return [Unread(spaced(text), source.line_at(clause.name_at))] if lost else []


def _with_sides(source: Flow, clauses: list[_Clause], parties: list[Party]) -> list[Party]:
    """Sides from « d’une part » and « d’autre part », each closing the parties before it."""
    marks = [
        (m.start(), 1 if m["which"].lower() == "une" else 2) for m in _SIDE.finditer(source.text)
    ]
    if not marks:
        return parties
    sided = []
    for clause, party in zip(clauses, parties, strict=True):
        side = next((side for at, side in marks if at > clause.represented.start()), None)
        sided.append(replace(party, side=side))
    return sided


def _outside(source: Flow, clauses: list[_Clause]) -> list[Unread]:
    """What stands before the first clause, beyond « Entre : »."""
    first = clauses[0].start if clauses else len(source.text)
    out = []
    offset = 0
    for row in source.text[:first].split("\n"):
        if any(word not in BOILERPLATE for word in words(row)):
            out.append(Unread(row.strip(), source.line_at(offset)))
        offset += len(row) + 1
    return out
