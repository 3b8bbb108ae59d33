"""Annexes: announced and empty."""

from collections.abc import Iterator

from conventions.checks.finding import Finding, Severity
from conventions.checks.reading import Reading
from conventions.document.model import Annex
from ctg.richtext import is_empty

_EXPECTED = {
    "plan": "le plan d’actions ne contient encore aucune action",
    "sheets": "aucune fiche-action n’est écrite",
    "tables": "aucun tableau financier n’est choisi",
    "facilities": "aucun équipement n’est choisi",
    "committees": "aucune instance n’est décrite",
    "deliberation": "le texte de l’acte n’est pas joint",
    "text": "elle n’a pas encore de texte",
}


def empty_annexes(reading: Reading) -> Iterator[Finding]:
    """An annex announced in the list whose content is not there."""
    for annex in reading.document.annexes:
        if annex.present and is_empty(annex.html) and not _matter(annex):
            where = reading.block("annex", annex.key, annex.line)
            message = f"Cette annexe est annoncée, mais {_EXPECTED[annex.kind]}."
            # the vote comes after the text: its act is joined later
            severity: Severity = "info" if annex.kind == "deliberation" else "blocking"
            yield Finding("N06", "ANNEXE_ABSENTE", severity, where, message)


def _matter(annex: Annex) -> bool:
    return bool(annex.plan or annex.sheets or annex.tables or annex.facilities or annex.committees)
