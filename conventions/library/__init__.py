"""Operations on the library: load what is delivered, publish a wording, write a convention, follow its clauses."""

from conventions.library.comparing import Changes, Wording, changes_since, take, unlock
from conventions.library.inserting import choices, insert
from conventions.library.loading import Loaded, load, publish
from conventions.library.writing import chosen, refuse_variants, write

take_newer = take

__all__ = [
    "Changes",
    "Loaded",
    "Wording",
    "changes_since",
    "choices",
    "chosen",
    "insert",
    "load",
    "publish",
    "refuse_variants",
    "take_newer",
    "unlock",
    "write",
]
