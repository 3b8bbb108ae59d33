"""Another wording: proposed by who may not write the text, decided with one click by who may."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from conventions import blocks, perms, reviewing
from conventions.assembling import assemble
from conventions.document.redline import redline
from conventions.document.references import Context
from conventions.forms.suggesting import suggest_form
from conventions.models import Suggestion
from conventions.outline import outline_of
from conventions.views import conflicts, review_panel
from conventions.views.comments import visible
from conventions.views.review_panel import Refused
from ctg.forms import with_nonce

GONE = "Ce bloc a été supprimé entre-temps : votre proposition n’a pas été déposée."
SENT = "Votre proposition est déposée : les rédacteurs de la convention vont l’examiner."


@require_http_methods(["GET", "POST"])
@never_cache
def block_suggest(request, reference, address):
    """The page where one proposes another text for a block; JSON to a script that accepts it first."""
    convention = visible(request, reference)
    if not perms.can_suggest(request.user, convention):
        raise PermissionDenied
    try:
        where = blocks.Address.parse(address)
    except LookupError:
        raise Http404 from None
    page = _SuggestPage(request, convention, where)
    return page.sent() if request.method == "POST" else page.opened()


class _SuggestPage:
    def __init__(self, request, convention, address):
        self.request, self.convention, self.address = request, convention, address
        types = ["text/html", "application/json"]
        self.by_script = request.get_preferred_type(types) == "application/json"
        self.insertions = reverse("conventions:insertions", args=[convention.reference])

    def opened(self):
        try:
            block = blocks.find(self.convention, self.address)
        except LookupError:
            raise Http404 from None
        if self.address.kind not in reviewing.SUGGESTED:
            raise Http404
        form = suggest_form(self.address.kind, insertions=self.insertions, block=block)
        return self._page(form, blocks.state(block, self.address.kind))

    def sent(self):
        sent = self.request.POST
        try:
            reviewing.suggest(
                self.convention,
                self.address,
                {name: sent[name] for name in self._fields() if name in sent},
                user=self.request.user,
                reason=sent.get("pourquoi", ""),
                base=sent.get("etat", ""),
            )
        except LookupError:
            return self._gone()
        except ValidationError as refusal:
            return self._refused(refusal)
        except reviewing.Outdated as outdated:
            return self._outdated(outdated)
        if self.by_script:
            return JsonResponse({"message": SENT})
        messages.success(self.request, SENT)
        url = conflicts.page_url(self.convention, str(self.address))
        return HttpResponseRedirect(f"{url}?onglet=commentaires")

    def _fields(self):
        return reviewing.SUGGESTED.get(self.address.kind, ())

    def _gone(self):
        if self.by_script:
            return JsonResponse({"message": GONE}, status=410)
        posted = self.request.POST
        sent = conflicts.sent_texts(self.convention, posted, str(self.address))
        if posted.get("pourquoi"):
            sent.append(("Pourquoi", posted["pourquoi"]))
        context = {"convention": self.convention, "message": GONE, "sent": sent}
        return render(self.request, "conventions/not_saved.html", context, status=410)

    def _refused(self, refusal):
        told = " ".join(refusal.messages)
        if self.by_script:
            return JsonResponse({"message": told}, status=422)
        if not self._fields():
            raise Http404
        return self._page(self._typed(), self.request.POST.get("etat", ""), told, status=422)

    def _outdated(self, outdated):
        told = "Le texte a changé depuis que vous l’avez ouvert. Relisez-le avant de proposer le vôtre."
        context = Context(assemble(self.convention))
        sent = self.request.POST
        compared = [
            mark_safe(  # noqa: S308 - made by redline
                redline(
                    getattr(outdated.block, name),
                    sent[name],
                    context,
                    inline=name in ("title", "text"),
                )
            )
            for name in self._fields()
            if name in sent
        ]
        if self.by_script:
            return JsonResponse({"message": told, "state": outdated.state}, status=409)
        return self._page(self._typed(), outdated.state, told, compared, status=409)

    def _typed(self):
        form = suggest_form(self.address.kind, insertions=self.insertions, typed=self.request.POST)
        form.is_valid()
        return form

    def _page(self, form, state, told="", compared=(), status=200):
        address = str(self.address)
        context = {
            "convention": self.convention,
            "address": address,
            "line": outline_of(self.convention).line(self.address),
            "page_url": conflicts.page_url(self.convention, address),
            "form": form,
            "state": state,
            "told": told,
            "compared": compared,
            "mine": my_suggestions(self.request.user, self.convention, self.address),
            "media": with_nonce(form.media, self.request.csp_nonce),
        }
        return render(self.request, "conventions/suggest.html", context, status=status)


def proposing(user, convention, address, block):
    """What the block in hand shows to who may only propose: the form of its texts, what is proposed already."""
    insertions = reverse("conventions:insertions", args=[convention.reference])
    return {
        "form": suggest_form(address.kind, insertions=insertions, block=block, reason=False),
        "my_suggestions": my_suggestions(user, convention, address),
    }


def my_suggestions(user, convention, address):
    """One’s own open suggestions on a block, as `_my_suggestions.html` shows them above its text."""
    rows = reviewing.suggestions(convention).filter(
        author=user,
        block_kind=address.kind,
        block_key=address.key,
        status=Suggestion.Status.OPEN,
    )
    found = list(rows)
    context = Context(assemble(convention)) if found else None
    return [
        review_panel.Proposal(
            one,
            review_panel.redline_html(one, one.base, context),
            review_panel.what(one),
            *review_panel.LOOKS[Suggestion.Status.OPEN],
            can_withdraw=True,
        )
        for one in found
    ]


@require_POST
def suggestion_accept(request, reference, pk):
    """« vu » is the state of the block that was read when the text had changed since the proposal."""
    convention, one = _decidable(request, reference, pk)
    sent = request.POST
    try:
        one = reviewing.accept(
            one, request.user, over=sent.get("vu", ""), note=sent.get("reponse", "")
        )
    except reviewing.TextChanged as told:
        return review_panel.shown(request, convention, changed={pk: told}, status=409)
    except ValidationError as refusal:
        return _refused(request, convention, pk, refusal)
    address = str(blocks.Address(one.block_kind, one.block_key))
    return review_panel.done(request, convention, events={"ctg:reload-block": {"address": address}})


@require_POST
def suggestion_reject(request, reference, pk):
    convention, one = _decidable(request, reference, pk)
    try:
        reviewing.reject(one, request.user, request.POST.get("reponse", ""))
    except ValidationError as refusal:
        return _refused(request, convention, pk, refusal)
    return review_panel.done(request, convention)


@require_POST
def suggestion_withdraw(request, reference, pk):
    convention = visible(request, reference)
    one = get_object_or_404(reviewing.suggestions(convention), pk=pk)
    if not perms.can_withdraw(request.user, one):
        raise PermissionDenied
    try:
        reviewing.withdraw(one, request.user)
    except ValidationError as refusal:
        return _refused(request, convention, pk, refusal)
    if request.POST.get("retour") == "bloc":
        address = str(blocks.Address(one.block_kind, one.block_key))
        return HttpResponseRedirect(
            f"{conflicts.page_url(convention, address)}?onglet=commentaires"
        )
    return review_panel.done(request, convention)


def _decidable(request, reference, pk):
    convention = visible(request, reference)
    one = get_object_or_404(reviewing.suggestions(convention), pk=pk)
    if not perms.can_edit(request.user, convention):
        raise PermissionDenied
    return convention, one


def _refused(request, convention, pk, refusal):
    told = Refused(f"proposition-{pk}", " ".join(refusal.messages), request.POST.get("reponse", ""))
    return review_panel.shown(request, convention, refused=told, status=422)
