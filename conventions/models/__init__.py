from conventions.models.convention import Convention, ConventionStatus
from conventions.models.imports import ImportRecord
from conventions.models.party import Party, Signatory
from conventions.models.text import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    LegalBasis,
    Ordered,
    new_key,
)

__all__ = [
    "Annex",
    "AnnexFacility",
    "AnnexTable",
    "Article",
    "Convention",
    "ConventionStatus",
    "ImportRecord",
    "LegalBasis",
    "Ordered",
    "Party",
    "Signatory",
    "new_key",
]
