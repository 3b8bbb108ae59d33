"""The parties of a convention being set up: rows read from the page, or proposed the first time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from conventions.forms.parties import missing_of_person
from conventions.models import Party
from conventions.setting_up import (
    Body,
    Bound,
    Newcomer,
    Territory,
    current_holders,
    find_bodies,
    propose_parties,
    propose_signatories,
    read_bodies,
)
from partners.models import Mandate, Organisation, Person

Kind = Organisation.Kind
SIDES = [*((str(value), label) for value, label in Party.Side.choices), ("", "sans côté")]
# Kinds listed together: no order of their own, one side for all
GROUPS = {Kind.MUNICIPALITY: "communes", Kind.CCAS: "ccas"}


class NewcomerForm(forms.Form):
    """Someone the directory lacks, who will sign."""

    civility = forms.ChoiceField(choices=[("", "—"), *Person.Civility.choices], required=False)
    first_name = forms.CharField(max_length=80, required=False)
    last_name = forms.CharField(max_length=80, required=False)
    function = forms.CharField(max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, sentence in missing_of_person(cleaned).items():
            self.add_error(name, sentence)
        return cleaned

    def newcomer(self) -> Newcomer | None:
        facts = {name: self.cleaned_data[name] for name in self.fields}
        return Newcomer(**facts) if facts["last_name"] else None


@dataclass
class Holder:
    mandate: Mandate
    is_chosen: bool


@dataclass
class Row:
    """A party as its row shows it; `typed` holds the fields of the person to add."""

    body: Body
    is_ticked: bool
    side: str
    holders: list[Holder] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def group(self) -> str:
        """ "communes", "ccas", or "" for those listed one by one."""
        return GROUPS.get(Kind(self.body.kind), "")

    @property
    def side_label(self) -> str:
        return dict(SIDES)[self.side]

    @property
    def signing(self) -> list[str]:
        """Those who sign, as the summary names them: « Mme Florence FERNANDEZ, maire »."""
        named = [
            f"{one.mandate.person.full_name}, {one.mandate.function}"
            for one in self.holders
            if one.is_chosen
        ]
        if self.typed.get("last_name"):
            civility = Person.Civility(self.typed["civility"])
            person = Person(
                civility=civility,
                first_name=self.typed["first_name"],
                last_name=self.typed["last_name"],
            )
            named.append(f"{person.full_name}, {self.typed['function']}")
        return named

    @property
    def is_new(self) -> bool:
        """Not in the directory yet."""
        return self.body.organisation is None


class PartiesForm:
    """`rows` in order; `errors` of the whole; `bound` what the set-up stores, once `is_valid`."""

    def __init__(
        self,
        data: "MultiValueDict[str, str]",
        *,
        territory: Territory,
        owner: Organisation,
        kind: str,
        user: Any,
        today: Any,
    ) -> None:
        self.data, self.user, self.today = data, user, today
        self.territory, self.owner, self.kind = territory, owner, kind
        area = territory.intermunicipality
        place = area.pk if area else "-".join(str(one.pk) for one in territory.municipalities)
        self.mark = f"{kind} {owner.pk} {'epci' if area else 'communes'} {place}"
        self.rows: list[Row] = self._sent() if data.get("p-pour") == self.mark else self._proposed()
        self._gestures()

    # ------------------------------------------------------------------ what the page shows

    sides = SIDES

    @property
    def alone(self) -> list[Row]:
        return [row for row in self.rows if not row.group]

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Communes, then CCAS: those there are, with the side they share."""
        titles = {"communes": "Communes", "ccas": "Centres communaux d’action sociale"}
        found = []
        for name, title in titles.items():
            rows = [row for row in self.rows if row.group == name]
            if rows:
                ticked = sum(row.is_ticked for row in rows)
                shown = {"name": name, "title": title, "rows": rows, "ticked": ticked}
                found.append(shown | {"side": rows[0].side, "several": len(rows) > 1})
        return found

    @property
    def query(self) -> str:
        """What is looked for; nothing more once it was added."""
        return (
            "" if self.data.get("p-ajouter") else self.data.get("p-q", "").replace("\0", "")[:100]
        )

    @cached_property
    def results(self) -> list[Body]:
        """Organisations that answer the search and are not on the page yet."""
        here = {row.body.identity for row in self.rows}
        return [body for body in find_bodies(self.query, self.user) if body.identity not in here]

    # ------------------------------------------------------------------ what is stored

    @property
    def ticked(self) -> list[Row]:
        return [row for row in self.rows if row.is_ticked]

    @cached_property
    def errors(self) -> list[str]:
        """Sentences about the whole; those about a person stand in its row."""
        wrong = [row.body.name for row in self.ticked if row.errors]
        found = [f"Complétez la personne ajoutée pour : {', '.join(wrong)}."] if wrong else []
        if len(self.ticked) < 2:
            found.append("Une convention lie au moins deux parties : cochez celles qui signent.")
        return found

    def is_valid(self) -> bool:
        self._newcomers  # noqa: B018  fills the errors of the rows
        return not self.errors

    def bound(self) -> list[Bound]:
        return [
            Bound(
                body=row.body,
                side=int(row.side) if row.side else None,
                mandates=tuple(one.mandate for one in row.holders if one.is_chosen),
                newcomers=self._newcomers.get(row.body.key, ()),
            )
            for row in self.ticked
        ]

    @cached_property
    def _newcomers(self) -> dict[str, tuple[Newcomer, ...]]:
        found: dict[str, tuple[Newcomer, ...]] = {}
        for row in self.ticked:
            if not any(row.typed.values()):
                continue
            form = NewcomerForm(row.typed)
            if not form.is_valid():
                row.errors = [said for several in form.errors.values() for said in several]
            elif newcomer := form.newcomer():
                found[row.body.key] = (newcomer,)
        return found

    # ------------------------------------------------------------------ reading

    def _proposed(self) -> list[Row]:
        proposals = propose_parties(
            self.territory, owner=self.owner, kind=self.kind, user=self.user
        )
        rows = [Row(one.body, one.is_ticked, str(one.side or "")) for one in proposals]
        self._hold(rows, chosen=None)
        return rows

    def _sent(self) -> list[Row]:
        bodies = read_bodies(self.data.getlist("p-partie"), self.user)
        ticked = set(self.data.getlist("p-avec"))
        once: dict[tuple[str, int], Row] = {}
        for key, body in bodies.items():
            group = GROUPS.get(Kind(body.kind))
            side = self.data.get(f"p-cote:{group or key}", "")
            row = Row(body, key in ticked, side if side in dict(SIDES) else "")
            row.typed = {
                name: self.data.get(f"p-{name}:{key}", "").strip()
                for name in NewcomerForm.base_fields
            }
            once.setdefault(body.identity, row)
        rows = list(once.values())
        self._hold(rows, chosen=set(self.data.getlist("p-signe")))
        return rows

    def _hold(self, rows: list[Row], *, chosen: set[str] | None) -> None:
        """Give each row the people who hold a mandate today; `chosen` None: those who likely sign."""
        organisations = [row.body.organisation for row in rows if row.body.organisation]
        holders = current_holders(organisations, on=self.today, user=self.user)
        if chosen is None:
            chosen = {str(pk) for pk in propose_signatories(holders, self.user)}
        for row in rows:
            held = holders.get(row.body.organisation.pk, []) if row.body.organisation else []
            row.holders = [Holder(one, str(one.pk) in chosen) for one in held]

    # ------------------------------------------------------------------ gestures of the page

    def _gestures(self) -> None:
        if key := self.data.get("p-ajouter"):
            self._add(read_bodies([key], self.user).values())
        for name, step in (("p-monter", -1), ("p-descendre", 1)):
            if key := self.data.get(name):
                self._move(key, step)
        for name, is_ticked in (("p-toutes", True), ("p-aucune", False)):
            for row in self.rows:
                if row.group and row.group == self.data.get(name):
                    row.is_ticked = is_ticked

    def _add(self, bodies: Iterable[Body]) -> None:
        here = {row.body.identity: row for row in self.rows}
        for body in bodies:
            if known := here.get(body.identity):
                known.is_ticked = True
                continue
            alike = [row.side for row in self.rows if row.body.kind == body.kind]
            sided = any(row.side for row in self.rows)
            usual = str(Party.Side.SECOND if Kind(body.kind) in GROUPS else Party.Side.FIRST)
            row = Row(body, is_ticked=True, side=alike[0] if alike else usual if sided else "")
            self._hold([row], chosen=None)
            self.rows.append(row)

    def _move(self, key: str, step: int) -> None:
        """Exchange a row with its neighbour among those listed one by one."""
        alone = self.alone
        at = next((rank for rank, row in enumerate(alone) if row.body.key == key), None)
        if at is None or not 0 <= at + step < len(alone):
            return
        one, other = (self.rows.index(row) for row in (alone[at], alone[at + step]))
        self.rows[one], self.rows[other] = self.rows[other], self.rows[one]
