"""A convention of an imaginary valley, made by hand, that holds everything a convention can hold.

Written for the tests of printing and exchange: nine parties, notes, lists, a wide table, a plan of three levels,
action sheets, a financing table of forty lines, facilities, committees.
"""

import datetime as dt
from base64 import b64decode
from dataclasses import replace
from decimal import Decimal

from conventions.document.model import (
    Annex,
    Article,
    Cell,
    Closing,
    Column,
    Committee,
    CommitteeMember,
    Decision,
    Document,
    Facility,
    Image,
    LegalBasis,
    Notice,
    Party,
    Period,
    Representative,
    Row,
    SignatureBlock,
    Table,
    Territory,
)
from tests.conventions.samples_plan import PLAN, SHEETS

LOGO_PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFUlEQVR4nGOQDw3Fgxip"
    "KI0XjExpAH9+PyFCDZb0AAAAAElFTkSuQmCC"
)
LOGO_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    b'<circle cx="24" cy="24" r="22" fill="#1f5548"/><path d="M10 30l9-14 7 9 4-5 8 10z" fill="#fff"/></svg>'
)

TOWNS = ("Montaury", "Le Val-d’Ance", "Saint-Cirgues", "Fontbrune", "La Roche-aux-Moines")


def _party(
    key: str, name: str, article: str, gender: str, designation: str, **facts: object
) -> Party:
    return Party(
        key=key, name=name, article=article, gender=gender, designation=designation, **facts
    )


def _towns() -> tuple[Party, ...]:
    return tuple(
        _party(
            f"ville{rank}",
            f"Commune de {name}" if not name.startswith("Le ") else f"Commune du {name[3:]}",
            "la",
            "f",
            f"la commune {'du ' + name[3:] if name.startswith('Le ') else 'de ' + name}",
            side=2,
            representatives=(Representative(f"Camille ARNAUD-{rank}", "Mme", "maire"),),
            decision=Decision("conseil municipal", dt.date(2024, 3, 10 + rank)),
        )
        for rank, name in enumerate(TOWNS, start=1)
    )


PARTIES = (
    _party(
        "caf",
        "Caisse d’allocations familiales des Hautes-Terres",
        "la",
        "f",
        "la Caf",
        side=1,
        representatives=(
            Representative("Hélène VASSEUR", "Mme", "présidente du conseil d’administration"),
            Representative("Luc FERRAND", "M.", "directeur"),
        ),
        decision=Decision("conseil d’administration", dt.date(2024, 2, 20)),
        logo=Image(LOGO_SVG, "image/svg+xml"),
    ),
    _party(
        "epci",
        "Communauté de communes du Val d’Ance",
        "la",
        "f",
        "la communauté de communes",
        side=2,
        representatives=(Representative("Jean MALAVAL", "M.", "président"),),
        decision=Decision("conseil communautaire", dt.date(2024, 3, 7), number="D24-031"),
        logo=Image(LOGO_PNG, "image/png"),
    ),
    *_towns(),
    _party(
        "dept",
        "Département des Hautes-Terres",
        "le",
        "m",
        "le Département",
        side=2,
        representatives=(Representative("Odile GARNIER", "Mme", "présidente"),),
    ),
    _party(
        "msa",
        "Mutualité sociale agricole des Hautes-Terres",
        "la",
        "f",
        "la MSA",
        side=2,
        representatives=(Representative("Paul ROQUES", "M.", "directeur général"),),
    ),
)

PREAMBLE = """
<p>La présente convention réunit <span data-var="parties"></span> autour d’un projet commun
pour les familles du territoire <span data-var="territoire"></span>.</p>
<p>La vallée compte 14 200 habitants et 1 860 enfants de moins de douze ans. "Un tiers" d'entre eux
vit à plus de vingt minutes d'un accueil collectif ; c'est le premier motif de cette démarche.</p>
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """<p>Les parties se donnent un cap partagé<span
        data-note="Le diagnostic a été présenté le 1er février 2024 aux élus du val."></span> et s'engagent à :</p>
        <ul><li>maintenir les services existants ;</li><li>ouvrir de nouveaux services là où ils manquent :
        <ul><li>accueil du jeune enfant ;</li><li>jeunesse et mobilité ;</li></ul></li></ul>
        <p>Le plan figure en <span data-ref="plan" data-kind="annex"></span> et les moyens à
        l’<span data-ref="moyens" data-kind="article"></span>.</p>""",
    ),
    Article(
        "moyens",
        "Moyens mobilisés",
        """<h3>Engagements financiers</h3>
        <p>La contribution de <span data-var="partie:caf"></span> est de 93 305 € par an, soit 45 % du total.</p>
        <ol><li><p>chaque collectivité maintient son soutien ;</p></li>
        <li><p>elle communique ses comptes avant le 31 mars :</p>
        <ol type="a"><li>au comité technique ;</li><li>à la Caf.</li></ol></li></ol>
        <table><tbody><tr><th>Service</th><th>Rythme</th><th>Coût annuel</th></tr>
        <tr><td>Relais petite enfance</td><td>Quatre matinées par semaine</td><td>38 400 €</td></tr>
        <tr><td>Point écoute jeunes</td><td>Deux soirées par semaine</td><td>9 750 €</td></tr></tbody></table>
        <h3>Engagements de moyens</h3>
        <p>Les communes mettent leurs locaux à disposition<span
        data-note="Une convention d’occupation précise les horaires."></span>.</p>""",
    ),
    Article(
        "duree",
        "Durée, révision et résiliation",
        """<p>La convention est conclue <span data-var="periode"></span>.
        Toute modification fait l’objet d’un avenant.</p>
        <p>Chaque partie peut y mettre fin avec un préavis de trois mois,
        par lettre recommandée avec avis de réception.</p>""",
    ),
)


def _line(label: str, *amounts: int, kind: str = "line", **facts: object) -> Row:
    return Row(
        label, kind, cells=tuple(Cell(str(value), Decimal(value)) for value in amounts), **facts
    )


def _money() -> Table:
    rows: list[Row] = []
    for rank, town in enumerate(TOWNS, start=1):
        lines = [
            _line(f"{service} – {town}", 1200 * rank, 1300 * rank, 900 * rank)
            for service in (
                "Accueil de loisirs",
                "Crèche",
                "Périscolaire",
                "Séjours",
                "Ludothèque",
                "Transport",
            )
        ]
        part = _line("dont bonus territoire", 300 * rank, 320 * rank, 200 * rank, of_which=True)
        rows += [Row(town, "section", cells=()), lines[0], part, *lines[1:]]
        rows.append(_line("Sous-total", 7200 * rank, 7800 * rank, 5400 * rank, kind="subtotal"))
    rows.append(_line("Total", 108000, 117000, 81000, kind="total"))
    return Table(
        title="Financement des services, 2023 et 2024",
        columns=(
            Column("2023", "Réalisé"),
            Column("Caf", "Prévision 2024"),
            Column("Collectivités", "Prévision 2024"),
        ),
        rows=tuple(rows),
        row_heading="Service",
        unit="en euros",
        source="comptes 2023 des communes",
        notes=("Les lignes « dont » sont comprises dans la ligne qui précède.",),
        key="money",
    )


def _offer() -> Table:
    """Ten columns of words: only a landscape page can hold it."""
    services = (
        "Crèche",
        "Micro-crèche",
        "Maison d’assistants maternels",
        "Accueil de loisirs",
        "Espace jeunes",
        "Ludothèque",
        "Parentalité",
        "France services",
        "Bibliothèque",
    )
    rows = tuple(
        Row(
            town,
            cells=tuple(
                Cell("Service commun" if (rank + place) % 3 else "Sur place") for place in range(9)
            ),
        )
        for rank, town in enumerate(TOWNS)
    )
    return Table(
        "Où les familles trouvent chaque service",
        tuple(Column(name, kind="text") for name in services),
        rows,
        "Commune",
    )


ANNEXES = (
    Annex("plan", 'Plan d’actions <span data-var="periode"></span>', "plan", plan=PLAN),
    Annex("fiches", "Fiches-actions", "sheets", sheets=SHEETS),
    Annex("argent", "Financement des services", "tables", tables=(_money(), _offer())),
    Annex(
        "lieux",
        "Équipements et services soutenus",
        "facilities",
        facilities=tuple(
            Facility(
                f"Association Les Galopins de {town}",
                f"Accueil de loisirs {rank}",
                "ALSH",
                "Enfance",
                "1 place de la Mairie",
                f"0400{rank}",
                town,
                12 * rank,
            )
            for rank, town in enumerate(TOWNS, start=1)
        ),
    ),
    Annex(
        "instances",
        "Comités",
        "committees",
        committees=(
            Committee(
                "Comité de pilotage",
                (
                    CommitteeMember("la présidente ou son représentant", "Pour la Caf"),
                    CommitteeMember("le président", "Pour la communauté de communes"),
                    CommitteeMember(
                        "une personne qualifiée",
                        "Pour la communauté de communes",
                        consultative=True,
                    ),
                ),
                "<p>Il fixe les priorités et suit l’exécution de la convention.</p>",
                "Deux fois par an",
                "Communauté de communes",
            ),
        ),
    ),
    Annex("delib", "Délibérations", "text", present=False),
)

BASES = (
    LegalBasis(
        "css", "le Code de la sécurité sociale, notamment ses articles L. 263-1 et L. 223-1"
    ),
    LegalBasis("casf", "le Code de l’action sociale et des familles"),
    LegalBasis("epci", "la délibération du conseil communautaire du 7 mars 2024"),
    LegalBasis("besoin", "le besoin exprimé par les familles", "considerant"),
)


def signature_blocks(parties: tuple[Party, ...] = PARTIES) -> tuple[SignatureBlock, ...]:
    return tuple(
        SignatureBlock(party.name, person.name, person.function, person.civility, party.key)
        for party in parties
        for person in party.representatives[:1]
    )


def sample(**changes: object) -> Document:
    """The whole convention; `changes` replace its fields."""
    document = Document(
        title="Convention territoriale globale",
        subtitle="de services aux familles",
        period=Period(dt.date(2024, 4, 1), dt.date(2028, 12, 31)),
        notice=Notice(3, "lettre recommandée avec avis de réception"),
        territory=Territory("Val d’Ance", "Hautes-Terres", TOWNS),
        parties=PARTIES,
        legal_bases=BASES,
        preamble=PREAMBLE,
        articles=ARTICLES,
        annexes=ANNEXES,
        closing=Closing("Montaury", dt.date(2024, 3, 28), copies=9),
        signatures=signature_blocks(),
        draft=False,
        version_label="Version 2 du 20 mars 2024",
        reference="CTG-00-2024-0001",
    )
    return replace(document, **changes)


def small(**changes: object) -> Document:
    """Two parties and one article: the least that makes a convention."""
    parties = PARTIES[:2]
    facts: dict[str, object] = {
        "parties": parties,
        "signatures": signature_blocks(parties),
        "legal_bases": BASES[:1],
        "articles": ARTICLES[2:],
        "annexes": (),
        "preamble": "",
    }
    return sample(**(facts | changes))
