"""Which organisation and which person a name read in a document is, in the directory and the official list.

What is certain is reused; otherwise an organisation is created under the name read. Nothing is matched by likeness,
but the bodies of a closed list (Caf, MSA, départements…) when one name only comes near, and that is said.
"""

import re
from difflib import SequenceMatcher
from typing import Any, Final

from conventions.document.model import Party, Representative
from conventions.document.wording import designation_phrase, name_phrase, running
from partners import grammar
from partners.grammar import fold
from partners.models import (
    Department,
    Intermunicipality,
    Mandate,
    Municipality,
    Organisation,
    Person,
)

Kind = Organisation.Kind

# The first pattern that opens a folded name tells its kind; what follows is where it stands.
_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.CCSS, r"(?:caisse commune de securite sociale|ccss)\b"),
        (Kind.CAF, r"(?:caisse (?:d|des) allocations? familiales?|caf)\b"),
        (Kind.MSA, r"(?:(?:caisse (?:regionale )?de )?(?:la )?mutualite sociale agricole|msa)\b"),
        (Kind.CARSAT, r"(?:caisse d assurance retraite(?: et de la sante au travail)?|carsat)\b"),
        (Kind.CPAM, r"(?:caisse primaire d assurance maladie|cpam)\b"),
        (Kind.CCAS, r"(?:centre (?:inter)?communal d action sociale|ccas|cias)\b"),
        (Kind.DEPARTMENT, r"(?:conseil (?:departemental|general)|departement)\b"),
        (Kind.REGION, r"(?:conseil regional|region)\b"),
        (
            Kind.STATE,
            r"(?:direction (?:des )?services|direction (?:academique|departementale)|prefecture|etat|rectorat|academie"
            r"|education nationale|dsden|ddets)\b",
        ),
        (
            Kind.INTERMUNICIPALITY,
            r"(?:communaute (?:de communes|d agglomeration|urbaine)|eurometropole|metropole)\b",
        ),
        (Kind.MUNICIPALITY, r"(?:commune|ville|mairie)\b"),
        (Kind.ASSOCIATION, r"(?:association|federation|union)\b"),
        (Kind.SCHOOL, r"(?:college|lycee|ecole)\b"),
    )
)
_CLOSED_LISTS: Final = frozenset({Kind.CAF, Kind.CCSS, Kind.MSA, Kind.DEPARTMENT})
_LIKE: Final = 0.86
_SMALL_WORDS: Final = frozenset("a au aux d de des du en et l la le les".split())


def kind_of(name: str) -> str:
    """The kind of organisation its name tells: « Caisse d’allocations familiales … » is a Caf."""
    folded = fold(name)
    return next((kind for kind, pattern in _KINDS if pattern.match(folded)), Kind.OTHER)


def place_of(name: str) -> str:
    """What follows the kind, in significant words: « conseil départemental de la Nièvre » gives "nievre"."""
    folded = fold(name)
    for _, pattern in _KINDS:
        if match := pattern.match(folded):
            folded = folded[match.end() :]
            break
    return _significant(folded)


def _significant(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _SMALL_WORDS)


class Directory:
    """The directory as one import sees it. `department` narrows namesakes; `doubts` are sentences for the reader."""

    def __init__(self, department_name: str = "") -> None:
        self.doubts: list[tuple[str, int | None]] = []
        self.department = _department(department_name)
        self._people: dict[tuple[str, str], Person] = {}

    # Organisations

    def organisation(self, party: Party, siren: str = "") -> Organisation:
        """The organisation of a party: by SIREN, by name in the directory, by the official list, else created."""
        kind = kind_of(party.name)
        found = (
            (Organisation.objects.filter(siren=siren).first() if siren else None)
            or self._known(kind, party)
            or self._official(kind, party.name, siren)
            or self._create(kind, party)
        )
        if self.department is None and found.department:
            self.department = found.department
        return found

    def _known(self, kind: str, party: Party) -> Organisation | None:
        place = place_of(party.name)
        same_kind = list(Organisation.objects.filter(kind=kind).order_by("pk"))
        exact = [
            item
            for item in same_kind
            if place_of(item.legal_name) == place and self._may_be_here(item)
        ]
        if len(exact) == 1:
            return exact[0]
        if exact and kind not in (Kind.MUNICIPALITY, Kind.CCAS):
            return exact[0]
        return self._near(same_kind, party, place) if kind in _CLOSED_LISTS else None

    def _may_be_here(self, organisation: Organisation) -> bool:
        return None in (self._department_id, organisation.department_id) or (
            organisation.department_id == self._department_id
        )

    @property
    def _department_id(self) -> int | None:
        return self.department.pk if self.department else None

    def _near(self, items: list[Organisation], party: Party, place: str) -> Organisation | None:
        near = [
            item
            for item in items
            if place and SequenceMatcher(None, place_of(item.legal_name), place).ratio() >= _LIKE
        ]
        if len(near) != 1:
            return None
        self.doubts.append(
            (
                f"« {party.name} » a été rapproché de « {near[0].legal_name} » : à vérifier.",
                party.line,
            )
        )
        return near[0]

    def _official(self, kind: str, name: str, siren: str) -> Organisation | None:
        if kind == Kind.INTERMUNICIPALITY:
            epci = self._intermunicipality(name, siren)
            return Organisation.objects.create_from_intermunicipality(epci) if epci else None
        if kind in (Kind.MUNICIPALITY, Kind.CCAS):
            town = self.municipality(name)
            if town is None:
                return None
            if kind == Kind.CCAS:
                return Organisation.objects.create_ccas_from_municipality(town)
            return Organisation.objects.create_from_municipality(town)
        return None

    def _intermunicipality(self, name: str, siren: str = "") -> Intermunicipality | None:
        current = Intermunicipality.objects.current()
        if siren and (found := current.filter(siren=siren).first()):
            return found
        place = place_of(name)
        near = current.search(place) if place else current.none()
        return self._only([item for item in near[:50] if _significant(fold(item.name)) == place])

    def municipality(self, name: str) -> Municipality | None:
        """The commune of the official list called so, alone of its name or alone in the département."""
        place = place_of(name)
        near = (
            Municipality.objects.current().search(place) if place else Municipality.objects.none()
        )
        return self._only([item for item in near[:200] if _significant(fold(item.name)) == place])

    def _only(self, items: list[Any]) -> Any:
        here = [item for item in items if item.department_id == self._department_id]
        if len(here) == 1:
            return here[0]
        return items[0] if len(items) == 1 and self.department is None else None

    def _create(self, kind: str, party: Party) -> Organisation:
        full, short = name_phrase(party), designation_phrase(party)
        own = bool(party.designation) and fold(short.name) != fold(full.name)
        gender = full.gender
        article = _agreeing_article(short if own else full, gender)
        return Organisation.objects.create(
            kind=kind,
            legal_name=grammar.capitalised(party.name.replace("'", "’"))[:200],
            short_name=short.name.replace("'", "’")[:120] if own else "",
            article=article,
            gender=gender,
            number="p" if article == "les" else "s",
            department=self.department if kind not in (Kind.MSA, Kind.CARSAT) else None,
        )

    # People

    def mandate(self, person: Representative, organisation: Organisation) -> Mandate | None:
        """The mandate under which somebody signs, created if need be; None when nobody can be named for sure."""
        if not (person.name and person.gender):
            return None
        human = self._person(person, organisation)
        function, interim = _without_interim(running(person.function) or "représentant")
        masculine, feminine = both_genders(function, person.gender)
        for mandate in Mandate.objects.filter(person=human, organisation=organisation):
            if fold(masculine) == fold(mandate.function_masculine):
                return mandate
        return Mandate.objects.create(
            person=human,
            organisation=organisation,
            function_masculine=masculine[:150],
            function_feminine=feminine[:150],
            is_interim=interim,
        )

    def _person(self, person: Representative, organisation: Organisation) -> Person:
        """The person of that name already in that organisation or in this document, else a new one."""
        key = (person.civility, fold(person.name))
        if key in self._people:
            return self._people[key]
        known = Person.objects.filter(mandates__organisation=organisation).distinct()
        same = [
            item
            for item in known
            if fold(item.plain_name) == key[1] and item.gender == person.gender
        ]
        first, last = split_name(person.name)
        self._people[key] = (
            same[0]
            if same
            else Person.objects.create(
                civility=Person.Civility.MRS if person.gender == "f" else Person.Civility.MR,
                first_name=first[:80],
                last_name=last[:80],
            )
        )
        return self._people[key]


def _department(name: str) -> Department | None:
    if not name:
        return None
    wanted = _significant(fold(name))
    return next(
        (item for item in Department.objects.all() if _significant(fold(item.name)) == wanted), None
    )


def _agreeing_article(phrase: grammar.NounPhrase, gender: str) -> str:
    """The article read, unless it denies the gender of the name (« le DSDEN » for a direction)."""
    if not phrase.article or {"le": "m", "la": "f"}.get(phrase.article, gender) == gender:
        return phrase.article
    return grammar.definite_article(phrase.name, gender)


def split_name(name: str) -> tuple[str, str]:
    """(first name, family name): the family name is in capitals, else it is all but the first word."""
    words = name.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        start = words.index(capitals[0])
        while start and words[start - 1].lower() in {"de", "du", "des", "d’", "le", "la"}:
            start -= 1
        return " ".join(words[:start]), " ".join(words[start:])
    if len(words) == 1 or len(capitals) == len(words):
        return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", name)
    return words[0], " ".join(words[1:])


_INTERIM: Final = re.compile(r"(?i)\s+(?:par intérim|intérimaire)$")
_MASCULINE: Final = {
    "présidente": "président",
    "vice-présidente": "vice-président",
    "directrice": "directeur",
    "adjointe": "adjoint",
    "générale": "général",
    "déléguée": "délégué",
    "conseillère": "conseiller",
    "première": "premier",
    "préfète": "préfet",
    "rectrice": "recteur",
    "inspectrice": "inspecteur",
    "administratrice": "administrateur",
    "départementale": "départemental",
    "régionale": "régional",
    "1re": "1er",
}


def _without_interim(function: str) -> tuple[str, bool]:
    bare = _INTERIM.sub("", function)
    return bare, bare != function


def both_genders(function: str, gender: str) -> tuple[str, str]:
    """(masculine, feminine) of a function read in one gender; left alike when the other form is not sure."""
    function = function.replace("'", "’")
    if gender == "m":
        return function, grammar.feminine_function(function)
    masculine = " ".join(_MASCULINE.get(word.lower(), word) for word in function.split())
    sure = fold(grammar.feminine_function(masculine)) == fold(function)
    return (masculine if sure else function), function
