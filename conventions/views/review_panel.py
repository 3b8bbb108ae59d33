"""The tab « Commentaires »: discussions and suggestions, those of the block in hand first."""

import json
import re
from dataclasses import dataclass, field

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from conventions import blocks, perms, reviewing
from conventions.assembling import assemble
from conventions.document.redline import redline
from conventions.document.references import Context
from conventions.models import BlockKind, Party, Remark, Suggestion, Thread
from conventions.outline import outline_of
from partners.models import Membership

TODO, OPEN, DONE, ALL = "a-traiter", "ouverts", "regles", "tous"
FILTERS = ((TODO, "À traiter par moi"), (OPEN, "Ouverts"), (DONE, "Réglés"), (ALL, "Tous"))
LOOKS = {
    Suggestion.Status.OPEN: ("attente", "hourglass-split"),
    Suggestion.Status.ACCEPTED: ("bien", "check-lg"),
    Suggestion.Status.REJECTED: ("neutre", "slash-circle"),
    Suggestion.Status.WITHDRAWN: ("neutre", "dash-circle"),
}
ARTICLES = {
    BlockKind.GENERAL: "les ",
    BlockKind.PARTY: "cette ",
    BlockKind.LEGAL_BASIS: "le ",
    BlockKind.PREAMBLE: "le ",
    BlockKind.ARTICLE: "l’",
    BlockKind.ANNEX: "l’",
    BlockKind.CLOSING: "la ",
}
FIELD_LABELS = {"title": "titre", "body": "texte", "text": "texte", "preamble": "texte"}


@dataclass(frozen=True)
class Refused:
    """What could not be done: `where` names the form (« nouveau », « fil-12 »), `text` is what was typed in it."""

    where: str
    message: str
    text: str = ""


@dataclass(frozen=True)
class Said:
    """A remark as it is shown."""

    remark: Remark
    html: str
    place: str  # the organisation for which its author speaks
    can_change: bool
    can_delete: bool

    @property
    def form(self):
        return f"message-{self.remark.pk}"


@dataclass(frozen=True)
class Talk:
    thread: Thread
    remarks: list[Said]
    can_resolve: bool
    todo: bool

    @property
    def form(self):
        return f"fil-{self.thread.pk}"

    @property
    def open(self):
        return self.thread.resolved_at is None


@dataclass(frozen=True)
class Proposal:
    """A suggestion as it is shown; `changed` is the reviewing.TextChanged that its acceptance met."""

    suggestion: Suggestion
    html: str
    what: str
    tint: str
    icon: str
    place: str = ""
    can_withdraw: bool = False
    todo: bool = False
    changed: object = None
    now: str = ""

    @property
    def form(self):
        return f"proposition-{self.suggestion.pk}"

    @property
    def open(self):
        return self.suggestion.status == Suggestion.Status.OPEN


@dataclass
class Group:
    address: str
    label: str
    title: str = ""
    url: str = ""
    here: bool = False
    talks: list[Talk] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    count: int | None
    chosen: bool


def asked(request):
    """(block in hand, filter) as the address of the page tells; "" and « ouverts » when it does not."""
    chosen = request.GET.get("filtre", "")
    known = chosen if chosen in dict(FILTERS) else OPEN
    try:
        return str(blocks.Address.parse(request.GET.get("bloc", ""))), known
    except LookupError:
        return "", known


def panel_url(convention, address, chosen=OPEN):
    query = {"bloc": address} if address else {}
    said = urlencode(query | {"filtre": chosen})
    return reverse("conventions:comments", args=[convention.reference]) + f"?{said}"


def done(request, convention, *, fil=None, events=None):
    """After a gesture on the discussion `fil`: the panel anew for htmx, with the events of the page; else its page."""
    if not request.htmx:
        url = panel_url(convention, *asked(request))
        return HttpResponseRedirect(f"{url}#fil-{fil}" if fil else url)
    response = shown(request, convention)
    told = {"ctg:outline": {}, "ctg:comments": {"fil": fil}}  # counts, passages marked in the text
    response["HX-Trigger"] = json.dumps(told | (events or {}))
    return response


def shown(request, convention, *, refused=None, changed=None, status=200):
    """The panel; `changed` is {key of a suggestion: TextChanged}. To htmx, what is refused is an answer like others."""
    template = "conventions/comments.html"
    panel = _Panel(request, convention, changed or {})
    context = panel.context() | {"refused": refused}
    if request.htmx:
        return render(request, template + "#panel", context)
    return render(request, template, context, status=status)


class _Panel:
    """Reads what the panel shows, in a constant number of queries."""

    def __init__(self, request, convention, changed):
        self.request, self.convention, self.changed = request, convention, changed
        self.user = request.user
        self.address, self.chosen = asked(request)
        self.lines = {line.address: line for line in outline_of(convention)}
        todo = reviewing.to_do(self.user, convention)
        self.todo_threads = {thread.pk for thread in todo.threads}
        self.todo_suggestions = {one.pk for one in todo.suggestions}
        self._context = None

    def context(self):
        threads = list(reviewing.threads(self.convention))
        proposed = list(reviewing.suggestions(self.convention))
        self.places = self._places(threads, proposed)
        line = self.lines.get(self.address)
        return {
            "panel_title": "Commentaires",
            "convention": self.convention,
            "address": self.address,
            "here_named": line and ARTICLES[line.kind] + line.label.lower(),
            "query": panel_url(self.convention, self.address, self.chosen).partition("?")[2],
            "choices": self._choices(threads, proposed),
            "chosen": self.chosen,
            "groups": self._groups(threads, proposed),
            "can_comment": perms.can_comment(self.user, self.convention),
            "can_edit": perms.can_edit(self.user, self.convention),
            "longest": reviewing.LONGEST,
        }

    def _choices(self, threads, proposed):
        opened = sum(one.resolved_at is None for one in threads)
        opened += sum(one.status == Suggestion.Status.OPEN for one in proposed)
        counts = {TODO: len(self.todo_threads) + len(self.todo_suggestions), OPEN: opened}
        return [
            Choice(
                label,
                panel_url(self.convention, self.address, code),
                counts.get(code),
                code == self.chosen,
            )
            for code, label in FILTERS
        ]

    def _kept(self, is_open, todo):
        return {TODO: todo, OPEN: is_open, DONE: not is_open, ALL: True}[self.chosen]

    def _groups(self, threads, proposed):
        groups = {}
        for suggestion in reversed(
            proposed
        ):  # as they were made: a file brought back is read in its order
            row = self._proposal(suggestion)
            if row:
                key = suggestion.block_key or suggestion.after_key
                self._group(groups, suggestion.block_kind, key).proposals.append(row)
        for thread in threads:
            if self._kept(thread.resolved_at is None, thread.pk in self.todo_threads):
                group = self._group(groups, thread.block_kind, thread.block_key)
                group.talks.append(self._talk(thread))
        ranks = {address: rank for rank, address in enumerate(self.lines)}
        last = len(ranks)
        return sorted(
            groups.values(), key=lambda group: (not group.here, ranks.get(group.address, last))
        )

    def _group(self, groups, kind, key):
        address = str(blocks.Address(kind, key))
        if address not in groups:
            groups[address] = self._new_group(address, kind, key)
        return groups[address]

    def _new_group(self, address, kind, key):
        line = self.lines.get(address)
        here = address == self.address
        if line is None:
            gone = f"{BlockKind(kind).label}, bloc supprimé depuis" if key else "En tête"
            return Group(address, gone, here=here)
        url = reverse("conventions:block", args=[self.convention.reference, address])
        title = "" if line.title == line.label else line.title
        return Group(address, line.label, title, f"{url}?onglet=commentaires", here)

    def _talk(self, thread):
        thread.convention = self.convention
        remarks = list(thread.remarks.all())
        return Talk(
            thread,
            [self._said(thread, remark, remark is remarks[-1]) for remark in remarks],
            perms.can_resolve(self.user, thread),
            thread.pk in self.todo_threads,
        )

    def _said(self, thread, remark, is_last):
        remark.thread = thread
        mine = perms.can_change_remark(self.user, remark)
        place = self.places.get(remark.author_id, "")
        return Said(remark, said_html(remark), place, mine, mine and is_last)

    def _proposal(self, one):
        is_open, todo = one.status == Suggestion.Status.OPEN, one.pk in self.todo_suggestions
        if not self._kept(is_open, todo) and one.pk not in self.changed:
            return None
        one.convention = self.convention
        told = self.changed.get(one.pk)
        tint, icon = LOOKS[Suggestion.Status(one.status)]
        return Proposal(
            one,
            self._redline(one, one.base),
            what(one),
            tint,
            icon,
            self.places.get(one.author_id, ""),
            is_open and perms.can_withdraw(self.user, one),
            todo,
            told,
            self._redline(one, told.now) if told else "",
        )

    def _redline(self, one, base):
        if self._context is None:
            self._context = Context(assemble(self.convention))
        return redline_html(one, base, self._context)

    def _places(self, threads, proposed):
        """{account: the organisation bound by the convention for which it speaks}."""
        authors = {remark.author_id for thread in threads for remark in thread.remarks.all()}
        authors |= {one.author_id for one in proposed}
        bound = Party.objects.filter(convention=self.convention).order_by().values("organisation")
        rows = Membership.objects.filter(account__in=authors).select_related("organisation")
        known = rows.filter(organisation__in=bound) | rows.filter(
            organisation=self.convention.owner_id
        )
        return {row.account_id: row.organisation.designation.full for row in known}


def redline_html(one, base, context):
    """What a suggestion changes in `base`, readable; a whole block when it adds or removes one."""
    title = f"<h3>{one.title}</h3>" if one.title else ""
    after = "" if one.action == Suggestion.Action.REMOVE else title + one.proposed
    inline = one.field in ("title", "text")
    return mark_safe(redline(base, after, context, inline=inline))  # noqa: S308 - made by redline


def what(one):
    """« propose un autre titre », « propose d’ajouter un article »."""
    kind = BlockKind(one.block_kind).label.lower()
    article = "une" if one.block_kind == BlockKind.ANNEX else "un"
    if one.action == Suggestion.Action.ADD:
        return f"propose d’ajouter {article} {kind}"
    if one.action == Suggestion.Action.REMOVE:
        return f"propose de supprimer {'cette' if article == 'une' else 'ce' if kind == 'visa' else 'cet'} {kind}"
    return f"propose un autre {FIELD_LABELS.get(one.field, 'texte')}"


def said_html(remark):
    """The words of a remark, whom they call set apart."""
    html = escape(remark.text)
    names = sorted({escape(f"@{account}") for account in remark.mentions.all()}, key=len)
    for name in reversed(names):
        html = re.sub(
            rf"{re.escape(name)}(?!\w)", '<span class="appel">\\g<0></span>', html, flags=re.I
        )
    return mark_safe(html)  # noqa: S308 - escaped above
