"""Bazois 2016–2020: five parties, fifteen articles, five annexes; first names are not told by the document."""

import datetime as dt

from conventions.demo.bazois_articles import ARTICLES, PREAMBLE
from conventions.demo.bazois_plan import PLAN
from conventions.demo.cast import caf, departement, epci
from conventions.demo.facts import Annex, Convention, Organisation, Party, Person, Signs

CAF = caf("de la Nièvre", "58", city="Nevers", postcode="58000")

PARTIES = (
    Party(
        "caf",
        CAF,
        (
            Signs(
                Person("m", "", "Rakotorina"),
                "président du conseil d’administration",
                "présidente du conseil d’administration",
            ),
            Signs(Person("m", "", "Buchon"), "directeur par intérim", "directrice par intérim"),
        ),
        body="conseil d’administration",
        decided_on=dt.date(2016, 10, 14),
        side=1,
    ),
    Party(
        "carsat",
        Organisation(
            "carsat",
            "Caisse d’assurance retraite et de la santé au travail Bourgogne-Franche-Comté",
            "Carsat",
            "la",
            "f",
            city="Dijon",
            postcode="21000",
        ),
        (Signs(Person("m", "", "Lebelle"), "directeur", "directrice"),),
        side=1,
    ),
    Party(
        "msa",
        Organisation("msa", "Mutualité sociale agricole de Bourgogne", "MSA", "la", "f"),
        (
            Signs(
                Person("m", "", "Bossong"),
                "président du conseil d’administration",
                "présidente du conseil d’administration",
            ),
            Signs(Person("m", "", "Boissière"), "directeur", "directrice"),
        ),
        body="conseil d’administration",
        side=1,
    ),
    Party(
        "departement",
        departement("de la Nièvre", "58", city="Nevers", postcode="58000"),
        (
            Signs(
                Person("m", "", "Joly"),
                "président du conseil départemental",
                "présidente du conseil départemental",
            ),
        ),
        body="commission permanente",
        side=1,
    ),
    Party(
        "cc",
        epci(
            "Communauté de communes",
            "du Bazois",
            "58",
            city="Châtillon-en-Bazois",
            postcode="58110",
        ),
        (Signs(Person("mme", "Dominique", "Joyeux"), "président", "présidente"),),
        body="conseil communautaire",
        side=2,
    ),
)

LEGAL_BASES = (
    (
        "css",
        "le code de la sécurité sociale, notamment ses articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1",
    ),
    ("casf", "le code de l’action sociale et des familles"),
    ("loi-1982", "la loi n° 82-213 du 2 mars 1982 sur les droits et libertés des collectivités"),
    ("loi-2004", "la loi n° 2004-809 du 13 août 2004 sur les libertés et responsabilités locales"),
    (
        "loi-notre",
        "la loi n° 2015-991 du 7 août 2015 sur la nouvelle organisation territoriale de la République",
    ),
    ("cgct", "le code général des collectivités territoriales"),
    (
        "arrete-2001",
        "l’arrêté du 3 octobre 2001 sur l’action sociale des caisses d’allocations familiales",
    ),
    ("cog-cnaf", "la convention d’objectifs et de gestion signée par l’État et la Cnaf"),
    (
        "cog-cnav",
        "la convention d’objectifs et de gestion signée par l’État et la Cnav, le partenariat conclu par celle-ci en"
        " 2009 avec la Fédération des centres sociaux et les travaux de leur groupe technique du 3 février 2016",
    ),
    (
        "cog-msa",
        "la convention d’objectifs et de gestion signée par l’État et la Mutualité sociale agricole",
    ),
)

_DIAGNOSIS = """
### Le territoire

{cc} compte quinze communes rurales au cœur de la Nièvre. Le centre social y anime la vie sociale, l’accueil des
enfants et le relais de service public.

| Repère | Valeur | Source |
| Communes | 15 | Périmètre de 2013 |
| Places au multi-accueil | 12 | Caf, 2014 |
| Enfants reçus au multi-accueil | 52 | Caf, 2014 |
| Enfants gardés par un assistant maternel | 32 | Caf, 2014 |
| Allocataires de la Caf | 406 | Caf, décembre 2014 |
| Bénéficiaires de l’allocation personnalisée d’autonomie | 59 | Département |

### Les constats

- des services reconnus, fragiles dans leur financement ;
- un éloignement des droits et des soins, aggravé par la mobilité ;
- une population âgée qui souhaite rester chez elle, et des aidants à soutenir.
"""

_EXISTING = """
| Thématique | Caf | MSA | Carsat | Département | Communauté de communes |
| Enfance, jeunesse | Contrat enfance jeunesse, accueil du jeune enfant, accueils de loisirs, relais, charte de qualité
  | Contrat enfance jeunesse, accueil du jeune enfant, accueils de loisirs, relais | – | –
  | Contrat enfance jeunesse, délégation au centre social |
| Familles, parentalité | Animation collective familles | Charte « quali’accueil 58 » | – | –
  | Convention déléguant l’action au centre social |
| Personnes retraitées | Sans convention | Appel à projets Solidarité, lien social, ruralité
  | CPOM, aide à domicile, charte des aînés | – | – |
| Précarité, insertion | Sans convention | Charte de solidarité avec les aînés | – | – | Chantier d’insertion |
| Habitat, mobilité | Sans convention | Sans convention | Centre d’amélioration de l’habitat de Nevers | –
  | Transport à la demande |
| Accès aux droits | Maison de services au public | – | Service social, CPOM | – | Cofinancement du centre social |
| Lien social | – | – | CPOM, charte des aînés | – | Cofinancement du centre social |
| Actions transversales | Animation globale du centre social | – | – | Contrat CAP 58 + | Contrat CAP 58 + |
"""

_MEANS = """
### Subventions d’investissement {caf.de}

En 2008, la construction du multi-accueil a reçu 100 000 € de fonds nationaux. Pour la Maison des générations,
une aide de 105 000 € et un prêt de 45 000 € ont été accordés sur fonds locaux.

### Autres soutiens {carsat.de}

- prêts sans intérêt ou subventions aux lieux de vie collectifs des retraités autonomes ;
- ateliers de prévention du programme régional{note:Programme financé notamment par l’agence régionale de santé, la
  Mutualité française, la Carsat et la MSA de Bourgogne.} : équilibre, mémoire, nutrition, médicament, sommeil,
  activité physique ;
- appels à projets de 2015 et 2016 contre l’isolement, menés avec les autres régimes ;
- plans d’aide individuels à domicile à partir de 65 ans.

### Moyens {departement.de}

L’emploi des crédits territoriaux relève d’un accord entre les parties au contrat CAP 58 +.
"""

ANNEXES = (
    Annex("diagnostic", "Diagnostic partagé", "text", _DIAGNOSIS),
    Annex("conventions", "Conventions existantes par thématique", "text", _EXISTING),
    Annex(
        "moyens",
        "Moyens mobilisés par chaque partenaire",
        "tables",
        _MEANS,
        tables=(
            "caf-ps",
            "caf-subventions",
            "caf-prestations",
            "carsat-cpom",
            "carsat-aides",
            "msa",
            "cc",
        ),
    ),
    Annex(
        "plan",
        "Plan d’actions",
        "plan",
        "Des fiches-actions préciseront les modalités pratiques et les indicateurs chiffrés de chaque action.",
    ),
    Annex("instances", "Modalités de fonctionnement", "committees"),
)

CONVENTION = Convention(
    reference="bazois-2016",
    title="Convention territoriale globale",
    territory="Bazois",
    owner="caf",
    department="58",
    communes=(
        "Achun",
        "Alluy",
        "Aunay-en-Bazois",
        "Biches",
        "Brinay",
        "Châtillon-en-Bazois",
        "Chougny",
        "Dun-sur-Grandry",
        "Limanton",
        "Mont-et-Marré",
        "Montapas",
        "Montigny-sur-Canne",
        "Ougny",
        "Tamnay-en-Bazois",
        "Tintury",
    ),
    status="archived",
    ends_on=dt.date(2020, 12, 31),
    notice_months=3,
    notice_form="lettre recommandée avec demande d’avis de réception",
    parties=PARTIES,
    legal_bases=LEGAL_BASES,
    preamble=PREAMBLE,
    articles=ARTICLES,
    annexes=ANNEXES,
    plan=PLAN,
    place="Châtillon-en-Bazois",
    signed_on=dt.date(2016, 11, 3),
    copies=5,
)
