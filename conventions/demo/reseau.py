"""Réseau des acteurs sociaux 2014–2016: a partnership of six CCAS around Blain, eleven articles, no annex."""

import datetime as dt

from conventions.demo.cast import ccas
from conventions.demo.facts import Article, Convention, Organisation, Party, Person, Signs

BLAIN = ccas("Blain", "44")


def _party(key: str, body: Organisation, person: Person, day: dt.date) -> Party:
    signs = Signs(person, "président", "présidente")
    return Party(key, body, (signs,), body="conseil d’administration", decided_on=day)


PARTIES = (
    _party("blain", BLAIN, Person("m", "Daniel", "Leroux"), dt.date(2013, 12, 11)),
    _party(
        "bouvron", ccas("Bouvron", "44"), Person("m", "Marcel", "Verger"), dt.date(2013, 12, 19)
    ),
    _party(
        "gavre",
        ccas("Le Gâvre", "44", "du Gâvre"),
        Person("m", "Jean-Philippe", "Combe"),
        dt.date(2013, 12, 18),
    ),
    _party(
        "chevallerais",
        ccas("La Chevallerais", "44"),
        Person("mme", "Élisabeth", "Cruaud"),
        dt.date(2013, 10, 28),
    ),
    _party(
        "fay",
        ccas("Fay-de-Bretagne", "44"),
        Person("mme", "Édith", "Sardais"),
        dt.date(2013, 11, 26),
    ),
    _party(
        "landes",
        ccas("Notre-Dame-des-Landes", "44"),
        Person("m", "Jean-Paul", "Naud"),
        dt.date(2013, 12, 11),
    ),
)

PREAMBLE = """
Six centres communaux d’action sociale voisins travaillent ensemble depuis 2010 : {blain}, {bouvron}, {chevallerais},
{fay}, {gavre} et {landes}. Leur territoire est celui du centre médico-social de Blain, qui relève de la délégation de
Blain-Châteaubriant du conseil général de la Loire-Atlantique.

Trois ans de groupes thématiques ont réuni élus, bénévoles et professionnels. Il en est sorti trois objectifs :

1. mieux se connaître entre partenaires de l’action sociale ;
2. enrichir le travail de chacun ;
3. accompagner les usagers avec qualité et cohérence.

Trois chantiers les ont mis en œuvre :

a) un groupe inter-CCAS, auteur d’un formulaire commun de demande d’aide facultative et d’une grille statistique
  anonyme ;
b) un groupe d’observation sociale, qui analyse les besoins pour adapter les politiques locales ;
c) un temps fort annuel des acteurs sociaux.

La réussite de la démarche, l’engagement des élus, le temps donné par les services et les dépenses à partager
justifient une convention.
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """
La convention donne un cadre juridique et financier aux actions menées jusqu’ici de fait. Elle permet :

- de partager moyens humains et financiers ;
- de reconnaître le travail des services ;
- de simplifier l’engagement des dépenses ;
- de les répartir avec équité.
""",
    ),
    Article(
        "programme",
        "Programme d’actions du réseau",
        """
Le réseau :

- fait se rencontrer élus, professionnels et bénévoles ;
- donne une identité commune à l’action sociale du territoire ;
- rassemble des données objectives sur la population et ses besoins ;
- met au point des outils adaptés aux évolutions du territoire ;
- élabore et coordonne des politiques partagées ;
- étudie l’intérêt d’un centre intercommunal d’action sociale ;
- anime toute l’année des groupes thématiques et, une fois l’an, une journée commune.

Avec l’appui de la délégation de Châteaubriant, il suit deux axes : une dynamique inter-CCAS, qui rapproche les
outils et les pratiques, et une observation sociale, proche d’une analyse des besoins sociaux.
""",
    ),
    Article(
        "comite",
        "Comité de pilotage",
        """
Le comité de pilotage comprend :

- un élu de chacun des CCAS signataires ;
- un représentant de la délégation de Châteaubriant.
""",
    ),
    Article(
        "finances",
        "Montant et répartition des dépenses",
        """
### Avance des fonds

Le budget annuel de fonctionnement est de 4 000 €, révisable chaque année sur proposition du comité ({art:comite}).
Il est inscrit au chapitre 62 du budget {blain.de}, qui engage les dépenses une fois approuvées. Le comptable est la
trésorerie de Blain.

### Répartition

{blain} paie les factures, les rassemble puis appelle la part des autres signataires après la journée annuelle.
Cette part est proportionnelle à la population, d’après le dernier recensement connu.

| Étape | Qui | Quand |
| Approuver la dépense | Comité de pilotage | Avant tout engagement |
| Payer | {Blain} | À réception de la facture |
| Appeler les parts | {Blain} | Après la journée annuelle |

### Personnel

{blain} prête son concours technique et administratif. Ce temps est évalué chaque année pour chacun des deux axes de
l’{art:programme}, valorisé puis réparti de la même façon.
""",
    ),
    Article(
        "locaux",
        "Mise à disposition de locaux et de matériels",
        """
Les signataires prêtent gratuitement au comité des salles de réunion et de réception, charges comprises, et le
matériel courant, pour la durée de la convention et pour ses seuls besoins.

Trois conditions : prévenir à temps, vérifier la disponibilité, rester raisonnable.
""",
    ),
    Article(
        "execution",
        "Exécution de la convention",
        """
Le comité fournit {blain.a} les justificatifs des actions financées au titre de l’{art:finances} et facilite à tout
moment son contrôle.
""",
    ),
    Article(
        "evaluation",
        "Évaluation partenariale",
        """
Le comité, où siègent les élus chargés des affaires sociales, se réunit au moins quatre fois par an. Il fixe les
grandes lignes et les moyens.

L’évaluation, chiffrée et qualitative, compare les résultats à l’objet ({art:objet}) et au programme
({art:programme}), mesure l’utilité sociale des actions et éclaire la décision de conclure une nouvelle convention.
""",
    ),
    Article(
        "communication",
        "Communication externe",
        """
Le pôle solidarité de la mairie de Blain est le contact du réseau. Les documents et les événements mentionnent l’aide
des CCAS, qui font connaître en retour les activités du réseau.
""",
    ),
    Article(
        "avenant",
        "Avenant",
        """
Un avenant, approuvé par les six conseils d’administration, peut modifier la convention sans toucher aux objectifs de
l’{art:objet}.
""",
    ),
    Article(
        "resiliation",
        "Résiliation",
        """
Si une partie manque à ses engagements, une autre peut résilier la convention trois mois après une mise en demeure par
lettre recommandée avec accusé de réception. Les parties peuvent aussi y mettre fin d’un commun accord.

Avances et participations cessent à la fin du préavis.
""",
    ),
    Article(
        "duree",
        "Durée et date d’effet",
        """
La convention vaut pour {duree}, {periode}. Les partenaires la renégocient au moins six mois avant son terme.
""",
    ),
)

CONVENTION = Convention(
    reference="reseau-acteurs-sociaux-2014",
    kind="partnership",
    title="Convention de partenariat",
    subtitle="du réseau des acteurs sociaux",
    territory="Réseau des acteurs sociaux du pays de Blain",
    owner="blain",
    department="44",
    communes=(
        "Blain",
        "Bouvron",
        "La Chevallerais",
        "Fay-de-Bretagne",
        "Le Gâvre",
        "Notre-Dame-des-Landes",
    ),
    status="reviewing",
    starts_on=dt.date(2014, 1, 1),
    ends_on=dt.date(2016, 12, 31),
    notice_months=3,
    notice_form="lettre recommandée avec accusé de réception",
    parties=PARTIES,
    preamble=PREAMBLE,
    articles=ARTICLES,
    place="Fay-de-Bretagne",
    signed_on=dt.date(2014, 1, 24),
    copies=6,
)
