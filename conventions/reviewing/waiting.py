"""What is open, and what waits for me."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from conventions import blocks, perms
from conventions.models import Convention, Remark, Suggestion, Thread
from conventions.reviewing.proposing import suggestions
from conventions.reviewing.talking import threads


@dataclass(frozen=True)
class ToDo:
    """Discussions and suggestions that wait for one account."""

    threads: "QuerySet[Thread]"
    suggestions: "QuerySet[Suggestion]"


def to_do(user: Any, convention: Convention) -> ToDo:
    """« À traiter par moi », the one rule.

    An open discussion waits for me when the last word is not mine and: it calls me, or I wrote in it, or, if I write
    the text, it calls nobody. An open suggestion waits for those who write the text.
    """
    writes = perms.can_edit(user, convention)
    mine = Exists(_remarks(author=user)) | Exists(_remarks(mentions=user))
    last = _remarks().order_by("-created_at", "-pk").values("author")[:1]
    waiting = (
        threads(convention)
        .filter(resolved_at=None)
        .alias(last_author=Subquery(last))
        .exclude(last_author=user.pk)
    )
    calls_nobody = ~Exists(_remarks(mentions__isnull=False))
    return ToDo(
        waiting.filter(mine | calls_nobody if writes else mine),
        open_suggestions(convention) if writes else Suggestion.objects.none(),
    )


def to_do_count(user: Any, convention: Convention) -> int:
    found = to_do(user, convention)
    return found.threads.count() + found.suggestions.count()


def open_suggestions(convention: Convention) -> "QuerySet[Suggestion]":
    return suggestions(convention).filter(status=Suggestion.Status.OPEN)


def open_counts(convention: Convention) -> dict[str, int]:
    """Open discussions and suggestions by address (« article-8f3a… »); a block to add counts at the one before it,
    or under « article », « visa » or « annexe » alone when it would come first.

    Two queries, however many blocks.
    """
    counts: dict[str, int] = {}
    opened = Thread.objects.filter(convention=convention, resolved_at=None)
    proposed = Suggestion.objects.filter(convention=convention, status=Suggestion.Status.OPEN)
    rows = opened.order_by().values_list("block_kind", "block_key").annotate(n=Count("pk"))
    for kind, key, count in rows:
        _count(counts, kind, key, count)
    by_place = proposed.order_by().values_list("block_kind", "block_key", "after_key")
    for kind, key, after, count in by_place.annotate(n=Count("pk")):
        _count(counts, kind, key or after, count)
    return counts


def _count(counts: dict[str, int], kind: str, key: str, count: int) -> None:
    address = str(blocks.Address(kind, key))
    counts[address] = counts.get(address, 0) + count


def _remarks(**filters: Any) -> "QuerySet[Remark]":
    return Remark.objects.filter(thread=OuterRef("pk"), **filters).order_by()
