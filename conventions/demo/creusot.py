"""Creusot Montceau, bassin nord 2022–2026: twenty-one parties, eleven articles, annexes 1 to 4."""

import datetime as dt

from conventions.demo.cast import caf, commune
from conventions.demo.creusot_articles import ARTICLES, PREAMBLE
from conventions.demo.creusot_plan import PLAN
from conventions.demo.facts import Annex, Civility, Convention, Organisation, Party, Person, Signs

CAF = caf("de Saône-et-Loire", "71", city="Mâcon", postcode="71000")
CUCM = Organisation(
    "intermunicipality",
    "Communauté urbaine Creusot Montceau",
    "CUCM",
    "la",
    "f",
    "71",
    city="Le Creusot",
    postcode="71200",
)
MARTI = Person("m", "David", "Marti")

_TOWNS: tuple[tuple[str, str, str, Civility, str, str], ...] = (
    ("creusot", "Le Creusot", "du Creusot", "m", "David", "Marti"),
    ("bizots", "Les Bizots", "des Bizots", "m", "Jean-Paul", "Luard"),
    ("breuil", "Le Breuil", "du Breuil", "mme", "Chantal", "Cordelier"),
    ("charmoy", "Charmoy", "", "m", "Gilbert", "Coulon"),
    ("ecuisses", "Écuisses", "d’Écuisses", "m", "Éric", "Jannot"),
    ("essertenne", "Essertenne", "d’Essertenne", "m", "Marc", "Mailliot"),
    ("marmagne", "Marmagne", "", "m", "Didier", "Lauberat"),
    ("montcenis", "Montcenis", "", "m", "Thierry", "Buisson"),
    ("montchanin", "Montchanin", "", "m", "Jean-Yves", "Vernochet"),
    ("morey", "Morey", "", "m", "Kader", "Atteye"),
    ("perreuil", "Perreuil", "", "m", "Enio", "Salce"),
    ("firmin", "Saint-Firmin", "", "m", "Georges", "Lacour"),
    ("julien", "Saint-Julien-sur-Dheune", "", "m", "Guy", "Mikolajski"),
    ("laurent", "Saint-Laurent-d’Andenay", "", "m", "Félix", "Moreno"),
    ("micaud", "Saint-Micaud", "", "m", "Sébastien", "Ciron"),
    ("varennes", "Saint-Pierre-de-Varennes", "", "m", "Gérard", "Durand"),
    ("sernin", "Saint-Sernin-du-Bois", "", "mme", "Pascale", "Fallourd"),
    ("symphorien", "Saint-Symphorien-de-Marmagne", "", "m", "Jean", "Pisseloup"),
    ("torcy", "Torcy", "", "m", "Philippe", "Pigeau"),
)


def _town(key: str, name: str, of: str, civility: Civility, first: str, last: str) -> Party:
    mayor = Signs(Person(civility, first, last), "maire", "maire")
    return Party(key, commune(name, "71", of), (mayor,), body="conseil municipal")


PARTIES = (
    Party("caf", CAF, (Signs(Person("mme", "Cécile", "Aladame"), "directeur", "directrice"),)),
    Party(
        "cucm",
        CUCM,
        (Signs(MARTI, "président", "présidente"),),
        body="conseil communautaire",
        decided_on=dt.date(2022, 12, 14),
    ),
    *(_town(*town) for town in _TOWNS),
)

LEGAL_BASES = (
    (
        "css",
        "le code de la sécurité sociale, notamment ses articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1",
    ),
    ("casf", "le code de l’action sociale et des familles"),
    ("loi-1982", "la loi n° 82-213 du 2 mars 1982 sur les droits et libertés des collectivités"),
    ("loi-2004", "la loi n° 2004-809 du 13 août 2004 sur les libertés et responsabilités locales"),
    ("cgct", "le code général des collectivités territoriales"),
    (
        "arrete-2001",
        "l’arrêté du 3 octobre 2001 sur l’action sociale des caisses d’allocations familiales",
    ),
    ("cog", "la convention d’objectifs et de gestion conclue entre l’État et la Cnaf"),
    ("v-cucm", "la délibération du conseil communautaire {cucm.de} du 14 décembre 2022"),
    ("v-communes", "les délibérations des conseils municipaux des communes signataires"),
)

_STEPS = """
La conférence des maires du 29 avril 2021 a découvert la démarche en quatre temps : diagnostic, axes, plan, rédaction.

### Ce que la convention remplace

Depuis le 31 décembre 2020, les contrats enfance jeunesse ne se renouvellent plus. Un accord de quatre ou cinq ans
leur succède : une convention-cadre, complétée par une convention d’objectifs et de financement pour chaque
équipement. Un bonus territoire prend la suite des anciens financements.

### Les services financés {cucm.a}

| Domaine | Service | Nombre |
| Petite enfance | Établissements d’accueil du jeune enfant | 16 |
| Petite enfance | Relais d’assistants maternels | 2 |
| Parentalité | Médiation familiale et espace de rencontre | 2 |
| Parentalité | Accompagnement à la scolarité | 6 |
| Parentalité | Lieux d’accueil enfants-parents | 4 |
| Parentalité | Actions du réseau d’appui aux parents | 10 |
| Parentalité | Maison de la famille | 1 |
| Parentalité | Aide à domicile | 2 |
| Jeunesse | Accueils de loisirs | 25 |
| Jeunesse | Accueils d’adolescents | 4 |
| Jeunesse | Foyers de jeunes travailleurs | 2 |
| Vie sociale | Centres sociaux | 7 |
| Vie sociale | Espaces de vie sociale | 2 |

| Financement | Montant |
| Prestations de service | 3 267 778 € |
| Contrat enfance jeunesse | 1 345 666 € |
| Ensemble | 4 613 444 € |
"""

_PORTRAIT = """
| Indicateur | Bassin nord | Source |
| Enfants de moins de 5 ans | 2 181 | Insee |
| Habitants de 5 à 19 ans | 7 956 | Insee |
| Assistants maternels | 182 | Caf, 2020 |
| Jeunes sans emploi ni formation | 852 | Insee, 2018 |
| Part des familles monoparentales | 7 % | Insee, 2018 |
| Foyers allocataires à bas revenus | plus de 2 400 | Caf, 2019 |
| Allocataires du revenu de solidarité active | plus de 900 | Caf, 2019 |
"""

_VOICES = """
### Les professionnels

Ils demandent de coopérer davantage, d’alléger les démarches, de rendre le métier d’assistant maternel plus
attrayant et de partager formations et moyens.

### Les familles et les jeunes

| Groupe entendu | Nombre | Attentes |
| Familles sans place d’accueil | 8 | Une demande unique, des horaires souples |
| Familles d’adolescents ruraux | 8 | Des lieux proches, des échanges entre parents |
| Familles d’enfants en situation de handicap | 4 | Des équipes formées, du répit, des jeux inclusifs |
| Collégiens et lycéens ruraux | près de 45 | Se déplacer, se retrouver, être associés |
"""

ANNEXES = (
    Annex("demarche", "La démarche présentée aux maires", "text", _STEPS),
    Annex("portrait", "Synthèse du portrait social", "text", _PORTRAIT),
    Annex("diagnostics", "Synthèse des diagnostics et de la parole des habitants", "text", _VOICES),
    Annex(
        "plan",
        "Plan d’actions",
        "plan",
        "Plan approuvé par le comité de pilotage, complété chaque année.",
    ),
    Annex("fiches", "Premières fiches-actions", "sheets", with_previous=True),
)

CONVENTION = Convention(
    reference="creusot-2022",
    title="Convention territoriale globale",
    subtitle="de services aux familles",
    territory="Creusot Montceau, bassin nord",
    owner="caf",
    department="71",
    epci="Le Creusot Montceau-les-Mines",
    communes=(*(town[1] for town in _TOWNS), "Saint-Eusèbe"),
    status="deliberating",
    ends_on=dt.date(2026, 12, 31),
    notice_months=3,
    notice_form="lettre recommandée avec demande d’avis de réception",
    parties=PARTIES,
    legal_bases=LEGAL_BASES,
    preamble=PREAMBLE,
    articles=ARTICLES,
    annexes=ANNEXES,
    plan=PLAN,
    place="Le Creusot",
)
