"""The parties and the visas as lists, in their order; who signs for a party."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from conventions import drafting
from conventions.blocks import Address
from conventions.forms.workspace import NewSignatoryForm
from conventions.models import Party, Signatory
from conventions.outline import outline_of
from conventions.views import workspace
from conventions.views.composition import found, to_block, writable
from partners.models import Mandate, Organisation

FOUND = 12  # organisations shown by a search


@require_GET
@never_cache
def party_list(request, reference):
    """Every party in order; « q » looks for an organisation to add."""
    convention = workspace.visible(request, reference)
    outline = outline_of(convention)
    context = workspace.page_context(request, convention, outline, "")
    signing = Signatory.objects.select_related("mandate__person")
    parties = Party.objects.filter(convention=convention).select_related("organisation")
    query = request.GET.get("q", "").strip()[:100]
    context |= {
        "parties": list(parties.prefetch_related(Prefetch("signatories", signing))),
        "query": query,
        "found": _organisations(request.user, convention, query) if context["can_edit"] else [],
    }
    if request.htmx and request.htmx.target == "organismes":
        return workspace.part(request, context, "conventions/_organisations.html")
    return workspace.answer(request, context, "conventions/_parties.html")


@require_GET
@never_cache
def legal_basis_list(request, reference):
    """Every visa in order."""
    convention = workspace.visible(request, reference)
    context = workspace.page_context(request, convention, outline_of(convention), "")
    return workspace.answer(request, context, "conventions/_legal_bases.html")


@require_POST
def party_add(request, reference):
    """POST « organisme »: its number in the directory."""
    convention = writable(request, reference)
    number = request.POST.get("organisme", "")
    known = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(known, pk=_key(number))
    return to_block(convention, Address.of(drafting.bind(convention, organisation)))


@require_POST
def signatory_add(request, reference, address):
    """POST « mandat », someone of the directory; or the facts of someone to bring into it."""
    convention = writable(request, reference)
    _, party = found(convention, address)
    if not isinstance(party, Party):
        raise Http404
    number = request.POST.get("mandat", "")
    if number:
        known = Mandate.objects.filter(organisation=party.organisation_id)
        mandate = get_object_or_404(known, pk=_key(number))
        drafting.let_sign(party, mandate)
        return _to_signatories(convention, party)
    form = NewSignatoryForm(request.POST)
    if form.is_valid():
        drafting.add_signatory(party, **form.cleaned_data)
    else:
        messages.error(request, " ".join(sum(form.errors.values(), [])))
    return _to_signatories(convention, party)


@require_POST
def signatory_change(request, reference, pk):
    """POST « vers »: up, down or « retirer »."""
    convention = writable(request, reference)
    known = Signatory.objects.filter(party__convention=convention).select_related("party")
    signatory = known.filter(pk=pk).first()
    if signatory is None:  # pressed twice
        return HttpResponseRedirect(convention_parties(convention))
    to = request.POST.get("vers", "")
    try:
        if to == "retirer":
            signatory.delete()
        else:
            drafting.move_signatory(signatory, to)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return _to_signatories(convention, signatory.party)


def _key(written):
    """A number of the directory; None for what is none."""
    return int(written) if written.isdecimal() and len(written) < 19 else None


def _to_signatories(convention, party):
    return HttpResponseRedirect(
        reverse("conventions:block", args=[convention.reference, str(Address.of(party))])
        + "#signataires"
    )


def _organisations(user, convention, query):
    """What the directory knows by those words, and is not bound yet."""
    if not query:
        return []
    bound = convention.parties.values("organisation")
    known = Organisation.objects.visible_to(user).exclude(pk__in=bound)
    return list(known.search(query).select_related("department")[:FOUND])


def convention_parties(convention):
    return reverse("conventions:parties", args=[convention.reference])
