"""Live nodes that say nothing: references to a block that is gone, values the convention does not hold."""

from collections.abc import Iterator

from conventions.checks.finding import Finding
from conventions.checks.reading import Passage, Reading
from ctg.richtext import LABELS, Live, live_nodes

_CITED = {
    "article": "un article",
    "annex": "une annexe",
    "sheet": "une fiche-action",
    "legal_basis": "un visa",
}


def broken_references(reading: Reading) -> Iterator[Finding]:
    """N06, N08: what a reference leads to was deleted."""
    for passage, node in _nodes(reading, "reference"):
        if reading.context.reference(node.kind, node.key) is None:
            code = "N08" if node.kind == "article" else "N06"
            kind = "RENVOI_ARTICLE" if node.kind == "article" else "RENVOI_ANNEXE"
            message = (
                f"Ce texte renvoie à {_CITED.get(node.kind, 'un passage')} qui n’existe plus : "
                "choisissez un autre passage, ou retirez le renvoi."
            )
            yield Finding(code, kind, "blocking", passage.where, message)


def missing_values(reading: Reading) -> Iterator[Finding]:
    """P01: a value computed from the convention is not known yet, or its party is gone."""
    for passage, node in _nodes(reading, "variable"):
        if reading.context.variable(node.name) is not None:
            continue
        name = node.name.lower()
        if party := _party_without_act(reading, name):
            message = (
                f"L’acte qui autorise {party} à signer n’est pas daté : "
                "le visa reste en blanc jusqu’à ce que sa fiche le dise."
            )
            yield Finding("P01", "PLACEHOLDER", "minor", passage.where, message)
        elif name.startswith("partie:"):
            message = (
                "Ce texte nomme une partie retirée de la convention : "
                "nommez-en une autre, ou retirez la mention."
            )
            yield Finding("S08", "DESIGNATION", "blocking", passage.where, message)
        else:
            what = LABELS.get(name, node.name)
            message = f"La donnée « {what} » n’est pas renseignée : ce texte restera en blanc."
            yield Finding("P01", "PLACEHOLDER", "blocking", passage.where, message)


def _party_without_act(reading: Reading, name: str) -> str:
    """« la Caf » when the variable is the act of a party that has not decided yet, else ""."""
    key = name.removeprefix("partie:").removesuffix(".acte")
    if not name.endswith(".acte"):
        return ""
    return reading.context.variable(f"partie:{key}") or ""


def _nodes(reading: Reading, kind: str) -> Iterator[tuple[Passage, Live]]:
    """Each node once a text: a party named ten times in an article is one finding."""
    for passage in reading.passages:
        seen = set()
        for node in live_nodes(passage.text.html):
            if node.type == kind and node not in seen:
                seen.add(node)
                yield passage, node
