"""The convention as a PDF, made from what is stored now; the one of the preview when it is of the same text."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from conventions import previewing
from conventions.assembling import assemble
from conventions.models import Convention
from conventions.writers.pdf import edition, to_pdf
from ctg.pdf import RenderRefused


@require_GET
@cache_control(private=True, no_cache=True)
def convention_pdf(request, reference):
    """Answer 304 when the browser holds the PDF of the same text, 422 with a page when it cannot be laid out."""
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    document = assemble(convention)
    mark = edition(document)
    etag = f'"{mark}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        pdf = previewing.printed(convention, mark) or to_pdf(document).pdf
    except RenderRefused as refusal:
        context = {"convention": convention, "reason": str(refusal)}
        return render(request, "conventions/pdf_refused.html", context, status=422)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "ETag": etag,
            "Content-Disposition": f'attachment; filename="{convention.reference}.pdf"',
        },
    )
