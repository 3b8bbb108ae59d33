"""What a check says: one thing wrong in a document, where, why it matters, what to put instead."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["blocking", "major", "minor", "info"]
SEVERITIES: tuple[Severity, ...] = ("blocking", "major", "minor", "info")
QUOTED = 200  # characters of the text at fault kept in a finding


@dataclass(frozen=True, slots=True)
class Where:
    """The block: `part` is article, annex, legal_basis, preamble, party, closing or general; `key` its stable key.

    `label` is how the block is called in French (« article 3 »), `line` the line of the source when there is one.
    """

    part: str
    key: str = ""
    label: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` and `kind` are those of the catalogue (N06, RENVOI_ANNEXE). `message` is one French sentence."""

    code: str
    kind: str
    severity: Severity
    where: Where
    message: str
    quote: str = ""
    suggestion: str = ""
    fixable: bool = False


def shortened(text: str) -> str:
    """The words at fault, cut where a finding stops quoting."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"
