"""The convention as a PDF, made from what is stored now."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from conventions.assembling import assemble
from conventions.models import Convention
from conventions.writers.pdf import to_pdf


@require_GET
def convention_pdf(request, reference):
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    name = f"{convention.reference}.pdf"
    return HttpResponse(
        to_pdf(assemble(convention)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
