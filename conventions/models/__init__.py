from conventions.models.convention import Convention, ConventionStatus
from conventions.models.imports import ImportRecord
from conventions.models.party import Party, Signatory
from conventions.models.text import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    Block,
    LegalBasis,
)

__all__ = [
    "Annex",
    "AnnexFacility",
    "AnnexTable",
    "Article",
    "Block",
    "Convention",
    "ConventionStatus",
    "ImportRecord",
    "LegalBasis",
    "Party",
    "Signatory",
]
