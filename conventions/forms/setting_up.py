"""The guided set-up: four pages whose whole state travels in the page, so that nothing is stored before the end.

Names sent: those of the territory stand alone (`modele`, `tenue_par`, `par`, `epci`, `commune`), those of the parties
begin with « p- », those of the text with « t- »; `jeton` is drawn once for the whole set-up. `etape` is the page
sent, `aller` the page asked for. `p-pour` and `t-pour` say what the proposals were made for: when it changed, they
are made again.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.datastructures import MultiValueDict

from conventions import perms
from conventions.forms.set_up_parties import PartiesForm
from conventions.forms.set_up_text import TextStep
from conventions.models import Convention, ConventionStatus, ConventionTemplate
from conventions.models.library import ConventionKind
from conventions.setting_up import (
    Area,
    Territory,
    areas_of,
    find_areas,
    find_communes,
    propose_owner,
    set_up,
)
from partners.models import Intermunicipality, Municipality, Organisation

TERRITORY, PARTIES, TEXT, SUMMARY, CREATE = "territoire", "parties", "texte", "bilan", "creer"
STEPS = {
    TERRITORY: "Modèle et territoire",
    PARTIES: "Parties",
    TEXT: "Période et clauses",
    SUMMARY: "Récapitulatif",
}
ORDER = (*STEPS, CREATE)
_OF_TERRITORY = ("modele", "tenue_par", "par", "epci", "commune")
_LONGEST = 2000  # a value that travels from page to page; the longest field takes 200 characters


@dataclass(frozen=True)
class Step:
    code: str
    label: str
    number: int
    is_current: bool
    is_done: bool


class SetUp:
    """Everything the pages show and store. `data` is what was sent, or the parameters of the address."""

    def __init__(self, data: "MultiValueDict[str, str]", *, user: Any, today: dt.date) -> None:
        self.data, self.user, self.today = data.copy(), user, today
        self.refused: list[str] = []
        self._gestures()

    def _gestures(self) -> None:
        """The « Enter » key, which searches where something is looked for; the buttons that choose, add or remove."""
        if (entered := self.data.get("entree")) and not self.data.get("p-q"):
            self.data["aller"] = entered
        if chosen := self.data.get("choisir"):
            self.data["epci"], self.data["par"], self.data["aller"] = chosen, "epci", PARTIES
        communes = [one for one in self.data.getlist("commune") if _is_key(one)]
        if (added := self.data.get("ajouter", "")) and _is_key(added):
            communes, self.data["q"] = [*communes, added], ""
        removed = self.data.get("retirer")
        kept = dict.fromkeys(one for one in communes if one != removed)
        self.data.setlist("commune", list(kept))

    # ------------------------------------------------------------------ where we are

    @cached_property
    def step(self) -> str:
        """The page asked for, or the first one before it that lacks something."""
        asked = self.data.get("aller") or self.data.get("etape") or TERRITORY
        if asked not in ORDER:
            asked = TERRITORY
        for code in ORDER[: ORDER.index(asked)]:
            if self.errors_of(code):
                return code
        return asked

    @cached_property
    def errors(self) -> list[str]:
        """What keeps from going further, said once one tried to."""
        asked = self.data.get("aller", "")
        tried = asked in ORDER and ORDER.index(asked) > ORDER.index(self.step)
        return self.refused or (self.errors_of(self.step) if tried else [])

    def errors_of(self, code: str) -> list[str]:
        if code == TERRITORY:
            return self.territory_errors
        if code == PARTIES:
            return [] if self.parties.is_valid() else self.parties.errors
        if code == TEXT and not self.text.is_valid():
            wrong = not self.text.values.is_valid()
            said = ["Corrigez les champs signalés."] if wrong else []
            return said + self.text.clause_errors
        return []

    @property
    def steps(self) -> list[Step]:
        places = list(STEPS)
        current = places.index(self.shown)
        return [
            Step(code, STEPS[code], rank + 1, is_current=rank == current, is_done=rank < current)
            for rank, code in enumerate(places)
        ]

    @property
    def shown(self) -> str:
        """The page shown: the summary too when what it asks was refused."""
        return SUMMARY if self.step == CREATE else self.step

    @property
    def following(self) -> str:
        return ORDER[ORDER.index(self.shown) + 1]

    @property
    def previous(self) -> str:
        places = list(STEPS)
        return places[places.index(self.shown) - 1] if self.shown != TERRITORY else ""

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the other pages hold: [(name, value)], to travel hidden in this one."""
        prefixes = {PARTIES: "p-", TEXT: "t-"}
        others = tuple(prefix for code, prefix in prefixes.items() if code != self.shown)
        gestures = ("p-ajouter", "p-monter", "p-descendre", "p-toutes", "p-aucune", "p-q")
        found = [
            (name, value)
            for name, values in self.data.lists()
            if name.startswith(others) and name not in gestures
            for value in values
            if value and len(value) <= _LONGEST
        ]
        if self.shown != TERRITORY:
            for name in _OF_TERRITORY:
                found += [(name, value) for value in self._territory_values(name)]
        return found

    def _territory_values(self, name: str) -> list[str]:
        if name == "modele":
            return [self.template.code] if self.template else []
        return [value for value in self.data.getlist(name)[-1 if name != "commune" else 0 :] if value]  # fmt: skip

    @cached_property
    def token(self) -> str:
        """Drawn when the first page is opened; the same until the convention is created."""
        try:
            return str(uuid.UUID(self.data.get("jeton", "")))
        except ValueError:
            return str(uuid.uuid4())

    # ------------------------------------------------------------------ template, keeper, territory

    @cached_property
    def templates(self) -> list[ConventionTemplate]:
        """Those offered, the Ctg first."""
        rows = ConventionTemplate.objects.filter(is_active=True)
        return sorted(rows, key=lambda one: (one.kind != ConventionKind.CTG, one.pk))

    @cached_property
    def template(self) -> ConventionTemplate | None:
        asked = self.data.get("modele")
        chosen = [one for one in self.templates if one.code == asked]
        return next(iter(chosen if asked else self.templates), None)

    @cached_property
    def owners(self) -> list[Organisation]:
        """Those in whose name a convention may be opened; for who may everything, those that have accounts."""
        rows: QuerySet[Organisation] = perms.owners_for(self.user)
        if self.user.is_superuser:
            funds = Q(kind__in=Organisation.FAMILY_FUNDS)
            rows = rows.filter(funds | Q(memberships__isnull=False)).distinct()
        return list(rows.select_related("department"))

    @cached_property
    def owner(self) -> Organisation | None:
        asked = self.data.get("tenue_par")
        if asked:
            return next((one for one in self.owners if str(one.pk) == asked), None)
        return propose_owner(self.owners, self.territory) if self.territory else None

    @property
    def by_communes(self) -> bool:
        """Whether the territory is a list of communes; a convention of partnership begins so."""
        asked = self.data.get("par")
        if asked:
            return asked == "communes"
        return self.template is not None and self.template.kind != ConventionKind.CTG

    @cached_property
    def area(self) -> Intermunicipality | None:
        key = self.data.get("epci", "")
        if not _is_key(key):
            return None
        return (
            Intermunicipality.objects.visible_to(self.user)
            .select_related("department")
            .filter(pk=key)
            .first()
        )

    @cached_property
    def communes(self) -> list[Municipality]:
        keys = [int(one) for one in self.data.getlist("commune")]
        return list(Territory.of_communes(keys).municipalities) if keys else []

    @cached_property
    def territory(self) -> Territory | None:
        if self.by_communes:
            return Territory(None, tuple(self.communes)) if self.communes else None
        return Territory.of_area(self.area) if self.area else None

    @cached_property
    def territory_errors(self) -> list[str]:
        found = []
        if self.template is None:
            found.append("Choisissez un modèle de convention.")
        if self.territory is None:
            found.append(
                "Ajoutez au moins une commune au territoire."
                if self.by_communes
                else "Choisissez l’intercommunalité dans la liste officielle."
            )
        elif self.owner is None:
            found.append("Choisissez l’organisme qui tient la convention.")
        return found

    @cached_property
    def query(self) -> str:
        return self.data.get("q", "").replace("\0", "").strip()[:100]

    @cached_property
    def areas(self) -> list[Area]:
        """The intercommunalités that answer the search; before it, those of one’s own départements."""
        own = self._departments
        return find_areas(self.query, departments=own) if self.query else areas_of(own)

    @cached_property
    def towns(self) -> list[Municipality]:
        if not self.query:
            return []
        chosen = {one.pk for one in self.communes}
        found = find_communes(self.query, departments=self._departments)
        return [one for one in found if one.pk not in chosen]

    @property
    def _departments(self) -> list[int]:
        owners: Iterable[Organisation] = [] if self.user.is_superuser else self.owners
        asked = [one for one in self.owners if str(one.pk) == self.data.get("tenue_par")]
        return sorted({one.department_id for one in asked or owners if one.department_id})

    # ------------------------------------------------------------------ the other pages

    @cached_property
    def parties(self) -> PartiesForm:
        template, owner, territory = self._start
        return PartiesForm(
            self.data,
            territory=territory,
            owner=owner,
            kind=template.kind,
            user=self.user,
            today=self.today,
        )

    @cached_property
    def text(self) -> TextStep:
        template, _, territory = self._start
        return TextStep(self.data, template=template, territory=territory, today=self.today)

    @property
    def _start(self) -> tuple[ConventionTemplate, Organisation, Territory]:
        """What the first page chose. Raises LookupError when it is not complete."""
        template, owner, territory = self.template, self.owner, self.territory
        if template is None or owner is None or territory is None:
            raise LookupError(TERRITORY)
        return template, owner, territory

    @cached_property
    def overlapping(self) -> list[Convention]:
        """Conventions of the same intercommunalité whose period meets this one."""
        if self.territory is None or self.territory.intermunicipality is None:
            return []
        facts = self.text.facts()
        rows = Convention.objects.visible_to(self.user).filter(
            intermunicipality=self.territory.intermunicipality
        )
        if facts.starts_on:
            rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=facts.starts_on))
        if facts.ends_on:
            rows = rows.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=facts.ends_on))
        closed = (ConventionStatus.ABANDONED, ConventionStatus.TERMINATED)
        return list(rows.exclude(status__in=closed).order_by(F("starts_on").desc())[:3])

    def save(self) -> Convention:
        """Create the convention. Raises ValidationError."""
        template, owner, territory = self._start
        return set_up(
            template=template,
            owner=owner,
            territory=territory,
            parties=self.parties.bound(),
            facts=self.text.facts(),
            token=uuid.UUID(self.token),
            user=self.user,
        )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9
