"""Working together on a text: discussions beside it, and other wordings proposed for it.

Every change waits for the other writers of the convention (`drafting.lock`) and bears a double click: asked again, it
finds its work done and says nothing. Whoever calls has already asked `conventions.perms`.
"""

from conventions.reviewing.deciding import (
    TextChanged,
    accept,
    current,
    reject,
    withdraw,
)
from conventions.reviewing.people import called, people
from conventions.reviewing.proposing import (
    SUGGESTED,
    Outdated,
    suggest,
    suggest_addition,
    suggest_removal,
    suggestions,
)
from conventions.reviewing.talking import (
    LONGEST,
    delete_remark,
    edit_remark,
    open_thread,
    reopen,
    reply,
    resolve,
    threads,
)
from conventions.reviewing.waiting import ToDo, open_counts, to_do, to_do_count

__all__ = [
    "LONGEST",
    "SUGGESTED",
    "Outdated",
    "TextChanged",
    "ToDo",
    "accept",
    "called",
    "current",
    "delete_remark",
    "edit_remark",
    "open_counts",
    "open_thread",
    "people",
    "reject",
    "reopen",
    "reply",
    "resolve",
    "suggest",
    "suggest_addition",
    "suggest_removal",
    "suggestions",
    "threads",
    "to_do",
    "to_do_count",
    "withdraw",
]
