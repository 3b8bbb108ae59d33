"""People in a party clause or under a signature: civility, name, function."""

import re
from dataclasses import dataclass, field

from conventions.document.model import Representative
from conventions.readers.dates import plain

_CIVILITY = re.compile(
    r"(?<!\w)(?P<c>Monsieur|Madame|Messieurs|Mesdames|Mademoiselle|Mmes?|Mlle|Mr|MM?)\b\.?\s+(?=[A-ZÉÈÀÊÎÔ])"
)
_CIVILITIES = {"monsieur": "M.", "m": "M.", "mr": "M.", "messieurs": "M.", "mm": "M."}
FUNCTIONS = (
    "president|presidente|maire|directeur|directrice|adjoint|adjointe|vice|prefet|prefete|premier|premiere|delegue|deleguee"
    "|tresorier|tresoriere|secretaire|representant|representante|gerant|gerante|recteur|rectrice|dasen|inspecteur|inspectrice"
    "|chef|cheffe|responsable|conseiller|conseillere|mandataire|administrateur|administratrice|sous|general|generale"
)
_FUNCTION_WORD = re.compile(rf"^(?:{FUNCTIONS})$")
_PARTICLE = re.compile(r"^(?:de|du|des|d['’]|le|la|von|van|el|al|ben|di|da)$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[A-ZÉÈÀÊËÎÏÔÛÜÇ][\w'’.-]*$")
_ADJECTIVE = re.compile(
    r"\b(?:G[ée]n[ée]rale?|Adjointe?|D[ée]l[ée]gu[ée]e?|Int[ée]rimaire|D[ée]partementale?|R[ée]gionale?)\b"
)
_DETERMINER = re.compile(
    r"^(?:et\s+)?(?:par\s+)?(?:son|sa|ses|leur|leurs|le|la|les|l['’])\s*", re.IGNORECASE
)


@dataclass(slots=True)
class Persons:
    people: list[Representative] = field(default_factory=list)
    rest: str = ""


def persons(text: str) -> Persons:
    """« le président de son conseil, M. X et par son Directeur, M. Y » or « M. X, Directeur, M. Y Président »."""
    found = list(_CIVILITY.finditer(text))
    if not found:
        return Persons([], text)
    spans = []
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else len(text)
        name, end = _name(text, match.end(), stop)
        spans.append((match, name, end))
    before = bool(_function(text[: found[0].start()]))
    people = []
    for at, (match, name, end) in enumerate(spans):
        left = text[spans[at - 1][2] if at else 0 : match.start()]
        right = text[end : spans[at + 1][0].start() if at + 1 < len(spans) else len(text)]
        function = _function(left if before else right)
        people.append(Representative(name, _civility(match["c"]), function))
    return Persons(people, "")


def _civility(text: str) -> str:
    return _CIVILITIES.get(text.lower().rstrip("."), "Mme")


def _name(text: str, start: int, stop: int) -> tuple[str, int]:
    """The capitalised words from there, up to a function's name."""
    end = start
    pieces: list[str] = []
    pending = ""
    for match in re.finditer(r"\S+", text[start:stop]):
        raw = match.group()
        word = raw.rstrip(",;:.)")
        if _PARTICLE.match(word) and pieces and word == raw:
            pending += word + " "
            continue
        if not _NAME_WORD.match(word) or _FUNCTION_WORD.match(plain(word)):
            break
        pieces.append(pending + word)
        pending = ""
        end = start + match.start() + len(word)
        if word != raw:
            break
    return " ".join(pieces), end


def _function(text: str) -> str:
    """« et par son Directeur, » → « directeur »; "" when no word of it names a function."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–")
    while (shorter := _DETERMINER.sub("", text, count=1).strip(" ,")) != text:
        text = shorter
    text = re.sub(r"\s+(?:et|en exercice)$", "", text).strip(" ,")
    head = text.split(" ")[:4]
    if not any(
        _FUNCTION_WORD.match(part) for word in head for part in re.split(r"[-/’']", plain(word))
    ):
        return ""
    text = _ADJECTIVE.sub(lambda found: found.group().lower(), text)
    return text[:1].lower() + text[1:]


def family(name: str) -> str:
    """The family name's comparable form: its words in capitals, else its last word."""
    words = name.split()
    capitals = [w for w in words if len(w) > 1 and w.isupper()]
    return plain(" ".join(capitals) if capitals else (words[-1] if words else "")).replace("-", " ")
