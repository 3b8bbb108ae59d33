"""Aubrac Lot Causses Tarn 2024–2028: nine parties, nineteen articles, annexes 1a to 6.

The names of the communes are written nowhere in the texts: they come from the directory, so that one correction there
is enough.
"""

import datetime as dt

from conventions.demo.aubrac_articles import ARTICLES, PREAMBLE
from conventions.demo.aubrac_plan import PLAN
from conventions.demo.cast import commune, departement, epci
from conventions.demo.facts import Annex, Convention, Facility, Organisation, Party, Person, Signs

CCSS = Organisation(
    "ccss",
    "Caisse commune de sécurité sociale de la Lozère",
    "CCSS",
    "la",
    "f",
    "48",
    city="Mende",
    postcode="48000",
)
CC = epci(
    "Communauté de communes",
    "Aubrac Lot Causses Tarn",
    "48",
    siren="200069268",
    city="La Canourgue",
    postcode="48500",
)
DSDEN = Organisation(
    "state",
    "Direction des services départementaux de l’Éducation nationale de la Lozère",
    "DSDEN",
    "la",
    "f",
    "48",
    city="Mende",
    postcode="48000",
)
MSA = Organisation("msa", "Mutualité sociale agricole du Languedoc", "MSA", "la", "f")

PARTIES = (
    Party(
        "ccss",
        CCSS,
        (
            Signs(
                Person("m", "Philippe", "Rochoux"), "président du conseil", "présidente du conseil"
            ),
            Signs(Person("m", "Nicolas", "Perrin"), "directeur", "directrice"),
        ),
    ),
    Party(
        "cc",
        CC,
        (Signs(Person("m", "Jean-Claude", "Saleil"), "président", "présidente"),),
        body="conseil communautaire",
        decided_on=dt.date(2023, 10, 12),
        number="D23.080",
    ),
    Party(
        "chanac",
        commune("Chanac", "48"),
        (Signs(Person("mme", "Florence", "Fernandez"), "adjoint au maire", "adjointe au maire"),),
        body="conseil municipal",
        decided_on=dt.date(2023, 9, 26),
    ),
    Party(
        "massegros",
        commune("Massegros Causses Gorges", "48"),
        (Signs(Person("m", "Jean-Paul", "Pourquier"), "maire", "maire"),),
        body="conseil municipal",
    ),
    Party(
        "canourgue",
        commune("La Canourgue", "48"),
        (Signs(Person("m", "Claude", "Malzac"), "maire", "maire"),),
        body="conseil municipal",
        decided_on=dt.date(2023, 9, 15),
    ),
    Party(
        "banassac",
        commune("Banassac-Canilhac", "48"),
        (Signs(Person("m", "David", "Rodrigues"), "maire", "maire"),),
        body="conseil municipal",
    ),
    Party(
        "dsden",
        DSDEN,
        (
            Signs(
                Person("m", "Alexandre", "Falco"), "directeur académique", "directrice académique"
            ),
        ),
        reason="service de l’État, sans assemblée délibérante",
    ),
    Party(
        "departement",
        departement("de la Lozère", "48", city="Mende", postcode="48000"),
        (Signs(Person("mme", "Sophie", "Pantel"), "président", "présidente"),),
        body="conseil départemental",
        decided_on=dt.date(2023, 9, 26),
        act="décision",
    ),
    Party(
        "msa",
        MSA,
        (
            Signs(
                Person("mme", "Marie-Agnès", "Garcia"), "directeur général", "directrice générale"
            ),
        ),
        body="comité paritaire d’action sanitaire et sociale",
        decided_on=dt.date(2023, 10, 17),
        act="décision",
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
    (
        "cog",
        "la convention d’objectifs et de gestion signée par l’État et la Caisse nationale des allocations familiales",
    ),
    ("v-cc", "la délibération D23.080 du conseil communautaire du 12 octobre 2023 ({ann:d-cc})"),
    (
        "v-chanac",
        "la délibération du conseil municipal {chanac.de} du 26 septembre 2023 ({ann:d-chanac})",
    ),
    ("v-massegros", "la délibération du conseil municipal {massegros.de} ({ann:d-massegros})"),
    (
        "v-canourgue",
        "la délibération du conseil municipal {canourgue.de} du 15 septembre 2023 ({ann:d-canourgue})",
    ),
    ("v-banassac", "la délibération du conseil municipal {banassac.de} ({ann:d-banassac})"),
    ("v-dept", "la décision du conseil départemental du 26 septembre 2023 ({ann:d-dept})"),
    (
        "v-msa",
        "la décision du comité paritaire d’action sanitaire et sociale {msa.de} du 17 octobre 2023 ({ann:d-msa})",
    ),
)

_D23_080 = """
Séance du 12 octobre 2023, présidée à La Canourgue par M. Jean-Claude SALEIL ; secrétaire : M. Jean
FABRE.

| Délégués | Nombre |
| En exercice | 34 |
| Présents | 24 |
| Votants | 30 |
| Pour | 27 |
| Contre | 0 |
| Abstentions | 0 |

M. Philippe ROCHOUX, président {ccss.de}, Mme Colette RODIER et M. Jérôme JACQUES, qui y travaillent, n’ont pas pris
part au vote.

Le conseil approuve le renouvellement de la convention {periode} et autorise le président, ou le vice-président, à
la signer.

Transmise en préfecture, reçue et publiée le 24 octobre 2023, sous l’identifiant 048-200069268-20231012-D23_080-DE.
"""

_DIAGNOSIS = """
### Un territoire de bassins de vie

{cc} s’étend du plateau de l’Aubrac aux gorges du Tarn. Dix de ses communes se sont donné un service commun de la
petite enfance et des loisirs. Les quatre communes signataires portent l’essentiel des autres services.

### Les services en place

| Domaine | Ce qui existe | Qui le porte |
| Petite enfance | Crèches, maisons d’assistants maternels, relais | Communes, service commun, associations |
| Enfance | Accueils de loisirs dans chaque bassin de vie, périscolaire | Communes et associations |
| Jeunesse | Espace jeunes en projet, équipements sportifs | {Canourgue}, {chanac} |
| Vie sociale | Association Familles actives, bibliothèques | {Banassac} et les autres communes |
| Accès aux droits | Maison France services, maisons départementales des solidarités | {Canourgue}, {departement} |

### Les besoins retenus

- sécuriser la gestion associative et le recrutement ;
- ouvrir un lieu aux adolescents ;
- rompre l’isolement des familles nouvellement arrivées ;
- rapprocher les démarches administratives des habitants.

### L’appui financier

En 2022, les structures et associations soutenues au titre de la convention précédente ont reçu 524 518 €.
"""

_ACT = "L’extrait certifié conforme est joint dès que l’acte est exécutoire."

FACILITIES = (
    Facility("Crèche municipale", "eaje", "Chanac", "CCAS de Chanac"),
    Facility(
        "Accueil de loisirs et de pleine nature",
        "alsh",
        "Chanac",
        "Chanac Accueil Loisirs et Nature (CHALEN)",
    ),
    Facility("Maison d’assistants maternels", "mam", "Massegros Causses Gorges"),
    Facility("Accueil de loisirs communal", "alsh", "Massegros Causses Gorges", "massegros"),
    Facility(
        "Crèche du service commun", "eaje", "La Canourgue", "Objectif Formation Animation (OAF)"
    ),
    Facility("Accueil de loisirs du service commun", "alsh", "La Canourgue", "Centre Nature OSCA"),
    Facility(
        "Accueil périscolaire", "after_school", "La Canourgue", "Objectif Formation Animation (OAF)"
    ),
    Facility(
        "Maison d’assistants maternels", "mam", "La Canourgue", "Objectif Formation Animation (OAF)"
    ),
    Facility("Maison France services", "france_services", "La Canourgue", "canourgue"),
    Facility("Accueil de loisirs communal", "alsh", "Banassac-Canilhac", "banassac"),
    Facility("Familles actives", "evs", "Banassac-Canilhac", "Association Familles actives"),
)

ANNEXES = (
    Annex(
        "d-cc", "Délibération du conseil communautaire du 12 octobre 2023", "deliberation", _D23_080
    ),
    Annex(
        "d-chanac",
        "Délibération du conseil municipal {chanac.de} du 26 septembre 2023",
        "deliberation",
        _ACT,
        with_previous=True,
    ),
    Annex(
        "d-massegros",
        "Délibération du conseil municipal {massegros.de}",
        "deliberation",
        _ACT,
        with_previous=True,
    ),
    Annex(
        "d-canourgue",
        "Délibération du conseil municipal {canourgue.de} du 15 septembre 2023",
        "deliberation",
        _ACT,
        with_previous=True,
    ),
    Annex(
        "d-banassac",
        "Délibération du conseil municipal {banassac.de}",
        "deliberation",
        _ACT,
        with_previous=True,
    ),
    Annex("d-dept", "Décision du conseil départemental du 26 septembre 2023", "deliberation", _ACT),
    Annex(
        "d-msa",
        "Décision du comité paritaire {msa.de} du 17 octobre 2023",
        "deliberation",
        _ACT,
        with_previous=True,
    ),
    Annex("diagnostic", "Diagnostic partagé", "text", _DIAGNOSIS),
    Annex(
        "fiches",
        "Fiches-actions et évaluation",
        "sheets",
        "Chaque fiche répond à l’un des objectifs de l’{art:objectifs}. Le comité de pilotage en suit les indicateurs"
        " à chaque revue, dans les conditions de l’{art:evaluation}.",
    ),
    Annex(
        "equipements",
        "Équipements et services soutenus par les collectivités",
        "facilities",
        "Les équipements ci-dessous bénéficient des engagements financiers de l’{art:engagements}.",
        facilities=FACILITIES,
    ),
    Annex("copil", "Fonctionnement du comité de pilotage", "committees"),
)

CONVENTION = Convention(
    reference="aubrac-2024",
    title="Convention territoriale globale",
    subtitle="de services aux familles",
    territory="Aubrac Lot Causses Tarn",
    owner="ccss",
    department="48",
    epci="Aubrac Lot Causses Tarn",
    communes=(
        "Banassac-Canilhac",
        "La Canourgue",
        "Chanac",
        "Les Hermaux",
        "Laval-du-Tarn",
        "Massegros Causses Gorges",
        "Saint-Germain-du-Teil",
        "Saint-Pierre-de-Nogaret",
        "Saint-Saturnin",
        "Les Salces",
        "La Tieule",
        "Trélans",
    ),
    status="drafting",
    starts_on=dt.date(2024, 1, 1),
    ends_on=dt.date(2028, 12, 31),
    notice_months=3,
    notice_form="lettre recommandée avec demande d’avis de réception",
    parties=PARTIES,
    legal_bases=LEGAL_BASES,
    preamble=PREAMBLE,
    articles=ARTICLES,
    annexes=ANNEXES,
    plan=PLAN,
    place="La Canourgue",
    copies=9,
)
