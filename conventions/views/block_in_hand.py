"""The block in hand: its form for who writes or proposes, its text for who reads."""

import re

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from conventions import blocks, perms
from conventions.assembling import assemble
from conventions.blocks import KEYED, Address
from conventions.document.numbering import PREFIXES
from conventions.forms.workspace import NewSignatoryForm, form_for
from conventions.history.restoring import last_removal
from conventions.models import BlockKind
from conventions.reviewing import SUGGESTED
from conventions.views.annexed import holding
from conventions.views.suggestions import proposing
from conventions.writers.composer import UNCOUNTED, Composer
from ctg import richtext
from partners.grammar import capitalised
from partners.models import Mandate

ANCHOR = re.compile(r'href="#(?P<prefix>[a-z]+)-(?P<key>[\w-]+)"')
KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}
ADDED = {
    BlockKind.ARTICLE: ("article", "Ajouter un article après celui-ci"),
    BlockKind.ANNEX: ("annexe", "Ajouter une annexe après celle-ci"),
    BlockKind.LEGAL_BASIS: ("visa", "Ajouter un visa après celui-ci"),
}
DELETED = {
    BlockKind.ARTICLE: ("L’article", "est supprimé"),
    BlockKind.ANNEX: ("L’annexe", "est supprimée"),
    BlockKind.LEGAL_BASIS: ("Le visa", "est supprimé"),
    BlockKind.PARTY: ("La partie", "est retirée"),
}
TEXTS = ("title", "text", "preamble", "body")  # written on paper; the other fields are facts


def context(request, convention, outline, address, block):
    """What `_block.html` shows of a block."""
    if address.kind in KEYED:
        block.convention = convention  # read once
    mode = mode_of(request.user, convention, block)
    if mode == "suggest" and address.kind not in SUGGESTED:
        mode = "read"
    before, after = outline.around(address)
    shown = {
        "block": block,
        "kind": address.kind,
        "line": outline.line(address),
        "deleted": _deleted(request, convention, outline),
        "is_new": "nouveau" in request.GET,
        "can_delete": address.kind in KEYED and perms.can_delete(request.user, block),
        "before": before,
        "after": after,
        "mode": mode,
        "locked": getattr(block, "is_locked", False),
        "state": blocks.state(block, address.kind),
        "siblings": outline.siblings(address.kind),
        "rank": place_of(outline, address),
        "added": ADDED.get(address.kind),
        "library_url": _url("insert-clause", convention, address) if address.kind in ADDED else "",
        "save_url": _url("save-block", convention, address),
        "suggest_url": _url("suggest", convention, address)
        if address.kind in SUGGESTED and perms.can_suggest(request.user, convention)
        else "",
        "can_comment": perms.can_comment(request.user, convention),
        "clause_url": _url("clause", convention, address) if _source(address, block) else "",
        "admin_url": _admin_url(request.user, block),
    }
    if address.kind == BlockKind.PARTY:
        shown |= _signing(request.user, block)
    if address.kind == BlockKind.ANNEX:
        shown |= {"holding": holding(request.user, convention, block)}
    if mode == "read":
        return shown | {
            "facts": _facts(address.kind, block),
            "texts": _texts(convention, address, block),
        }
    if mode == "suggest":
        return shown | proposing(request.user, convention, address, block)
    url = reverse("conventions:insertions", args=[convention.reference])
    return shown | {"form": form_for(block, address.kind, insertions=url)}


def mode_of(user, convention, block):
    """« edit », « suggest » or « read »; the words of a locked clause are only read."""
    if getattr(block, "is_locked", False):
        return "read"
    if perms.can_edit_text(user, block):
        return "edit"
    return "suggest" if perms.can_suggest(user, convention) else "read"


def place_of(outline, address):
    """The place of the block among those of its kind, from 1; 0 for what exists once."""
    places = {line.address: rank for rank, line in enumerate(outline.siblings(address.kind), 1)}
    return places.get(str(address), 0)


def _url(name, convention, address):
    try:
        return reverse(f"conventions:{name}", args=[convention.reference, str(address)])
    except NoReverseMatch:
        return ""


def _source(address, block):
    name = "preamble_source_id" if address.kind == BlockKind.PREAMBLE else "source_id"
    return getattr(block, name, None)


def _admin_url(user, block):
    if not user.is_staff:
        return ""
    return reverse(f"admin:conventions_{block._meta.model_name}_change", args=[block.pk])


def _texts(convention, address, block):
    """The texts as they are printed, numbers and values computed."""
    names = [name for name in blocks.FIELDS[address.kind] if name in TEXTS and name != "title"]
    if address.kind in (BlockKind.ARTICLE, BlockKind.ANNEX):
        names = ["title", *names]
    if not names:
        return {}
    composer = Composer(assemble(convention))
    shown = {name: _shown(composer, name, getattr(block, name)) for name in names}
    return {name: _led(convention, html) for name, html in shown.items()}


def _shown(composer, name, html):
    clean = richtext.sanitise_inline if name in ("title", "text") else richtext.sanitise
    return composer.context.html(clean(html)).replace(str(UNCOUNTED), "…")


def _led(convention, html):
    """References lead to the block they name, those to an action sheet to the page where it is read."""
    reading = reverse("conventions:reading", args=[convention.reference])

    def lead(found):
        kind, key = KINDS.get(found["prefix"]), found["key"]
        if kind not in KEYED:
            return f'href="{reading}#{found["prefix"]}-{key}"'
        address = Address(kind, key)
        return f'href="{_url("block", convention, address)}" data-bloc="{address}"'

    return mark_safe(ANCHOR.sub(lead, html))  # noqa: S308 - made by the composer


def _facts(kind, block):
    """What is typed beside the text, what is empty left out."""
    hidden = TEXTS if kind in (BlockKind.ARTICLE, BlockKind.ANNEX) else TEXTS[1:]
    facts = []
    for name in blocks.FIELDS[kind]:
        value = getattr(block, name)
        if name in hidden or value in (None, "", False):
            continue
        field = block._meta.get_field(name)
        display = getattr(block, f"get_{name}_display", lambda value=value: value)()
        label = capitalised(str(field.verbose_name))
        facts.append({"label": label, "value": display, "is_day": hasattr(value, "isoformat")})
    return facts


def _signing(user, party):
    """Who signs for the party, and who of the directory could."""
    people = list(party.signatories.select_related("mandate__person"))
    signing = [signatory.mandate_id for signatory in people]
    held = Mandate.objects.visible_to(user).filter(organisation=party.organisation_id)
    held = held.valid_on(timezone.localdate()).exclude(pk__in=signing).select_related("person")
    return {"signatories": people, "mandates": list(held), "new_signatory": NewSignatoryForm()}


def _deleted(request, convention, outline):
    """The block just deleted from this page: its address and its name then; None once it is back."""
    try:
        address = Address.parse(request.GET.get("supprime", ""))
    except LookupError:
        return None
    if address.kind not in KEYED or outline.line(address):
        return None
    last = last_removal(convention, address)
    if last is None:
        return None
    name = last.organisation if address.kind == BlockKind.PARTY else _words(last)
    what, done = DELETED[address.kind]
    return {"address": str(address), "name": str(name), "what": what, "done": done}


def _words(event):
    html = getattr(event, "title", "") or getattr(event, "text", "")
    return Truncator(
        richtext.to_text(html, variable=lambda _: "…", reference=lambda *_: None)
    ).chars(80)
