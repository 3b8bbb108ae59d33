"""The document as the JSON of `read_convention --json`: what was read, nothing computed or guessed."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from conventions.document.model import (
    Annex,
    Article,
    Cell,
    Committee,
    Deliberation,
    Document,
    Facility,
    LegalBasis,
    Party,
    PlanNode,
    Sheet,
    SignatureBlock,
    Table,
)
from conventions.document.numbering import annex_labels
from conventions.document.references import Context

Json = dict[str, Any]


def read_json(document: Document) -> Json:
    """Return the whole document: dates ISO, amounts strings with a dot, what is absent `null` or `[]`."""
    context = Context(document)
    labels = {key: label.number for key, label in annex_labels(document).items()}
    return {
        "title": document.title,
        "kind": document.kind,
        "period": {
            "start": _day(document.period.start),
            "end": _day(document.period.end),
            "text": document.period.text or None,
        },
        "notice": {"months": document.notice.months, "form": document.notice.form or None},
        "territory": {
            "name": document.territory.name or None,
            "municipalities": list(document.territory.municipalities),
        },
        "parties": [_party(party) for party in document.parties],
        "legal_bases": [_legal_basis(basis, context) for basis in document.legal_bases],
        "preamble": document.preamble or None,
        "articles": [
            _article(article, rank, context) for rank, article in enumerate(document.articles, 1)
        ],
        "annexes": [
            {
                "label": annex.printed_label or labels[annex.key],
                "title": context.text(annex.title),
                "announced": annex.announced,
                "present": annex.present,
                "line": annex.line,
            }
            for annex in document.annexes
        ],
        "closing": {
            "place": document.closing.place or None,
            "date": _day(document.closing.on),
            "copies": document.closing.copies,
            "pages": document.closing.pages,
            "annex_count": document.closing.annex_count,
        },
        "signatures": [_signature(block) for block in document.signatures],
        "deliberations": [_deliberation(act) for act in document.deliberations],
        "plan": [_node(node) for annex in document.annexes for node in annex.plan],
        "sheets": [_sheet(sheet, context) for annex in document.annexes for sheet in annex.sheets],
        "tables": [
            _table(table, annex.printed_label or labels[annex.key])
            for annex in document.annexes
            for table in annex.tables
        ],
        "facilities": [_facility(item) for annex in document.annexes for item in annex.facilities],
        "committees": list(_committees(document.annexes, context)),
        "obligations": [],
        "footnotes": [{"mark": note.mark, "text": note.text} for note in document.footnotes],
        "warnings": [
            {"line": warning.line, "message": warning.message} for warning in document.warnings
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _party(party: Party) -> Json:
    decision = party.decision
    return {
        "name": party.name,
        "short_name": party.designation or None,
        "side": party.side,
        "representatives": [
            {
                "civility": person.civility or None,
                "name": person.name,
                "function": person.function or None,
            }
            for person in party.representatives
        ],
        "decision": decision and {"body": decision.body or None, "date": _day(decision.on)},
        "line": party.line,
    }


def _legal_basis(basis: LegalBasis, context: Context) -> str:
    return f"{'Vu' if basis.kind == 'vu' else 'Considérant'} {context.text(basis.html)}"


def _article(article: Article, rank: int, context: Context) -> Json:
    return {
        "number": article.printed_number or str(rank),
        "title": context.text(article.title),
        "html": article.html,
        "line": article.line,
    }


def _signature(block: SignatureBlock) -> Json:
    return {
        "organisation": block.organisation or None,
        "name": block.name or None,
        "function": block.function or None,
    }


def _deliberation(act: Deliberation) -> Json:
    return {
        "organisation": act.organisation or None,
        "number": act.number or None,
        "date": _day(act.on),
        "object": act.subject or None,
        "in_office": act.in_office,
        "present": act.present,
        "voters": act.voters,
        "for": act.votes_for,
        "against": act.votes_against,
        "abstentions": act.abstentions,
        "proxies": [{"absent": absent, "bearer": bearer} for absent, bearer in act.proxies],
        "absent": list(act.absent),
        "not_taking_part": list(act.not_taking_part),
        "act_identifier": act.act_identifier or None,
        "sent_on": _day(act.sent_on),
        "received_on": _day(act.received_on),
        "published_on": _day(act.published_on),
    }


def _node(node: PlanNode) -> Json:
    return {
        "code": node.code or None,
        "title": node.title,
        "level": node.level,
        "children": [_node(child) for child in node.children],
        "schedule": node.schedule or None,
        "leads": list(node.leads),
        "indicators": list(node.indicators),
    }


def _sheet(sheet: Sheet, context: Context) -> Json:
    return {
        "code": sheet.code or None,
        "title": sheet.title,
        "axis": _ancestor(sheet, "axe"),
        "strategic_objective": _ancestor(sheet, "objectif stratégique"),
        "operational_objective": _ancestor(sheet, "objectif opérationnel"),
        "context": context.text(sheet.context) or None,
        "goals": context.text(sheet.goals).splitlines(),
        "steps": [
            {"text": step.text, "due": step.schedule or None, "indicators": list(step.indicators)}
            for step in sheet.steps
        ],
        "leads": list(sheet.leads),
        "audience": sheet.audience or None,
        "indicators": list(sheet.indicators),
        "watch_points": list(sheet.watch_points),
        "schedule": sheet.schedule or None,
    }


def _ancestor(sheet: Sheet, level: str) -> str | None:
    return next((label for label in sheet.ancestors if label.lower().startswith(level)), None)


def _table(table: Table, annex: str) -> Json:
    return {
        "title": table.title or None,
        "annex": annex,
        "columns": [
            {"label": column.label, "group": column.group or None} for column in table.columns
        ],
        "rows": [
            {"label": row.label, "kind": row.kind, "cells": [_cell(cell) for cell in row.cells]}
            for row in table.rows
        ],
        "source": table.source or None,
        "notes": list(table.notes),
    }


def _cell(cell: Cell) -> Json:
    return {
        "text": cell.text,
        "amount": _amount(cell.amount),
        "qualifier": cell.qualifier or None,
    }


def _facility(facility: Facility) -> Json:
    return {
        "operator": facility.operator or None,
        "name": facility.name,
        "kind": facility.kind or None,
        "activity": facility.activity or None,
        "address": facility.address or None,
        "postcode": facility.postcode or None,
        "municipality": facility.municipality or None,
    }


def _committees(annexes: tuple[Annex, ...], context: Context) -> Iterator[Json]:
    for annex in annexes:
        for committee in annex.committees:
            yield {
                "name": committee.name,
                "composition": _composition(committee),
                "role": context.text(committee.role).splitlines(),
                "frequency": committee.frequency or None,
            }


def _composition(committee: Committee) -> list[str]:
    return [
        f"{member.group} : {member.function}" if member.group else member.function
        for member in committee.members
    ]
