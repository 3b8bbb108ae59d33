"""Word both ways: the convention as a .docx, and the same file edited outside, whose changes become suggestions."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods

from conventions import intake, perms
from conventions.assembling import assemble
from conventions.blocks import Address
from conventions.forms.word import WordForm
from conventions.models import Convention, Suggestion, WordReturn
from conventions.outline import outline_of
from conventions.readers.source import Unreadable
from conventions.writers.docx import to_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATEST = 5  # returns listed under the form
AGAIN = timedelta(minutes=1)  # the same file within this time is a second click
KINDS = {
    "article": ("article", "articles"),
    "annex": ("annexe", "annexes"),
    "legal_basis": ("visa", "visas"),
}
NEW = {"article": "Nouvel article", "annex": "Nouvelle annexe", "legal_basis": "Nouveau visa"}
WHAT = {"title": "titre", "body": "texte", "text": "texte", "preamble": "texte"}


@dataclass(frozen=True)
class Row:
    """A suggestion in the list: which block, what is proposed, where it is decided."""

    suggestion: Suggestion
    label: str
    what: str
    url: str


@require_GET
@cache_control(private=True, no_cache=True)
def word_export(request, reference):
    """Answer 304 when the browser holds the file of the same text, 422 with a page when a text is refused."""
    convention = _visible(request, reference)
    try:
        data = to_docx(assemble(convention))
    except ValueError as refusal:
        context = {"convention": convention, "reason": str(refusal)}
        return render(request, "conventions/word_refused.html", context, status=422)
    etag = f'"{sha256(data).hexdigest()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    name = f'attachment; filename="{convention.reference}.docx"'
    return HttpResponse(
        data, content_type=DOCX, headers={"ETag": etag, "Content-Disposition": name}
    )


@require_http_methods(["GET", "POST"])
@never_cache
def word_import(request, reference):
    """The page where a file is brought back; then the page of what became of it."""
    convention = _visible(request, reference)
    if not perms.can_suggest(request.user, convention):
        raise PermissionDenied
    sent = request.method == "POST"
    form = WordForm(request.POST, request.FILES) if sent else WordForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = intake.receive(
                convention, data=file.read(), name=file.name, user=request.user
            )
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return _received(request, convention, outcome)
    returns = WordReturn.objects.filter(convention=convention).select_related("brought_by")
    context = {
        "convention": convention,
        "form": form,
        "returns": returns[:LATEST],
    }
    return render(request, "conventions/word_import.html", context)


@require_GET
@never_cache
def word_return(request, reference, pk):
    """What a file brought back became: its suggestions, what has to be done by hand."""
    convention = _visible(request, reference)
    held = get_object_or_404(
        WordReturn.objects.filter(convention=convention).select_related("brought_by"), pk=pk
    )
    rows = _rows(convention, held)
    context = {
        "convention": convention,
        "return": held,
        "rows": rows,
        "summary": _summary(rows, held),
        "can_suggest": perms.can_suggest(request.user, convention),
        "comments_url": reverse("conventions:comments", args=[convention.reference]),
    }
    return render(request, "conventions/word_return.html", context)


def _visible(request, reference):
    return get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)


def _received(request, convention, outcome):
    held = outcome.word_return
    if outcome.twice and timezone.now() - held.brought_at > AGAIN:
        messages.info(
            request, "Ce fichier avait déjà été rapporté : rien n’a été créé une seconde fois."
        )
    if outcome.known:
        some = outcome.known > 1
        told = "suggestions attendaient déjà" if some else "suggestion attendait déjà"
        messages.info(request, f"{outcome.known} {told} une décision : rien n’est répété.")
    if count := len(outcome.threads):
        plural = "s" if count > 1 else ""
        messages.info(request, f"{count} commentaire{plural} de Word repris dans les commentaires.")
    return HttpResponseRedirect(
        reverse("conventions:word-return", args=[convention.reference, held.pk])
    )


def _rows(convention, held):
    suggestions = Suggestion.objects.filter(word_return=held).order_by("pk")
    labels = {str(line.address): line.label for line in outline_of(convention)}
    comments = reverse("conventions:comments", args=[convention.reference])
    rows = []
    for suggestion in suggestions:
        kind, key = suggestion.block_kind, suggestion.block_key
        address = (
            str(Address(kind, key or suggestion.after_key)) if key or suggestion.after_key else ""
        )
        if suggestion.action == Suggestion.Action.CHANGE and not key:
            address = str(Address(kind))
        query = f"?{urlencode({'bloc': address})}" if address in labels else ""
        anchor = f"#proposition-{suggestion.pk}"
        rows.append(
            Row(
                suggestion,
                _label(suggestion, labels, address),
                _what(suggestion),
                f"{comments}{query}{anchor}",
            )
        )
    return rows


def _label(suggestion, labels, address):
    if suggestion.action == Suggestion.Action.ADD:
        return NEW.get(suggestion.block_kind, "Nouveau bloc")
    return labels.get(address, suggestion.get_block_kind_display())


def _what(suggestion):
    if suggestion.action == Suggestion.Action.CHANGE:
        return WHAT.get(suggestion.field, "texte")
    return "à ajouter" if suggestion.action == Suggestion.Action.ADD else "à supprimer"


def _summary(rows, held):
    """« 3 suggestions sur 2 articles, 1 point à reporter à la main »."""
    if not rows and not held.notes:
        return "Aucun changement : ce fichier dit ce que dit la convention."
    parts = []
    if rows:
        touched = {
            (row.suggestion.block_kind, row.suggestion.block_key or row.suggestion.pk)
            for row in rows
        }
        kinds = {kind for kind, _ in touched}
        one, several = (
            KINDS.get(kinds.pop(), ("bloc", "blocs")) if len(kinds) == 1 else ("bloc", "blocs")
        )
        plural = "s" if len(rows) > 1 else ""
        parts.append(
            f"{len(rows)} suggestion{plural} sur {len(touched)} {several if len(touched) > 1 else one}"
        )
    else:
        parts.append("Aucune suggestion")
    if count := len(held.notes):
        parts.append(f"{count} point{'s' if count > 1 else ''} à lire ou à reporter à la main")
    return ", ".join(parts)
