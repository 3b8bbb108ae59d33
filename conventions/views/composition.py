"""Gestures on the outline: add, move, delete and bring back a block. Plain forms; htmx follows."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from conventions import blocks, drafting, history, perms
from conventions.blocks import KEYED, WORDS, Address
from conventions.models import BlockKind, Convention
from conventions.outline import outline_of
from conventions.views import workspace
from ctg.ordered import new_key

KEY = re.compile(r"[0-9a-f]{10}")  # as `ctg.ordered.new_key` draws them
ADDED = (BlockKind.ARTICLE, BlockKind.ANNEX, BlockKind.LEGAL_BASIS)
LOCKED = "Cette clause est verrouillée par le modèle : elle ne se supprime pas."


@require_POST
def block_add(request, reference):
    """POST « nature » (article, annexe, visa), « apres » (a key, optional), « cle » (drawn with the page)."""
    convention = writable(request, reference)
    kind = next((kind for kind in ADDED if WORDS[kind] == request.POST.get("nature")), None)
    if kind is None:
        raise Http404
    asked = request.POST.get("cle", "")
    key = asked if KEY.fullmatch(asked) else new_key()
    after = request.POST.get("apres", "").replace("\0", "")
    block = drafting.add_block(convention, kind, key=key, after=after)
    return to_block(convention, Address.of(block), nouveau="1")


@require_POST
def block_move(request, reference, address):
    """POST « vers »: up, down, or a place from 1."""
    convention = writable(request, reference)
    where, block = found(convention, address)
    if block is None:
        return to_block(convention, where)
    try:
        drafting.move(block, request.POST.get("vers", ""))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return to_page(request, convention, where)


@require_http_methods(["GET", "POST"])
@never_cache
def block_remove(request, reference, address):
    """Delete at once what no text quotes; else say first where it is quoted, and ask again."""
    convention = writable(request, reference)
    where, block = found(convention, address)
    if block is None:
        return to_neighbour(convention, "", where)
    block.convention = convention
    if not perms.can_delete(request.user, block):
        messages.error(request, LOCKED)
        return to_block(convention, where)
    cited = drafting.cited_in(block)
    if request.method == "GET" or (cited and not request.POST.get("confirme")):
        return _confirmation(request, convention, where, cited)
    near = drafting.neighbour(block)
    drafting.remove(block)
    return to_neighbour(convention, near, where)


@require_POST
def block_restore(request, reference, address):
    """Bring a deleted block back, with its key, in its place."""
    convention = writable(request, reference)
    where, block = found(convention, address)
    if block is None:
        try:
            history.restore_deleted(convention, where)
        except (LookupError, ValidationError) as refused:
            told = getattr(refused, "messages", ["Ce bloc ne se retrouve pas dans l’historique."])
            messages.error(request, " ".join(told))
            return HttpResponseRedirect(convention.get_absolute_url())
    return to_block(convention, where)


def writable(request, reference):
    """The convention, for who may write it."""
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    if not perms.can_edit(request.user, convention):
        raise PermissionDenied
    return convention


def found(convention, written):
    """(address, block) of a block that may be moved or deleted; None in its place when it is gone."""
    try:
        address = Address.parse(written)
    except LookupError:
        raise Http404 from None
    if address.kind not in KEYED:
        raise Http404
    try:
        return address, blocks.find(convention, address)
    except LookupError:
        return address, None


def to_block(convention, address, **query):
    url = reverse("conventions:block", args=[convention.reference, str(address)])
    return HttpResponseRedirect(f"{url}?{urlencode(query)}" if query else url)


def to_page(request, convention, address):
    """Back to the list of the parties or visas when the gesture was made there, else to the block."""
    name = request.POST.get("retour", "")
    if name in ("parties", "legal-bases"):
        return HttpResponseRedirect(reverse(f"conventions:{name}", args=[convention.reference]))
    return to_block(convention, address)


def to_neighbour(convention, near, removed):
    """The block beside the one deleted, which offers to bring it back."""
    return to_block(convention, near or "generalites", supprime=str(removed))


def _confirmation(request, convention, address, cited):
    outline = outline_of(convention)
    line = outline.line(address)
    if line is None:
        return workspace.gone(request, convention, outline)
    context = workspace.page_context(request, convention, outline, str(address))
    context |= {"line": line, "cited": [_place(outline, place) for place in cited]}
    return workspace.answer(request, context, "conventions/_remove.html")


def _place(outline, place):
    """The line of a text that quotes the block."""
    if isinstance(place, Convention):
        return outline.preamble
    return outline.line(Address.of(place))
