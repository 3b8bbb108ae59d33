"""The whole deed as a reading page: what it says, who is bound, what an import left to read again."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from conventions import perms
from conventions.assembling import assemble
from conventions.models import Convention, ImportRecord, Party, Signatory
from conventions.views.looks import status_look
from conventions.writers.screen import to_screen


@require_GET
def convention_reading(request, reference):
    signatories = Signatory.objects.select_related("mandate__person")
    parties = Party.objects.select_related("organisation").prefetch_related(
        Prefetch("signatories", signatories)
    )
    convention = get_object_or_404(
        Convention.objects.visible_to(request.user)
        .select_related("owner", "department", "intermunicipality")
        .prefetch_related(Prefetch("parties", parties)),
        reference=reference,
    )
    document = assemble(convention)
    record = _record(request.user, convention)
    context = {
        "convention": convention,
        "look": status_look(convention.status),
        "document": document,
        "screen": to_screen(document),
        "can_edit": perms.can_edit(request.user, convention),
        "record": record,
        "to_reread": len(record.warnings) + len(record.unread) if record else 0,
    }
    return render(request, "conventions/reading.html", context)


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
