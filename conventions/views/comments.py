"""Discussions beside the text: the panel, and what one does in it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from conventions import blocks, perms, reviewing
from conventions.models import Convention, Remark
from conventions.views import review_panel
from conventions.views.review_panel import Refused

GONE = "Ce bloc a été supprimé entre-temps : votre commentaire n’a pas été déposé."


@require_GET
@never_cache
def convention_comments(request, reference):
    """« bloc » is the block in hand, « filtre » one of a-traiter, ouverts, regles, tous."""
    return review_panel.shown(request, visible(request, reference))


@require_GET
@never_cache
def convention_passages(request, reference):
    """[{thread, quote, before, after}] of the open discussions of « bloc » that are about some words of it."""
    convention = visible(request, reference)
    address = _address(request)
    rows = reviewing.threads(convention).filter(
        block_kind=address.kind, block_key=address.key, resolved_at=None
    )
    rows = rows.exclude(quote="").prefetch_related(None).order_by("pk")
    fields = ("pk", "quote", "before", "after")
    return JsonResponse({"passages": list(rows.values(*fields))})


@require_GET
@never_cache
def convention_people(request, reference):
    """[{pk, name}] of those whom a remark may call."""
    convention = visible(request, reference)
    _commenting(request, convention)
    found = reviewing.people(convention)
    return JsonResponse({"people": [{"pk": one.pk, "name": str(one)} for one in found]})


@require_POST
def thread_open(request, reference):
    convention = visible(request, reference)
    _commenting(request, convention)
    sent = request.POST
    try:
        thread = reviewing.open_thread(
            convention,
            _address(request),
            sent.get("texte", ""),
            user=request.user,
            mentions=_mentions(request),
            quote=sent.get("passage", ""),
            before=sent.get("avant", ""),
            after=sent.get("apres", ""),
        )
    except LookupError:
        return _refused(request, convention, "nouveau", GONE)
    except ValidationError as refusal:
        return _refused(request, convention, "nouveau", refusal)
    return review_panel.done(request, convention, fil=thread.pk)


@require_POST
def thread_reply(request, reference, pk):
    convention, thread = _thread(request, reference, pk)
    _commenting(request, convention)
    try:
        reviewing.reply(
            thread,
            request.POST.get("texte", ""),
            user=request.user,
            mentions=_mentions(request),
        )
    except ValidationError as refusal:
        return _refused(request, convention, f"fil-{pk}", refusal)
    return review_panel.done(request, convention, fil=pk)


@require_POST
def thread_resolve(request, reference, pk):
    convention, thread = _resolvable(request, reference, pk)
    reviewing.resolve(thread, user=request.user)
    return review_panel.done(request, convention)


@require_POST
def thread_reopen(request, reference, pk):
    convention, thread = _resolvable(request, reference, pk)
    reviewing.reopen(thread)
    return review_panel.done(request, convention, fil=pk)


@require_POST
def remark_edit(request, reference, pk):
    convention, remark = _own_remark(request, reference, pk)
    text = request.POST.get("texte", "")
    try:
        reviewing.edit_remark(remark, text, user=request.user, mentions=_mentions(request))
    except ValidationError as refusal:
        return _refused(request, convention, f"message-{pk}", refusal)
    return review_panel.done(request, convention, fil=remark.thread_id)


@require_POST
def remark_delete(request, reference, pk):
    """Taking back a word already taken back answers as the first time."""
    if not Remark.objects.filter(pk=pk).exists():
        return review_panel.done(request, visible(request, reference))
    convention, remark = _own_remark(request, reference, pk)
    try:
        reviewing.delete_remark(remark)
    except ValidationError as refusal:
        return _refused(request, convention, f"message-{pk}", refusal)
    return review_panel.done(request, convention)


def visible(request, reference):
    rows = Convention.objects.visible_to(request.user).select_related("owner")
    return get_object_or_404(rows, reference=reference)


def _thread(request, reference, pk):
    convention = visible(request, reference)
    return convention, get_object_or_404(reviewing.threads(convention), pk=pk)


def _resolvable(request, reference, pk):
    convention, thread = _thread(request, reference, pk)
    if not perms.can_resolve(request.user, thread):
        raise PermissionDenied
    return convention, thread


def _own_remark(request, reference, pk):
    convention = visible(request, reference)
    remark = get_object_or_404(
        Remark.objects.select_related("thread__convention"), pk=pk, thread__convention=convention
    )
    if not perms.can_change_remark(request.user, remark):
        raise PermissionDenied
    return convention, remark


def _commenting(request, convention):
    if not perms.can_comment(request.user, convention):
        raise PermissionDenied


def _address(request):
    try:
        return blocks.Address.parse(request.GET.get("bloc", ""))
    except LookupError:
        raise Http404 from None


def _mentions(request):
    """Keys of accounts; what is no key is nobody’s."""
    sent = request.POST.getlist("personne")
    return [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 10]


def _refused(request, convention, where, refusal):
    told = refusal if isinstance(refusal, str) else " ".join(refusal.messages)
    refused = Refused(where, told, request.POST.get("texte", ""))
    return review_panel.shown(request, convention, refused=refused, status=422)
