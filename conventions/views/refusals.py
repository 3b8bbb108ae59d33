"""What is refused before any view: a text too big for the server."""

from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.views.defaults import bad_request as cannot_be_read

TOO_BIG = (
    "Ce texte dépasse dix mégaoctets : il n’a pas été enregistré. Il reste dans cette page : "
    "retirez-en les images, ou répartissez-le en plusieurs articles."
)


def bad_request(request, exception):
    """Say of a text too big that it is (413), to a script as to a person."""
    too_big = isinstance(exception, RequestDataTooBig)
    if too_big and request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": TOO_BIG}, status=413)
    response = cannot_be_read(request, exception)
    response.status_code = 413 if too_big else 400
    return response
