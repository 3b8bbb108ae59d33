"""What the files of the library say: a clause, a template. Texts are in the notation of `document.notation`."""

from dataclasses import dataclass
from typing import Literal

from conventions.document.notation import Notation

# A clause names roles where a convention names parties, and clauses where it names its own blocks
_NOTATION = Notation(party="role:", target="clause:")

Part = Literal["legal_basis", "preamble", "article", "annex"]
Repeat = Literal["", "caf", "authority", "partner", "party"]
Mode = Literal["locked", "optional", "free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause as delivered. Of a visa, `title` is the whole text; of the preamble, `text` alone is used.

    An article with an empty `text` is to be written by the drafter: `advice` says what it must contain.
    """

    code: str
    name: str
    title: str = ""
    text: str = ""
    part: Part = "article"
    family: str = ""
    repeat: Repeat = ""
    annex_kind: str = ""
    requires: tuple[str, ...] = ()
    advice: str = ""

    @property
    def title_html(self) -> str:
        return _NOTATION.inline(self.title)

    @property
    def body_html(self) -> str:
        return _NOTATION.rich_text(self.text)


@dataclass(frozen=True, slots=True)
class Use:
    """A clause in its place in a template."""

    code: str
    mode: Mode = "free"
    ticked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    code: str
    name: str
    description: str
    kind: Literal["ctg", "partnership"]
    title: str
    clauses: tuple[Use, ...]
    subtitle: str = ""
    years: int = 5
    notice_months: int | None = None
    notice_form: str = ""
