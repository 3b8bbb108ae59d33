"""The page of one convention: who is bound, what it says, what an import left to read again."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from conventions import perms
from conventions.models import Convention, ImportRecord, Party, Signatory
from conventions.views.looks import status_look


@require_GET
def convention_detail(request, reference):
    signatories = Signatory.objects.select_related("mandate__person", "mandate__organisation")
    parties = Party.objects.select_related("organisation").prefetch_related(
        Prefetch("signatories", signatories)
    )
    convention = get_object_or_404(
        Convention.objects.visible_to(request.user)
        .select_related("owner", "department", "intermunicipality")
        .prefetch_related(Prefetch("parties", parties), "articles", "annexes"),
        reference=reference,
    )
    context = {
        "convention": convention,
        "look": status_look(convention.status),
        "can_edit": perms.can_edit(request.user, convention),
        "record": _record(request.user, convention),
    }
    return render(request, "conventions/detail.html", context)


def _record(user, convention):
    """What the import could not read, for those who write."""
    if not perms.can_see_source(user, convention):
        return None
    return (
        ImportRecord.objects.visible_to(user)
        .filter(convention=convention)
        .defer("source_text")
        .first()
    )
