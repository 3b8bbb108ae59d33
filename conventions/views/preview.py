"""The tab « Aperçu »: the deed on paper while it is written, and the pages of its PDF."""

import json
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import retarget

from conventions import previewing
from conventions.blocks import FIELDS, Address
from conventions.models import Convention, PdfPreview
from conventions.writers.passages import passages
from conventions.writers.pdf import edition
from ctg.jobs import has_worker
from ctg.pdf.pictures import page_png

PAGE_WIDTH = 1000  # pixels
PATIENCE = 4  # seconds a PDF may wait before one asks whether anybody makes it
TEMPLATE = "conventions/preview.html"
MAX_KNOWN = 100_000  # characters of the list of passages that the page says it has


@dataclass(frozen=True)
class Page:
    number: int
    url: str


@require_GET
@never_cache
def convention_preview(request, reference):
    """« vue » is texte or pdf; « bloc » the address of the block in hand; « attendre » asks for no PDF by itself."""
    convention = _visible(request, reference)
    view = "pdf" if request.GET.get("vue") == "pdf" else "texte"
    context = _frame(convention, view, request.GET.get("bloc", ""))
    document = previewing.fresh(convention)
    if view == "pdf":
        context |= _pdf(convention, edition(document), wait="attendre" in request.GET)
    else:
        context["passages"] = passages(document)
    return render(request, f"{TEMPLATE}#panel" if request.htmx else TEMPLATE, context)


@require_POST
@never_cache
def preview_passages(request, reference, address):
    """What differs from what the page has: {"order": [name…], "passages": {name: {"digest", "html"}}}.

    « connus » is a JSON object of digests by name. The fields of the block, when they are sent, are shown as typed and
    stored nowhere; without them, the convention is shown as stored.
    """
    convention = _visible(request, reference)
    known = _known(request.POST.get("connus", ""))
    try:
        where = Address.parse(address)
        typed = {name: request.POST[name] for name in FIELDS[where.kind] if name in request.POST}
        if typed:
            document = previewing.as_typed(previewing.recent(convention), where, typed)
        else:
            document = previewing.fresh(convention)
        found = passages(document)
    except LookupError:
        raise Http404 from None
    except ValueError as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    return JsonResponse(
        {
            "order": [passage.name for passage in found],
            "passages": {
                passage.name: {"digest": passage.digest, "html": passage.html}
                for passage in found
                if known.get(passage.name) != passage.digest
            },
        }
    )


@require_POST
@never_cache
def preview_ask(request, reference):
    """Ask for the PDF of the text as it stands; twice asks once."""
    convention = _visible(request, reference)
    asked = previewing.ask(convention, request.user)
    if request.htmx:
        return _pdf_fragment(request, convention, asked.digest)
    query = urlencode({"vue": "pdf", "bloc": request.GET.get("bloc", "")})
    address = reverse("conventions:preview", args=[convention.reference])
    return HttpResponseRedirect(f"{address}?{query}")


@require_GET
@never_cache
def preview_progress(request, reference):
    """Where the PDF under way is; the whole panel once it is made, or refused."""
    convention = _visible(request, reference)
    current = previewing.under_way(convention)
    if current is None or not request.htmx:
        return _pdf_fragment(request, convention, edition(previewing.fresh(convention)))
    context = {"convention": convention, "current": current, "abandoned": _is_abandoned(current)}
    context["address"] = request.GET.get("bloc", "")
    return render(request, f"{TEMPLATE}#progress", context)


@require_GET
@cache_control(private=True, max_age=86400, immutable=True)
def preview_page(request, reference, preview, number):
    """One page of a finished PDF as a picture; the same for ever."""
    made = PdfPreview.objects.visible_to(request.user).filter(
        convention__reference=reference, state=PdfPreview.State.DONE, pages__gte=number
    )
    pdf = get_object_or_404(made.values_list("pdf", flat=True), pk=preview)
    try:
        picture = page_png(bytes(pdf), number, width=PAGE_WIDTH)
    except LookupError:
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png")


def _visible(request, reference):
    return get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)


def _frame(convention, view, address):
    try:
        address = str(Address.parse(address))
    except LookupError:
        address = ""
    return {"panel_title": "Aperçu", "convention": convention, "view": view, "address": address}


def _pdf_fragment(request, convention, mark):
    context = _frame(convention, "pdf", request.GET.get("bloc", ""))
    context |= _pdf(convention, mark)
    answer = render(request, f"{TEMPLATE}#panel" if request.htmx else TEMPLATE, context)
    return retarget(answer, "#panel")  # the progress bar asked, the whole panel answers


def _pdf(convention, mark, *, wait=False):
    """The last PDF made, whether it is of this very text, the one under way, the last refusal.

    A page that sees no PDF of this text asks for one by itself, unless it is told to `wait` for a click.
    """
    current = previewing.under_way(convention)
    refused = None if current else previewing.refused(convention)
    made = previewing.done(convention)
    up_to_date = made is not None and made.digest == mark
    return {
        "made": made,
        "up_to_date": up_to_date,
        "current": current,
        "abandoned": current is not None and _is_abandoned(current),
        "refused": refused if not up_to_date else None,
        "at_once": not (up_to_date or current or wait or (refused and refused.digest == mark)),
        "pages": _pages(convention, made) if made else [],
    }


def _pages(convention, made):
    address = [convention.reference, made.pk]
    return [
        Page(number, reverse("conventions:preview-page", args=[*address, number]))
        for number in range(1, (made.pages or 0) + 1)
    ]


def _is_abandoned(current):
    """It was asked for some seconds ago, and nobody is there to make it, or to finish it."""
    waited = (timezone.now() - current.asked_at).total_seconds()
    return waited > PATIENCE and not has_worker()


def _known(written):
    """Digests by name; whatever else is sent is nothing known."""
    try:
        known = json.loads(written[:MAX_KNOWN])
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
