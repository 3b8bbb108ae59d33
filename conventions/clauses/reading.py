"""A clause as it is read in the library, before it belongs to any convention: roles in words, conditions told."""

from collections.abc import Iterable, Mapping
from typing import Any

from conventions.clauses.writing import ITSELF, ROLES
from conventions.document.model import Document
from conventions.document.references import Context
from ctg.richtext import LABELS, label
from partners.grammar import NounPhrase, capitalised

PHRASES = {
    ITSELF: NounPhrase("la", "partie", "f"),
    "porteur": NounPhrase("le", "porteur", "m"),
    "caf": NounPhrase("la", "Caf", "f"),
    "msa": NounPhrase("la", "MSA", "f"),
    "carsat": NounPhrase("la", "Carsat", "f"),
    "cpam": NounPhrase("la", "CPAM", "f"),
    "departement": NounPhrase("le", "Département", "m"),
    "region": NounPhrase("la", "Région", "f"),
    "etat": NounPhrase("l’", "État", "m"),
    "epci": NounPhrase("l’", "intercommunalité", "f"),
    "commune": NounPhrase("la", "commune", "f"),
    "ccas": NounPhrase("le", "CCAS", "m"),
    "association": NounPhrase("l’", "association", "f"),
    "ecole": NounPhrase("l’", "établissement scolaire", "m"),
}
FORMS = {"": "désignation", ".de": "avec « de »", ".a": "avec « à »", ".nom": "nom complet"}
KINDS = {"article": "article", "annex": "annexe", "legal_basis": "visa"}
_GROUPS = {"article": "Articles", "annex": "Annexes", "legal_basis": "Visas"}


class ClauseContext(Context):
    """Answers for the live nodes of a clause. `names` gives the name of each clause by its code."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(Document(""))
        self.names = names

    def variable(self, name: str) -> str | None:
        word, _, rest = name.partition(":")
        if word in ("si", "sauf"):
            return f"[{condition(word, rest)}]"
        if word.lower() == "role":
            said = role(rest)
            return capitalised(said) if word[0].isupper() else said
        return f"[{label(name)}]"

    def reference(self, kind: str, key: str) -> tuple[str, str] | None:
        code = key.removeprefix("clause:").removesuffix(".n")
        if code not in self.names:
            return None
        return f"{KINDS.get(kind, kind)} « {self.names[code]} »", ""


def role(name: str) -> str:
    """« la Caf », « de la Caf », « l’acte de la Caf » for `caf`, `caf.de`, `caf.acte`."""
    head, _, form = name.partition(".")
    phrase = PHRASES.get(head)
    if phrase is None:
        return f"[{name}]"
    if form == "acte":
        return f"l’acte {phrase.of}"
    return {"de": phrase.of, "a": phrase.to}.get(form.removeprefix("nom").strip("."), phrase.full)


def condition(word: str, rest: str) -> str:
    """« si la MSA est partie », « sauf si l’article est celui d’une commune »."""
    head, _, kind = rest.partition(".")
    opening = "si" if word == "si" else "sauf si"
    if rest == "communes":
        return f"{opening} des communes sont citées"
    if head == ITSELF and kind in PHRASES:
        return f"{opening} l’article est celui {PHRASES[kind].of}"
    return f"{opening} {PHRASES[head].full} est partie" if head in ROLES else f"{opening} {rest}"


def insertions(clauses: Iterable[tuple[str, str, str]]) -> dict[str, list[dict[str, Any]]]:
    """What the editor of a clause offers: the values of a convention, roles, conditions, the other clauses.

    `clauses` are (code, name, part). Same shape as the insertions of a convention.
    """
    values = [_variable(name, "La convention", said, f"[{said}]") for name, said in LABELS.items()]
    roles = [
        _variable(f"role:{head}{form}", capitalised(phrase.full), said, role(f"{head}{form}"))
        for head, phrase in PHRASES.items()
        for form, said in FORMS.items()
    ]
    act = role(f"{ITSELF}.acte")
    roles.append(_variable(f"role:{ITSELF}.acte", "La partie", "acte qui l’autorise", act))
    asked = [*ROLES, *(f"{ITSELF}.{head}" for head in ROLES), "communes"]
    conditions = [
        _variable(f"{word}:{rest}", "Conditions", said := condition(word, rest), f"[{said}]")
        for word in ("si", "sauf")
        for rest in asked
    ]
    references = [
        {
            "kind": part,
            "key": f"clause:{code}",
            "group": _GROUPS[part],
            "label": f"{KINDS[part]} « {name} »",
            "title": name,
            "number": f"n° de « {name} »",
        }
        for code, name, part in clauses
    ]
    return {"variables": [*values, *roles, *conditions], "references": references}


def _variable(name: str, group: str, said: str, value: str) -> dict[str, Any]:
    return {"name": name, "group": group, "label": said, "value": value}
