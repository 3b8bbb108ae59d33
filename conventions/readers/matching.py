"""Which party a printed name means: « LA CRMSA Bourgogne » → the Caisse régionale …, called « la CRMSAB »."""

import re

from conventions.document.model import Party
from conventions.readers.dates import plain

_EMPTY = frozenset("la le les l de du des d et a au aux en sur pour une un".split())
_KIND = frozenset(
    "caisse commune communaute communes centre communal conseil direction departement"
    " service services mutualite action social sociale allocations familiales"
    " familiale ville ccas caf msa carsat urbaine municipal regionale".split()
)

_SHORT_KINDS = frozenset({"caf", "msa", "ccss", "carsat", "ccas"})


def tokens(text: str) -> list[str]:
    return [w for w in re.findall(r"[a-z0-9]+", plain(text.replace("œ", "oe"))) if w not in _EMPTY]


def acronym(text: str) -> str:
    return "".join(word[0] for word in tokens(text))


def best_party(printed: str, parties: tuple[Party, ...]) -> str:
    """Key of the one party the printed organisation means, "" when none or several fit as well."""
    scores = sorted(((score(printed, party), party.key) for party in parties), reverse=True)
    if not scores or scores[0][0] < 0.5:
        return ""
    if len(scores) > 1 and scores[1][0] == scores[0][0]:
        return ""
    return scores[0][1]


def score(printed: str, party: Party) -> float:
    """0 to 2: share of the printed words found in the party's name or designation, proper names counting double."""
    mine = tokens(printed)
    theirs = tokens(f"{party.name} {party.designation}")
    short = [*tokens(party.designation), acronym(party.name)]
    if not mine or not theirs:
        return 0
    total = found = 0.0
    for word in mine:
        weight = 0.6 if word in _KIND else 1.0
        total += weight
        found += weight * max(_likeness(word, theirs), _short(word, short))
    extra = sum(1 for word in tokens(party.name) if word not in _KIND and not _likeness(word, mine))
    if any(len(s) >= 3 and s in mine for s in _acronyms(party)):
        found = max(found, 0.9 * total)
    bonus = 0.3 if plain(printed) in (plain(party.designation), plain(party.name)) else 0.0
    return found / total + bonus - 0.02 * extra


def _acronyms(party: Party) -> list[str]:
    """« la CARSAT » → carsat; the initials of the name; never « la Commune »."""
    own = tokens(party.designation)
    single = own if len(own) == 1 and own[0] not in _KIND - _SHORT_KINDS else []
    return [*single, acronym(party.name)]


def _likeness(word: str, others: list[str]) -> float:
    if word in others:
        return 1.0
    if len(word) < 5:
        return 0.0
    near = any(
        len(o) >= 5 and (o.startswith(word[:6]) or word.startswith(o[:6]) or _distance_one(word, o))
        for o in others
    )
    return 0.8 if near else 0.0


def _short(word: str, shorts: list[str]) -> float:
    """« crmsa » fits « crmsab »; « ccss » fits the initials of the name."""
    return 1.0 if any(len(word) >= 3 and s.startswith(word) for s in shorts) else 0.0


def _distance_one(left: str, right: str) -> bool:
    """Equal but for one letter changed, added or left out."""
    if abs(len(left) - len(right)) > 1:
        return False
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    return (
        left[at + 1 :] == right[at + 1 :]
        or left[at:] == right[at + 1 :]
        or left[at + 1 :] == right[at:]
    )
