"""The guided set-up of a convention: model and territory, parties, period and clauses, summary, then the draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from conventions import perms
from conventions.forms.setting_up import CREATE, PARTIES, SUMMARY, TERRITORY, TEXT, SetUp

TEMPLATES = {
    TERRITORY: "conventions/create/territory.html",
    PARTIES: "conventions/create/parties.html",
    TEXT: "conventions/create/text.html",
    SUMMARY: "conventions/create/summary.html",
}
FOUND = {TERRITORY: "#results", PARTIES: "#bodies"}  # what a search alone renews


@require_http_methods(["GET", "HEAD", "POST"])
def convention_create(request):
    """GET opens the set-up, `?epci=` and `?modele=` choose in advance; POST goes from page to page, then creates."""
    if not perms.can_create(request.user):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    wizard = SetUp(sent, user=request.user, today=timezone.localdate())
    if wizard.step == CREATE and request.method == "POST":
        try:
            convention = wizard.save()
        except ValidationError as refused:
            wizard.refused = refused.messages
        else:
            messages.success(
                request,
                "La convention est créée : son texte est un projet, à relire et à compléter.",
            )
            return redirect(convention)
    template = TEMPLATES[wizard.shown]
    if request.htmx:
        template += FOUND.get(wizard.shown, "")
    return render(request, template, {"wizard": wizard})
