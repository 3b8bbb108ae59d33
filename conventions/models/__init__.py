from conventions.models.address import Addressed, BlockKind
from conventions.models.convention import Convention, ConventionStatus, CoveredMunicipality
from conventions.models.imports import ImportRecord
from conventions.models.library import (
    AnnexKind,
    Clause,
    ClauseVersion,
    ConventionTemplate,
    Sourced,
    TemplateClause,
)
from conventions.models.party import Party, Signatory
from conventions.models.preview import PdfPreview
from conventions.models.review import Presence, Remark, Suggestion, Thread, WordReturn
from conventions.models.text import (
    Annex,
    AnnexFacility,
    AnnexTable,
    Article,
    Block,
    LegalBasis,
)

__all__ = [
    "Addressed",
    "Annex",
    "AnnexFacility",
    "AnnexKind",
    "AnnexTable",
    "Article",
    "Block",
    "BlockKind",
    "Clause",
    "ClauseVersion",
    "Convention",
    "ConventionStatus",
    "ConventionTemplate",
    "CoveredMunicipality",
    "ImportRecord",
    "LegalBasis",
    "Party",
    "PdfPreview",
    "Presence",
    "Remark",
    "Signatory",
    "Sourced",
    "Suggestion",
    "TemplateClause",
    "Thread",
    "WordReturn",
]
