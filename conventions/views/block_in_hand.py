"""The block in hand: its form for who writes or proposes, its text for who reads."""

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from conventions import blocks, perms
from conventions.assembling import assemble
from conventions.forms.workspace import form_for
from conventions.models import Annex, BlockKind
from conventions.writers.composer import UNCOUNTED, Composer
from ctg import richtext
from partners.grammar import capitalised

TEXTS = ("title", "text", "preamble", "body")  # written on paper; the other fields are facts


def context(request, convention, outline, address, block):
    """What `_block.html` shows of a block."""
    mode = mode_of(request.user, convention, block)
    before, after = outline.around(address)
    shown = {
        "block": block,
        "kind": address.kind,
        "line": outline.line(address),
        "before": before,
        "after": after,
        "mode": mode,
        "locked": getattr(block, "is_locked", False),
        "state": blocks.state(block, address.kind),
        "siblings": outline.siblings(address.kind),
        "rank": place_of(outline, address),
        "save_url": _url("save-block", convention, address),
        "suggest_url": _url("suggest", convention, address),
        "clause_url": _url("clause", convention, address) if _source(address, block) else "",
        "admin_url": _admin_url(request.user, block),
    }
    if mode == "read":
        return shown | {"facts": _facts(address.kind, block), "texts": _texts(convention, address, block)}
    url = reverse("conventions:insertions", args=[convention.reference])
    return shown | {"form": form_for(block, address.kind, insertions=url)}


def mode_of(user, convention, block):
    """« edit », « suggest » or « read »; the words of a locked clause are only read."""
    if getattr(block, "is_locked", False):
        return "read"
    if perms.can_edit(user, convention):
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
    return {name: _shown(composer, name, getattr(block, name)) for name in names}


def _shown(composer, name, html):
    clean = richtext.sanitise_inline if name in ("title", "text") else richtext.sanitise
    shown = composer.context.html(clean(html))
    return mark_safe(shown.replace(str(UNCOUNTED), "…"))  # noqa: S308 - made by the composer


def _facts(kind, block):
    """(label, value, is a day) of what is typed beside the text, what is empty left out."""
    hidden = TEXTS if kind in (BlockKind.ARTICLE, BlockKind.ANNEX) else TEXTS[1:]
    facts = []
    for name in blocks.FIELDS[kind]:
        value = getattr(block, name)
        if name in hidden or value in (None, "", False):
            continue
        field = block._meta.get_field(name)
        display = getattr(block, f"get_{name}_display", lambda value=value: value)()
        facts.append((capitalised(str(field.verbose_name)), display, hasattr(value, "isoformat")))
    return facts


def holds(block):
    """What an annex brings besides its text: an Annex.Kind, "" for a mere text."""
    return block.kind if block.kind != Annex.Kind.TEXT else ""
