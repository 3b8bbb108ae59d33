"""The clause a block came from: its version, what changed since, unlocking it; and adding one of the library."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conventions import blocks, library, perms
from conventions.assembling import assemble
from conventions.blocks import Address
from conventions.clauses.reading import ClauseContext
from conventions.document.redline import redline
from conventions.document.references import Context
from conventions.models import BlockKind, Clause, Convention
from conventions.outline import outline_of

# The clauses offered first are those of the list one stands in
PARTS = {
    BlockKind.LEGAL_BASIS: Clause.Part.LEGAL_BASIS,
    BlockKind.PREAMBLE: Clause.Part.PREAMBLE,
    BlockKind.ARTICLE: Clause.Part.ARTICLE,
    BlockKind.ANNEX: Clause.Part.ANNEX,
}
TAKEN = "Le texte de la clause est repris."
UNLOCKED = "Le texte est déverrouillé : les rédacteurs peuvent le modifier."


@require_http_methods(["GET", "POST"])
@never_cache
def block_clause(request, reference, address):
    """GET: the clause of the block. POST `geste`: « reprendre » its newer text, « deverrouiller » the block."""
    convention, where, block = _found(request, reference, address)
    if request.method == "POST":
        return _act(request, convention, where, block)
    changes = _changes(where, block)
    outline = outline_of(convention)
    context = {
        "panel_title": "Clause",
        "convention": convention,
        "address": str(where),
        "line": outline.line(where),
        "changes": changes,
        "is_locked": getattr(block, "is_locked", False),
        "can_edit": perms.can_edit(request.user, block),
        "can_unlock": perms.can_unlock(request.user, block),
        **_differences(convention, changes),
    }
    template = "conventions/clause.html"
    return render(request, template + "#clause" if request.htmx else template, context)


@require_http_methods(["GET", "POST"])
@never_cache
def insert_clause(request, reference, address):
    """GET: the library, searched by `q` and `partie`. POST `clause`: write it after the block in hand."""
    convention, where, block = _found(request, reference, address)
    if not perms.can_edit(request.user, convention):
        raise PermissionDenied
    if request.method == "POST":
        return _insert(request, convention, where, block)
    query = request.GET.get("q", "")[:100]
    part = request.GET.get("partie", PARTS.get(where.kind, ""))
    part = part if part in Clause.Part else ""
    names = dict(Clause.objects.values_list("code", "name"))
    context = {
        "convention": convention,
        "address": str(where),
        "line": outline_of(convention).line(where),
        "query": query,
        "part": part,
        "parts": Clause.Part.choices,
        "rows": [_row(one, names) for one in library.choices(convention, query, part)],
    }
    return render(request, "conventions/insert_clause.html", context)


def _found(request, reference, address):
    rows = Convention.objects.visible_to(request.user).select_related("owner")
    convention = get_object_or_404(rows, reference=reference)
    try:
        where = Address.parse(address)
        block = blocks.find(convention, where)
    except LookupError:
        raise Http404 from None
    if hasattr(block, "convention_id"):
        block.convention = convention
    return convention, where, block


def _changes(where, block):
    """The block beside its clause; only a text comes from one."""
    return library.changes_since(block) if where.kind in PARTS else None


def _differences(convention, changes):
    """Redlines: `newer`, what taking the clause in force would change; `typed`, what the drafter changed."""
    if changes is None:
        return {}
    context = Context(assemble(convention), pages=0)
    found = {}
    if changes.can_take and changes.is_newer:
        found["newer"] = _redline(changes.stored, changes.now, context)
    if changes.was is not None and changes.departs:
        found["typed"] = _redline(changes.was, changes.stored, context)
    return found


def _redline(before, after, context):
    title = redline(before.title, after.title, context, inline=True) if after.title else ""
    body = redline(before.body, after.body, context)
    return mark_safe(f"<p><strong>{title}</strong></p>{body}" if title else body)  # noqa: S308 - sanitised by redline


def _act(request, convention, where, block):
    acts = {"reprendre": _take, "deverrouiller": _unlock}
    act = acts.get(request.POST.get("geste", ""))
    if act is None or where.kind not in PARTS:
        raise Http404
    try:
        messages.success(request, act(request.user, block))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(_block_url(convention, where))


def _take(user, block):
    library.take_newer(block, user)
    return TAKEN


def _unlock(user, block):
    if perms.can_edit(user, block) and not getattr(block, "is_locked", False):
        return UNLOCKED  # the button was pressed twice
    if not perms.can_unlock(user, block):
        raise PermissionDenied
    library.unlock(block)
    return UNLOCKED


def _insert(request, convention, where, block):
    code = request.POST.get("clause", "").replace("\0", "")
    clause = get_object_or_404(Clause.objects.filter(is_active=True), code=code)
    try:
        written = library.insert(convention, clause, after=block)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        page = reverse("conventions:insert-clause", args=[convention.reference, str(where)])
        return HttpResponseRedirect(page)
    first, *others = written
    names = ", ".join(dict.fromkeys(str(one.source.clause) for one in others))
    more = f" Avec elle : {names}." if names and names != str(clause) else ""
    messages.success(request, f"Clause ajoutée : {clause}.{more}")
    preamble = isinstance(first, Convention)
    return HttpResponseRedirect(
        _block_url(convention, Address(BlockKind.PREAMBLE) if preamble else Address.of(first))
    )


def _row(choice, names):
    context = ClauseContext(names)
    return {
        "clause": choice.clause,
        "refusal": choice.refusal,
        "title": mark_safe(context.html(choice.version.title)),  # noqa: S308 - stored text is sanitised
        "body": mark_safe(context.html(choice.version.body)),  # noqa: S308
    }


def _block_url(convention, where):
    return reverse("conventions:block", args=[convention.reference, str(where)])
