"""Who else has the convention open, and whether the block in hand still says what the page shows."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conventions import blocks, presence, saving
from conventions.blocks import Address
from conventions.models import Convention
from conventions.views.conflicts import told


@require_POST
@never_cache
def convention_presence(request, reference):
    """POST `bloc`, `ecrit` (1 while typing), `etat` (what the page shows).

    {"people": [{pk, name, initials, address, writing}], "state", "gone"}, with "by", "at" and "yours" when
    `etat` is not the state any more.
    """
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    try:
        address = Address.parse(request.POST.get("bloc", ""))
    except LookupError:
        return JsonResponse({"message": "Ce bloc n’existe pas."}, status=404)
    news = _news(convention, address, request.POST.get("etat", ""), request.user)
    if not news["gone"]:
        writing = bool(request.POST.get("ecrit"))
        presence.tell(convention, request.user, address, writing=writing)
    people = [asdict(person) for person in presence.others(convention, request.user)]
    return JsonResponse({"people": people, **news})


def _news(convention, address, known, user):
    """The state of the block in hand, and who changed it when the page does not know it yet."""
    try:
        block = blocks.find(convention, address)
    except LookupError:
        return {"state": "", "gone": True}
    state = blocks.state(block, address.kind)
    news = {"state": state, "gone": False}
    if known and known != state:
        news |= told(saving.last_change(block, blocks.FIELDS[address.kind]), user)
    return news
