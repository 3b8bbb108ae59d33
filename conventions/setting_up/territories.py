"""Looking for the territory of a convention in the official list, one’s own département first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When

from conventions import drafting
from ctg.typography import join
from partners.models import Department, Intermunicipality, Municipality

SHOWN = 12  # answers to a search
LISTED = 60  # intercommunalités of one’s own départements, before anything is looked for


@dataclass(frozen=True)
class Territory:
    """An intercommunalité with its communes, or communes alone."""

    intermunicipality: Intermunicipality | None
    municipalities: tuple[Municipality, ...]

    @property
    def name(self) -> str:
        """As a cover prints it: that of the intercommunalité, else the communes."""
        if self.intermunicipality:
            return drafting.propose_territory(self.intermunicipality)
        names = join([one.name for one in self.municipalities])
        return names if len(names) <= 200 else f"{len(self.municipalities)} communes"

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """The main one first, then the others where communes are."""
        found = {one.department_id: one.department for one in self.municipalities}
        main = self.department
        others = [one for pk, one in found.items() if main is None or pk != main.pk]
        return (*([main] if main else []), *sorted(others, key=lambda one: one.code))

    @cached_property
    def department(self) -> Department | None:
        """That of the intercommunalité, or the one of most communes."""
        if self.intermunicipality and self.intermunicipality.department:
            return self.intermunicipality.department
        counts: dict[int, int] = {}
        for one in self.municipalities:
            counts[one.department_id] = counts.get(one.department_id, 0) + 1
        most = max(counts, key=lambda pk: counts[pk], default=None)
        return next((one.department for one in self.municipalities if one.department_id == most), None)  # fmt: skip

    @classmethod
    def of_area(cls, area: Intermunicipality) -> "Territory":
        communes = area.municipalities.current().select_related("department")
        return cls(area, tuple(communes))

    @classmethod
    def of_communes(cls, keys: Iterable[int]) -> "Territory":
        """Communes in alphabetical order; what the official list does not know is left out."""
        found = Municipality.objects.filter(pk__in=list(keys)).select_related("department")
        return cls(None, tuple(found))


@dataclass(frozen=True)
class Area:
    """An intercommunalité found; `through` is the commune by which it was, "" when by its own name."""

    intermunicipality: Intermunicipality
    communes: int
    through: str = ""


def areas_of(departments: Collection[int]) -> list[Area]:
    """The intercommunalités of these départements, by name."""
    rows = Intermunicipality.objects.current().filter(department__in=departments)
    return [Area(one, one.communes) for one in _counted(rows)[:LISTED]]


def find_areas(text: str, *, departments: Collection[int]) -> list[Area]:
    """Look for intercommunalités by their name, their SIREN or one of their communes, without accents."""
    named = Intermunicipality.objects.current().search(text)
    named = named.order_by(*_best(departments, named))
    towns = Municipality.objects.current().filter(intermunicipality__isnull=False).search(text)
    towns = towns.order_by(*_best(departments, towns))
    through: dict[int, str] = dict.fromkeys(named.values_list("pk", flat=True)[:SHOWN], "")
    for area, name in towns.values_list("intermunicipality", "name")[:SHOWN]:
        through.setdefault(area, name)
    rows = {one.pk: one for one in _counted(Intermunicipality.objects.filter(pk__in=through))}
    found = [Area(rows[pk], rows[pk].communes, name) for pk, name in through.items()]
    own = set(departments)
    found.sort(key=lambda area: area.intermunicipality.department_id not in own)
    return found[:SHOWN]


def find_communes(text: str, *, departments: Collection[int]) -> list[Municipality]:
    """Look for communes by their name, postcode or Insee code, without accents."""
    towns = Municipality.objects.current().search(text).select_related("department")
    return list(towns.order_by(*_best(departments, towns))[:SHOWN])


def _counted(rows: Any) -> Any:
    """Intercommunalités by name, with how many communes of the latest list they hold."""
    latest = Municipality.objects.order_by("-vintage").values("vintage")[:1]
    communes = Count("municipalities", filter=Q(municipalities__vintage=latest))
    rows = rows.annotate(communes=communes).select_related("department")
    return rows.order_by("search_text", "pk")


def _best(departments: Collection[int], found: Any) -> tuple[Any, ...]:
    """The order of a search: one’s own départements first, then its best matches."""
    own = Case(
        When(department__in=list(departments), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return own, "search_rank", *found.search_order
