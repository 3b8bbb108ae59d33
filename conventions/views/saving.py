"""Save one block: what a page posts, whether a script or a plain form sends it, and what is refused with both texts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conventions import blocks, saving
from conventions.blocks import FIELDS, MODELS, Address
from conventions.models import Convention
from conventions.views import conflicts
from ctg.forms import with_nonce

GONE = "Ce bloc a été supprimé entre-temps. Votre texte n’a pas été enregistré."
UNKNOWN = "Ce bloc n’existe pas dans cette convention."
OTHER_ACCOUNT = (
    "Vous êtes maintenant connecté avec un autre compte : ce texte n’a pas été enregistré."
)


@require_POST
@never_cache
def save_block(request, reference, address):
    """JSON when the sender accepts it first, else a redirection or a page that holds the text sent."""
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    post = _Post(request, convention, address)
    try:
        where = Address.parse(address)
        typed = typed_in(request.POST, where.kind)
        if request.POST.get("compte", str(request.user.pk)) != str(request.user.pk):
            raise PermissionDenied(OTHER_ACCOUNT)
        saved = saving.save(
            convention, where, typed, base=request.POST.get("etat", ""), user=request.user
        )
    except LookupError:
        gone = saving.existed(convention, address)
        return post.refused(GONE if gone else UNKNOWN, 410 if gone else 404)
    except PermissionDenied as refusal:
        return post.refused(str(refusal), 403)
    except ValidationError as refusal:
        return post.invalid(refusal.message_dict, where, typed)
    except saving.Conflict as conflict:
        return post.conflict(conflict, where)
    return post.saved(saved)


@require_POST
@never_cache
def compare_block(request, reference, address):
    """How the fields sent differ from what is stored: {"html"}, "" when they do not. Nothing is written."""
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    try:
        where = Address.parse(address)
        block = blocks.find(convention, where)
    except LookupError:
        return JsonResponse({"message": UNKNOWN}, status=404)
    try:
        sides = conflicts.differences(
            convention, block, where.kind, typed_in(request.POST, where.kind)
        )
    except (ValueError, ValidationError):  # it cannot be read: its author still has it
        return JsonResponse({"message": "Ce texte ne peut pas être comparé."}, status=422)
    return JsonResponse({"html": conflicts.side_by_side(sides)})


def typed_in(data, kind):
    """The fields of a block that were sent, as text. A box not ticked is not sent: it says no."""
    model = MODELS[kind]._meta
    boxes = {
        name for name in FIELDS[kind] if model.get_field(name).get_internal_type() == "BooleanField"
    }
    return {name: data.get(name, "") for name in FIELDS[kind] if name in data or name in boxes}


class _Post:
    """What was sent, and the answers it may get: for a script, or for a person."""

    def __init__(self, request, convention, address):
        self.request, self.convention, self.address = request, convention, address
        types = ["text/html", "application/json"]
        self.by_script = request.get_preferred_type(types) == "application/json"
        self.page_url = conflicts.page_url(convention, address)

    def saved(self, saved):
        if self.by_script:
            return JsonResponse(
                {
                    "state": saved.state,
                    "saved_at": conflicts.clock(saved.at),
                    "changed": saved.changed,
                    "merged": {name: saved.values[name] for name in saved.merged},
                }
            )
        messages.success(self.request, f"Enregistré à {conflicts.clock(saved.at)}.")
        return HttpResponseRedirect(self.page_url)

    def refused(self, message, status):
        if self.by_script:
            return JsonResponse({"message": message}, status=status)
        sent = conflicts.sent_texts(self.convention, self.request.POST, self.address)
        return self._page("conventions/not_saved.html", {"message": message, "sent": sent}, status)

    def invalid(self, errors, where, typed):
        if self.by_script:
            return JsonResponse({"errors": errors}, status=422)
        form = conflicts.form_with(self.convention, where, typed)
        form.is_valid()
        context = {"form": form, "state": self.request.POST.get("etat", "")}
        return self._page("conventions/not_saved.html", context, 422)

    def conflict(self, conflict, where):
        sides = conflicts.sides(self.convention, where.kind, conflict)
        if self.by_script:
            told = conflicts.told(conflict.last, self.request.user)
            html = conflicts.side_by_side(sides, told["by"])
            answer = {"state": conflict.state, "stored": conflict.stored, **told, "html": html}
            return JsonResponse(answer, status=409)
        form = conflicts.form_with(self.convention, where, conflict.typed)
        context = {"sides": sides, "form": form, "state": conflict.state}
        context |= conflicts.told(conflict.last, self.request.user)
        return self._page("conventions/conflict.html", context, 409)

    def _page(self, template, context, status):
        return render(self.request, template, self._context(context), status=status)

    def _context(self, context):
        context = {
            "convention": self.convention,
            "address": self.address,
            "page_url": self.page_url,
            **context,
        }
        if form := context.get("form"):
            context["media"] = with_nonce(form.media, self.request.csp_nonce)
        return context
