"""Pays de Forcalquier Montagne de Lure 2022–2024: six parties, fifteen facilities, sheets 1.1 to 7.1."""

import datetime as dt

from conventions.demo.cast import caf, commune, epci
from conventions.demo.facts import Annex, Convention, Facility, Organisation, Party, Person, Signs
from conventions.demo.forcalquier_articles import ARTICLES, PREAMBLE
from conventions.demo.forcalquier_plan import PLAN

CAF = caf("des Alpes-de-Haute-Provence", "04", city="Digne-les-Bains", postcode="04000")
CC = epci(
    "Communauté de communes",
    "Pays Forcalquier et Montagne de Lure",
    "04",
    city="Forcalquier",
    postcode="04300",
)
GEHANT = Person("m", "David", "Gehant")
BOARD = ("président du conseil d’administration", "présidente du conseil d’administration")

PARTIES = (
    Party(
        "caf",
        CAF,
        (
            Signs(Person("m", "Thierry", "Autard"), "directeur", "directrice"),
            Signs(Person("m", "Alain", "Picozzi"), *BOARD),
        ),
        body="conseil d’administration",
        decided_on=dt.date(2022, 12, 6),
    ),
    Party(
        "msa",
        Organisation("msa", "Mutualité sociale agricole Alpes Vaucluse", "MSA", "la", "f"),
        (
            Signs(Person("mme", "Corinne", "Garreau"), "directeur général", "directrice générale"),
            Signs(Person("mme", "Marie-Claude", "Salignon"), *BOARD),
        ),
        body="conseil d’administration",
    ),
    Party("cc", CC, (Signs(GEHANT, "président", "présidente"),), body="conseil communautaire"),
    Party(
        "forcalquier",
        commune("Forcalquier", "04"),
        (Signs(GEHANT, "maire", "maire"),),
        body="conseil municipal",
    ),
    Party(
        "limans",
        commune("Limans", "04"),
        (Signs(Person("m", "Nicolas", "Furet"), "maire", "maire"),),
        body="conseil municipal",
    ),
    Party(
        "orgues",
        commune("Saint-Étienne-les-Orgues", "04"),
        (Signs(Person("mme", "Patricia", "Paul"), "maire", "maire"),),
        body="conseil municipal",
        decided_on=dt.date(2023, 2, 16),
        number="2023_005",
    ),
)

LEGAL_BASES = (
    (
        "css",
        "le code de la sécurité sociale, notamment ses articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1",
    ),
    ("casf", "le code de l’action sociale et des familles"),
    ("cgct", "le code général des collectivités territoriales"),
    (
        "arrete-2001",
        "l’arrêté du 3 octobre 2001 sur l’action sociale des caisses d’allocations familiales",
    ),
    ("cog", "la convention d’objectifs et de gestion conclue entre l’État et la Cnaf"),
    ("v-caf", "la délibération du conseil d’administration {caf.de} du 6 décembre 2022"),
    ("v-msa", "la délibération du conseil d’administration {msa.de}"),
    ("v-cc", "la délibération du conseil communautaire ({ann:decisions})"),
    ("v-forcalquier", "la délibération du conseil municipal {forcalquier.de} ({ann:decisions})"),
    ("v-limans", "la délibération du conseil municipal {limans.de} ({ann:decisions})"),
    (
        "v-orgues",
        "la délibération 2023_005 du conseil municipal {orgues.de} du 16 février 2023 ({ann:decisions})",
    ),
)

_CORDELIERE = "Centre socioculturel La Cordelière"


def _alsh(
    name: str, activity: str, operator: str, address: str, town: str = "Forcalquier"
) -> Facility:
    postcode = "04230" if town.startswith("Saint-Étienne") else "04300"
    return Facility(name, "alsh", town, operator, activity, address, postcode)


def _laep(address: str, town: str) -> Facility:
    postcode = "04230" if town.startswith("Saint-Étienne") else "04300"
    return Facility("À petits pas", "laep", town, "cc", address=address, postcode=postcode)


_ORGUES = "Saint-Étienne-les-Orgues"
FACILITIES = (
    _alsh("Accueil ados La Cordelière", "Accueil adolescents", _CORDELIERE, "17 avenue Crémieux"),
    _alsh(
        "Accueil ados La Cordelière, Cours des artisans",
        "Accueil adolescents",
        _CORDELIERE,
        "Cours des artisans",
    ),
    _alsh("Accueil ados", "Accueil adolescents", "orgues", "Square Élie-Pallet", _ORGUES),
    _alsh("Extrascolaire La Cordelière", "Extrascolaire", _CORDELIERE, "Avenue de la République"),
    _alsh(
        "Extrascolaire", "Extrascolaire", "orgues", "École communale, 1 rue de l’Arboux", _ORGUES
    ),
    _laep("Maison de la petite enfance, avenue du 8-Mai-1945", "Forcalquier"),
    _laep("Square Élie-Pallet", _ORGUES),
    _laep("Le Village", "Sigonce"),
    Facility(
        "La Ninèia",
        "eaje",
        "Forcalquier",
        "forcalquier",
        "Multi-accueil",
        "Avenue du 8-Mai-1945",
        "04300",
    ),
    _alsh("Périscolaire La Cordelière", "Périscolaire", _CORDELIERE, "Avenue Marcel-André"),
    _alsh(
        "Périscolaire La Cordelière, Saint-Promasse",
        "Périscolaire",
        _CORDELIERE,
        "7 avenue Saint-Promasse",
    ),
    _alsh(
        "Périscolaire La Cordelière, La Louette",
        "Périscolaire",
        _CORDELIERE,
        "Chemin de la Louette",
    ),
    _alsh("Accueil périscolaire", "Périscolaire", "limans", "Place de Mai", "Limans"),
    _alsh("Périscolaire", "Périscolaire", "orgues", "École communale, rue de l’Arboux", _ORGUES),
    Facility(
        "Relais petite enfance", "rpe", "Forcalquier", "cc", "", "13 boulevard des Martyrs", "04300"
    ),
)

ANNEXES = (
    Annex(
        "diagnostic",
        "Diagnostic partagé",
        "text",
        "Le diagnostic se consulte au siège {cc.de} ou {caf.a}. Ses constats ouvrent chaque fiche de l’{ann:fiches}.",
    ),
    Annex(
        "equipements",
        "Équipements et services soutenus par les collectivités",
        "facilities",
        "Quinze lieux d’activité, au sens de l’{art:engagements}.",
        facilities=FACILITIES,
    ),
    Annex(
        "plan",
        "Plan d’actions",
        "plan",
        "Les fiches-actions suivent en {ann:fiches}. Celles des thématiques 5 et 6 font l’objet d’un avenant.",
    ),
    Annex("fiches", "Fiches-actions", "sheets", with_previous=True),
    Annex(
        "pilotage",
        "Pilotage stratégique et opérationnel",
        "committees",
        "Deux niveaux de travail, adaptables aux besoins, organisent la gouvernance.",
    ),
    Annex(
        "evaluation",
        "Évaluation",
        "text",
        """
L’évaluation précède tout renouvellement. Elle peut réorienter les projets et vérifie que l’offre répond à la demande.

Elle porte sur deux objets :

1. les actions du plan ({ann:plan}), au regard des enjeux du territoire et des priorités nationales ;
2. la démarche elle-même : gouvernance, qualité des partenariats.

Elle est menée en 2024, sous la conduite du comité de pilotage.
""",
    ),
    Annex(
        "decisions",
        "Décisions des assemblées",
        "deliberation",
        """
| Assemblée | Date | Numéro | Transmission |
| Conseil d’administration {caf.de} | 6 décembre 2022 | – | – |
| Conseil municipal {orgues.de} | 16 février 2023 | 2023_005 | 22 février 2023 |

Les extraits des autres assemblées sont joints dès leur réception.
""",
    ),
)

CONVENTION = Convention(
    reference="forcalquier-2022",
    title="Convention territoriale globale",
    territory="Pays de Forcalquier Montagne de Lure",
    owner="caf",
    department="04",
    epci="Pays Forcalquier et Montagne de Lure",
    communes=(
        "Cruis",
        "Fontienne",
        "Forcalquier",
        "Lardiers",
        "Limans",
        "Lurs",
        "Montlaux",
        "Niozelles",
        "Ongles",
        "Pierrerue",
        "Revest-Saint-Martin",
        "Saint-Étienne-les-Orgues",
        "Sigonce",
    ),
    status="evaluating",
    starts_on=dt.date(2022, 1, 1),
    ends_on=dt.date(2024, 12, 31),
    notice_months=6,
    notice_form="lettre recommandée avec demande d’avis de réception",
    parties=PARTIES,
    legal_bases=LEGAL_BASES,
    preamble=PREAMBLE,
    articles=ARTICLES,
    annexes=ANNEXES,
    plan=PLAN,
    place="Digne-les-Bains",
    signed_on=dt.date(2022, 11, 9),
)
