"""What was read, told to a person in a terminal."""

import re
from collections.abc import Iterator

from conventions.document.model import Document, Party, Period
from conventions.readers import dates
from conventions.readers.inline import clean

KINDS = {
    "ctg": "convention territoriale globale",
    "partnership": "convention de partenariat",
    "amendment": "avenant",
    "deliberation": "délibération",
    "other": "convention",
}


def summary(document: Document) -> str:
    """The whole account: what was found, then warnings with their lines."""
    return "\n".join([*_facts(document), *findings(document)])


def findings(document: Document) -> list[str]:
    """Warnings, one a line; each passage kept aside has its own."""
    out: list[str] = []
    if document.warnings:
        out += ["", _count(len(document.warnings), "avertissement")]
        out += [f"  {_line(w.line)}{w.message}" for w in document.warnings]
    return out


def _facts(document: Document) -> Iterator[str]:
    yield text_of(document.title) or "(sans titre)"
    if document.subtitle:
        yield document.subtitle
    yield f"Nature : {KINDS[document.kind]}"
    yield f"Période : {_period(document.period)}"
    if document.notice.months:
        form = f", {document.notice.form}" if document.notice.form else ""
        yield f"Préavis : {document.notice.months} mois{form}"
    yield from _territory(document)
    yield ""
    yield _count(len(document.parties), "partie")
    for party in document.parties:
        yield from _party(party)
    yield ""
    preamble = " · préambule" if document.preamble else ""
    yield _count(len(document.legal_bases), "visa") + preamble
    yield _count(len(document.articles), "article")
    for article in document.articles:
        yield f"  {_line(article.line)}Article {article.printed_number} – {text_of(article.title)}"
    yield from _annexes(document)
    yield from _end(document)


def _territory(document: Document) -> Iterator[str]:
    covered = document.territory
    if covered.name or covered.department:
        yield "Territoire : " + ", ".join(filter(None, (covered.name, covered.department)))
    if covered.municipalities:
        count = _count(len(covered.municipalities), "commune")
        yield f"{count} : {', '.join(covered.municipalities)}"


def _period(period: Period) -> str:
    start = (
        "la signature"
        if period.from_signature
        else dates.french(period.start)
        if period.start
        else "…"
    )
    end = dates.french(period.end) if period.end else "…"
    return f"de {start} au {end}" if period.from_signature else f"du {start} au {end}"


def _party(party: Party) -> Iterator[str]:
    side = {1: " (d’une part)", 2: " (d’autre part)"}.get(party.side or 0, "")
    called = f", « {party.designation} »" if party.designation else ""
    article = (
        party.article if party.article.endswith("’") or not party.article else party.article + " "
    )
    yield f"  {_line(party.line)}{article}{party.name}{called}{side}"
    for person in party.representatives:
        named = " ".join(filter(None, (person.civility, person.name)))
        yield f"           {named}, {person.function or 'fonction non lue'}"
    if party.decision:
        on = f" du {dates.french(party.decision.on)}" if party.decision.on else ", date non lue"
        yield f"           {party.decision.act_kind} : {party.decision.body}{on}"


def _annexes(document: Document) -> Iterator[str]:
    present = sum(annex.present for annex in document.annexes)
    yield _count(len(document.annexes), "annexe") + (
        f", dont {present} dans le fichier" if document.annexes else ""
    )
    for annex in document.annexes:
        absent = "" if annex.present else " (absente du fichier)"
        yield f"  {_line(annex.line)}Annexe {annex.printed_label} – {text_of(annex.title)}{absent}"


def _end(document: Document) -> Iterator[str]:
    closing = document.closing
    on = dates.french(closing.on) if closing.on else "date non remplie"
    yield f"Fait à {closing.place or '…'}, {on}"
    yield _count(len(document.signatures), "bloc") + " de signature"
    for block in document.signatures:
        yield f"  {_line(block.line)}{', '.join(filter(None, (block.organisation, block.function, block.name)))}"
    for act in document.deliberations:
        on = dates.french(act.on) if act.on else "date non lue"
        yield f"Délibération {act.number} du {on} : {act.organisation}"


def text_of(html: str) -> str:
    """Plain words of inline rich text."""
    return clean(
        re.sub(r"<[^>]+>", "", html).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _line(number: int | None) -> str:
    return f"l. {number:<5} " if number else "         "
