"""Pages of the partners."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from partners.models import Organisation


@require_GET
def organisation_logo(request, pk):
    """Serve a logo, which is stored outside the web root."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not organisation.logo:
        raise Http404
    try:
        picture = organisation.logo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = "image/png" if organisation.logo.name.lower().endswith(".png") else "image/jpeg"
    return FileResponse(
        picture, content_type=kind, headers={"Cache-Control": "private, max-age=3600"}
    )
