"""What is delivered with the software enters the library; what an administrator wrote stays.

A wording without an author was delivered with the software; one with an author was published by an administrator.
Loading again publishes a delivered wording that changed, unless the last one has an author. Everything else (name,
advice, templates) is written once, when it is missing: it then belongs to the administrators.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from conventions import clauses
from conventions.clauses.shapes import Clause as Delivered, Template as DeliveredTemplate
from conventions.models import Clause, ClauseVersion, ConventionTemplate, TemplateClause
from conventions.models.library import last_versions
from ctg import richtext

UPDATED = "Mise à jour de la bibliothèque livrée avec le logiciel."


@dataclass(frozen=True, slots=True)
class Loaded:
    """Clauses and templates written; wordings brought up to date, and those left to their author."""

    clauses: int
    updated: int
    kept: int
    templates: int


@transaction.atomic
def load() -> Loaded:
    """Write what is missing from the library delivered with the software; a second time, nothing."""
    known = Clause.objects.in_bulk(field_name="code")
    missing = [one for one in clauses.CLAUSES if one.code not in known]
    for delivered in missing:
        known[delivered.code] = _create(delivered)
    for delivered in missing:
        known[delivered.code].requires.set([known[code] for code in delivered.requires])
    outcomes = [_bring_up_to_date(one, last) for one, last in _delivered_before(missing)]
    return Loaded(
        clauses=len(missing),
        updated=outcomes.count("updated"),
        kept=outcomes.count("kept"),
        templates=sum(_load_template(one, known) for one in clauses.TEMPLATES),
    )


def _create(delivered: Delivered) -> Clause:
    clause = Clause(
        code=delivered.code,
        name=delivered.name,
        part=delivered.part,
        family=delivered.family,
        repeat=delivered.repeat,
        annex_kind=delivered.annex_kind,
        advice=delivered.advice,
    )
    clause.full_clean()
    clause.save()
    ClauseVersion.objects.create(
        clause=clause, number=1, title=delivered.title_html, body=delivered.body_html
    )
    return clause


def _delivered_before(missing: list[Delivered]) -> list[tuple[Delivered, ClauseVersion]]:
    last = {version.clause.code: version for version in last_versions().select_related("clause")}
    new = {one.code for one in missing}
    return [(one, last[one.code]) for one in clauses.CLAUSES if one.code not in new]


def _bring_up_to_date(delivered: Delivered, last: ClauseVersion) -> str:
    title = richtext.sanitise_inline(delivered.title_html)
    body = richtext.sanitise(delivered.body_html)
    if (last.title, last.body) == (title, body):
        return "same"
    if last.author_id is not None:
        return "kept"
    ClauseVersion.objects.create(
        clause=last.clause, number=last.number + 1, title=title, body=body, note=UPDATED
    )
    return "updated"


def _load_template(delivered: DeliveredTemplate, known: dict[str, Clause]) -> bool:
    if ConventionTemplate.objects.filter(code=delivered.code).exists():
        return False
    template = ConventionTemplate(
        code=delivered.code,
        name=delivered.name,
        description=delivered.description,
        kind=delivered.kind,
        title=delivered.title,
        subtitle=delivered.subtitle,
        years=delivered.years,
        notice_months=delivered.notice_months,
        notice_form=delivered.notice_form,
    )
    template.full_clean()
    template.save()
    TemplateClause.objects.bulk_create(
        TemplateClause(
            template=template,
            clause=known[use.code],
            position=place,
            mode=use.mode,
            is_ticked=use.ticked,
        )
        for place, use in enumerate(delivered.clauses, start=1)
    )
    return True


@transaction.atomic
def publish(
    clause: Clause, title: str, body: str, note: str = "", author: Any = None
) -> ClauseVersion:
    """Publish another wording of a clause; the one in force when nothing changed: the button was pressed twice.

    Raises ValidationError when the text is refused (too long, nested too deep).
    """
    Clause.objects.select_for_update(of=("self",), no_key=True).get(pk=clause.pk)
    last = clause.versions.order_by("-number").first()
    version = ClauseVersion(
        clause=clause,
        number=last.number + 1 if last else 1,
        title=title,
        body=body,
        note=note,
        author=author,
    )
    version.full_clean()
    if last and (last.title, last.body) == (version.title, version.body):
        return last
    version.save()
    return version
