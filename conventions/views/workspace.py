"""The atelier: the outline of a convention, one block in hand on paper, a panel beside it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from js_asset import ImportMap, Media, Script

from conventions import blocks, perms
from conventions.blocks import Address
from conventions.models import Convention
from conventions.outline import outline_of
from conventions.views import block_in_hand
from conventions.views.looks import status_look
from ctg.forms import RichTextWidget, with_nonce
from ctg.ordered import new_key

SCRIPTS = settings.BASE_DIR / "static" / "js" / "atelier"  # each started by static/js/atelier.js
STYLES = ("atelier", "comments", "history", "preview", "redline", "library", "saving")
TABS = (
    ("controle", "Contrôle", "checks"),
    ("commentaires", "Commentaires", "comments"),
    ("historique", "Historique", "history"),
    ("apercu", "Aperçu", "preview"),
)


@dataclass(frozen=True)
class Tab:
    code: str
    label: str
    url: str
    chosen: bool


@require_GET
@never_cache
def convention_workspace(request, reference):
    """The atelier on its first block."""
    return _workspace(request, reference, Address.parse("generalites"))


@require_GET
@never_cache
def convention_block(request, reference, address):
    """The atelier on one block; to a script, that block and the outline only."""
    try:
        where = Address.parse(address)
    except LookupError:
        raise Http404 from None
    return _workspace(request, reference, where)


@require_GET
@never_cache
def convention_outline(request, reference):
    """The outline alone, « bloc » being in hand; with « constats », each line counts what the checks find there."""
    convention = visible(request, reference)
    address = request.GET.get("bloc", "")
    context = {
        "convention": convention,
        "outline": outline_of(convention, checked="constats" in request.GET),
        "checked": "constats" in request.GET,
        "address": address,
        "can_edit": perms.can_edit(request.user, convention),
        "new_key": new_key(),
        "open_group": address.partition("-")[0],
        "out_of_band": request.htmx,
    }
    return render(request, "conventions/_outline.html", context)


def visible(request, reference):
    rows = Convention.objects.visible_to(request.user).select_related("owner")
    return get_object_or_404(rows, reference=reference)


def _workspace(request, reference, address):
    convention = visible(request, reference)
    outline = outline_of(convention)
    try:
        block = blocks.find(convention, address)
    except LookupError:
        block = None
    if block is None or outline.line(address) is None:
        return gone(request, convention, outline)
    context = page_context(request, convention, outline, str(address))
    context |= block_in_hand.context(request, convention, outline, address, block)
    return answer(request, context, "conventions/_block.html")


def answer(request, context, middle, status=200):
    """The whole page around *middle*; to htmx, *middle* and the outline out of band."""
    context["middle"] = middle
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "conventions/workspace_fragment.html", context, status=status)
    context["media"] = with_nonce(_media(), request.csp_nonce)
    return render(request, "conventions/workspace.html", context, status=status)


def part(request, context, template):
    """A part of the page alone."""
    return render(request, template, context)


def gone(request, convention, outline):
    """A block deleted meanwhile, or never there: told so, the outline at hand."""
    context = page_context(request, convention, outline, "")
    return answer(request, context, "conventions/_gone.html", status=404)


def page_context(request, convention, outline, address):
    """What the frame of the page needs, whatever stands in its middle."""
    asked = request.GET.get("onglet", "")
    return {
        "convention": convention,
        "look": status_look(convention.status),
        "outline": outline,
        "address": address,
        "can_edit": perms.can_edit(request.user, convention),
        "new_key": new_key(),
        "open_group": address.partition("-")[0],
        "tabs": _tabs(convention, asked),
        "modules": " ".join(sorted(path.stem for path in SCRIPTS.glob("*.js"))),
        "word_export_url": optional_url("word-export", convention),
        "word_import_url": (
            optional_url("word-import", convention)
            if perms.can_suggest(request.user, convention)
            else ""
        ),
    }


def optional_url(name, convention, *args):
    """The address of a page of the convention, "" while no such page exists."""
    try:
        return reverse(f"conventions:{name}", args=[convention.reference, *args])
    except NoReverseMatch:
        return ""


def _tabs(convention, asked):
    found = [(code, label, optional_url(name, convention)) for code, label, name in TABS]
    there = [tab for tab in found if tab[-1]]
    codes = [code for code, *_ in there]
    chosen = asked if asked in codes else (codes[0] if codes else "")
    return [Tab(code, label, url, code == chosen) for code, label, url in there]


@cache
def _media():
    modules = sorted(path.stem for path in SCRIPTS.glob("*.js"))
    sheets = [f"css/{name}.css" for name in STYLES if finders.find(f"css/{name}.css")]
    paths = {f"ctg/atelier/{name}": f"js/atelier/{name}.js" for name in modules}
    shared = Media(
        importmap=ImportMap(paths),
        css={"all": sheets},
        js=[Script("js/atelier.js", type="module")],
    )
    return RichTextWidget().media + shared
