"""Operations of the drafter: open a convention, name its parties, place and remove its blocks."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from actions.models import Plan
from conventions.blocks import MODELS, Address
from conventions.document.references import NUMBER_ONLY
from conventions.models import (
    Annex,
    Article,
    Block,
    BlockKind,
    Convention,
    LegalBasis,
    Party,
    Signatory,
)
from conventions.recognising import both_genders
from ctg import ordering, richtext
from partners.grammar import capitalised
from partners.models import Intermunicipality, Mandate, Organisation, Person
from partners.models.fields import one_line

_CONTRACTED = re.compile(r"^(?:du|des|de la|de l’|de|d’)\b\s*(?=\S)")

# What a block says before anything is typed in it: the checks take it for a blank.
START: dict[str, dict[str, str]] = {
    BlockKind.LEGAL_BASIS: {"text": "texte à compléter"},
    BlockKind.ARTICLE: {"title": "Titre à compléter"},
    BlockKind.ANNEX: {"title": "Titre à compléter"},
}


def propose_reference(territory: str, year: int | None) -> str:
    """A free reference made of the territory and the year: « bazois-2016 », « bazois-2016-2 » when it is taken."""
    root = "-".join(filter(None, [slugify(territory)[:60], str(year or "")])) or "convention"
    taken = set(
        Convention.objects.filter(reference__startswith=root).values_list("reference", flat=True)
    )
    rank = 1
    while (reference := root if rank == 1 else f"{root}-{rank}") in taken:
        rank += 1
    return reference


def propose_territory(area: Intermunicipality) -> str:
    """What a cover prints of an intercommunalité: « Bazois » for the communauté de communes « du Bazois »."""
    return capitalised(_CONTRACTED.sub("", area.name))


def propose_designation(organisation: Organisation) -> str:
    """How the text calls it after the first mention: « la Caf », « la commune de Chanac »."""
    return organisation.designation.full


@transaction.atomic
def open_with(convention: Convention) -> None:
    """Give a new convention what its territory tells: communes, and the parties found in the directory.

    The organisation that keeps it comes first, d’une part; the intercommunalité follows, d’autre part.
    """
    area = convention.intermunicipality
    if area and not convention.municipalities.exists():
        convention.municipalities.set(area.municipalities.all())
    sides = [(convention.owner, Party.Side.FIRST)]
    if area:
        found = Organisation.objects.filter(intermunicipality=area).order_by()
        kind = Organisation.Kind.INTERMUNICIPALITY
        sides += [(found_one, Party.Side.SECOND) for found_one in found.filter(kind=kind)[:1]]
    for organisation, side in sides:
        add_party(convention, organisation, side=side)


def add_party(convention: Convention, organisation: Organisation, *, side: int | None) -> Party:
    """Bind an organisation. Its designation is left empty: the text then follows the directory."""
    return Party.objects.create(convention=convention, organisation=organisation, side=side)


@transaction.atomic
def open_plan(convention: Convention) -> Plan:
    """The plan of the convention, opened for its period and followed by its parties when there is none yet."""
    lock(convention.pk)
    convention.refresh_from_db(fields=["plan"])
    if convention.plan:
        return convention.plan
    start = convention.starts_on or convention.signed_on or timezone.localdate()
    if convention.ends_on:
        start = min(start, convention.ends_on)
    name = f"Plan d’actions – {convention.territory_name}"[:200]
    plan = Plan.objects.create(name=name, starts_on=start, ends_on=convention.ends_on)
    bound = Party.objects.filter(convention=convention).values_list("organisation", flat=True)
    plan.organisations.set({convention.owner_id, *bound})
    convention.plan = plan
    convention.save(update_fields=["plan", "updated_at"])
    return plan


def lock(convention: int) -> None:
    """Let other writers of that convention wait until this transaction ends: places are given one at a time."""
    rows = Convention.objects.select_for_update(of=("self",), no_key=True).order_by()
    list(rows.filter(pk=convention).values_list("pk"))


@transaction.atomic
def place(block: Block, *, after: int | None) -> None:
    """Store a new block, then put it right after the one in place `after` (0: first; None: last)."""
    lock(block.convention_id)
    block.save()
    if after is not None:
        ordering.move(block.siblings(), block, after + 1)


@transaction.atomic
def add_block(convention: Convention, kind: str, *, key: str, after: str = "") -> Block:
    """Add an empty article, annex or visa under the `key` drawn beforehand, right after the one whose key is `after`.

    Asked twice, it is added once: the button was pressed twice. Goes last when `after` is "" or gone.
    """
    lock(convention.pk)
    model: Any = MODELS[kind]
    rows = model.objects.filter(convention=convention)
    stored: Block | None = rows.filter(key=key).first()
    if stored is not None:
        return stored
    place_after = rows.filter(key=after).values_list("position", flat=True).first()
    block: Block = model(convention=convention, key=key, **START[kind])
    place(block, after=place_after)
    return block


@transaction.atomic
def move(block: Block, to: str) -> None:
    """Move a block among its siblings: `to` is « up », « down » or a place from 1.

    Raises ValidationError when `to` is none of these, or when the block was removed meanwhile.
    """
    lock(block.convention_id)
    steps = {"up": ordering.move_up, "down": ordering.move_down}
    if to in steps:
        steps[to](block.siblings(), block)
    elif to.isdecimal():
        ordering.move(block.siblings(), block, int(to[:9]))
    else:
        raise ValidationError("Cette place n’existe pas.")


@transaction.atomic
def remove(block: Block) -> None:
    """Delete a block and close the ranks. References to it stay in the texts, shown as broken."""
    lock(block.convention_id)
    rest = block.siblings()
    block.delete()
    ordering.renumber(rest)


def cited_in(block: Block) -> list[Block | Convention]:
    """Where the texts of the convention quote the block, in reading order; the convention for its preamble."""
    convention = block.convention
    places: list[Block | Convention] = []
    texts: list[tuple[type[Block], tuple[str, ...]]] = [
        (LegalBasis, ("text",)),
        (Article, ("title", "body")),
        (Annex, ("title", "body")),
    ]
    for model, names in texts:
        if model is Article and _cites(convention.preamble, block):
            places.append(convention)
        others = model._default_manager.filter(convention=convention)
        places += [
            other
            for other in others
            if other != block and any(_cites(getattr(other, name), block) for name in names)
        ]
    return places


def _cites(html: str, block: Block) -> bool:
    return block.key in html and any(
        _quotes(node, block) for node in richtext.live_nodes(html) if node.type != "note"
    )


def _quotes(node: richtext.Live, block: Block) -> bool:
    """A reference leads to the block, or a variable says something of the party: « partie:8f3a.nom »."""
    if isinstance(block, Party):
        word, _, name = node.name.partition(":")
        return word.lower() == "partie" and name.partition(".")[0] == block.key
    return node.key.removesuffix(NUMBER_ONLY) == block.key


def neighbour(block: Block) -> str:
    """The address of the block after it among its own, else before it; "" when it is alone."""
    rows = block.siblings().exclude(pk=block.pk)
    near = (
        rows.filter(position__gt=block.position).order_by("position").first()
        or rows.order_by("position").last()
    )
    return str(Address.of(near)) if near else ""


@transaction.atomic
def bind(convention: Convention, organisation: Organisation) -> Party:
    """Add an organisation to the parties, last; one that is already bound is given back as it stands."""
    lock(convention.pk)
    bound = Party.objects.filter(convention=convention, organisation=organisation).first()
    return bound or add_party(convention, organisation, side=None)


@transaction.atomic
def let_sign(party: Party, mandate: Mandate) -> Signatory:
    """Let someone of the directory sign for the party, after the others; once, however often it is asked.

    Raises ValidationError when the mandate is held in another organisation.
    """
    lock(party.convention_id)
    last = party.signatories.aggregate(last=models.Max("position"))["last"] or 0
    signatory = party.signatories.filter(mandate=mandate).first()
    if signatory is None:
        signatory = Signatory(party=party, mandate=mandate, position=last + 1)
        signatory.full_clean()
        signatory.save()
    return signatory


@transaction.atomic
def move_signatory(signatory: Signatory, to: str) -> None:
    """Move who signs « up » or « down » among those who sign for the party."""
    party = signatory.party
    lock(party.convention_id)
    people = list(party.signatories.order_by("position", "pk"))
    if signatory not in people:
        raise ValidationError("Cette personne ne signe plus pour cette partie.")
    at = people.index(signatory)
    people.insert(max(0, at + {"up": -1, "down": 1}.get(to, 0)), people.pop(at))
    for position, person in enumerate(people, start=1):
        person.position = position
    Signatory.objects.bulk_update(people, ["position"])


@transaction.atomic
def add_signatory(
    party: Party,
    *,
    civility: str,
    first_name: str,
    last_name: str,
    function: str,
    interim: bool = False,
) -> Signatory:
    """Bring a person and a mandate into the directory, and let that person sign for the party.

    `function` agrees with the person; the other gender is deduced. Someone who already holds that function there is not
    added again: the button was pressed twice.
    """
    gender = Person(civility=civility).gender
    masculine, feminine = both_genders(one_line(function), gender)
    Party.objects.select_for_update().get(pk=party.pk)
    mandate = Mandate.objects.filter(
        organisation=party.organisation,
        person__civility=civility,
        person__first_name=one_line(first_name),
        person__last_name=one_line(last_name),
        function_masculine=masculine,
        is_interim=interim,
    ).first()
    if mandate is None:
        mandate = Mandate.objects.create(
            person=Person.objects.create(
                civility=civility, first_name=first_name, last_name=last_name
            ),
            organisation=party.organisation,
            function_masculine=masculine,
            function_feminine=feminine,
            is_interim=interim,
        )
    last = party.signatories.aggregate(last=models.Max("position"))["last"] or 0
    signatory, _ = Signatory.objects.get_or_create(
        party=party, mandate=mandate, defaults={"position": last + 1}
    )
    return signatory
