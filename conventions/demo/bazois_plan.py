"""Bazois 2016–2020: the twelve objectives and twenty-seven actions of annex 4, the committees of annex 5."""

import datetime as dt

from conventions.demo.bazois_tables import TABLES
from conventions.demo.facts import Action, Committee, Level, Plan, Seat

CAF, MSA, CARSAT, DEPARTMENT, CC = "caf", "msa", "carsat", "departement", "cc"


def _objective(code: str, title: str, indicator: str, *actions: Action) -> Level:
    return Level("general", code, title, actions, indicators=(indicator,))


def _action(code: str, title: str, schedule: str, *partners: str) -> Action:
    return Action(code, title, schedule=schedule, partners=partners)


LEVELS = (
    _objective(
        "1",
        "Maintenir la fréquentation des accueils de loisirs et développer celle des adolescents",
        "Évolution de la fréquentation",
        _action("1-1", "Renouveler le contrat enfance jeunesse", "juillet 2016", CAF, MSA, CC),
        _action("1-2", "Aménager la Maison des générations", "2016/2017", CC, CAF, MSA, CARSAT),
        _action("1-3", "Financer de nouveau l’analyse des pratiques", "2016/2017", CAF),
        _action("1-4", "Renouveler la charte de qualité", "2017/2019", CAF, MSA, "État"),
    ),
    _objective(
        "2",
        "Renforcer le lien entre parents et enfants",
        "Nombre de familles touchées",
        _action(
            "2-1", "Proposer loisirs et vacances en famille", "2016/2019", CAF, MSA, DEPARTMENT
        ),
    ),
    _objective(
        "3",
        "Cultiver l’estime de soi et le bien-être",
        "Nombre de participants",
        _action(
            "3-1",
            "Consacrer une semaine à l’estime de soi en avril, une au bien-être en octobre",
            "2016/2019",
            CAF,
            MSA,
            DEPARTMENT,
        ),
    ),
    _objective(
        "4",
        "Faire connaître la médiation familiale",
        "Nombre de familles touchées",
        _action("4-1", "Former les travailleurs sociaux", "2016", CAF, MSA, DEPARTMENT),
        _action("4-2", "Écrire un guide pour les familles", "2017", CAF, MSA, DEPARTMENT),
        _action("4-3", "Ouvrir une permanence", "2018", CAF, MSA, DEPARTMENT),
    ),
    _objective(
        "5",
        "Encourager la mixité sociale",
        "Nombre de familles touchées",
        _action(
            "5-1",
            "Animer autour du jeu : fête, soirées ludothèque",
            "2016/2019",
            CAF,
            MSA,
            DEPARTMENT,
            CARSAT,
        ),
        _action(
            "5-2",
            "Favoriser les échanges entre générations",
            "2016/2019",
            CAF,
            MSA,
            DEPARTMENT,
            CARSAT,
        ),
        _action(
            "5-3",
            "Multiplier les moments conviviaux entre parents et enfants",
            "2016/2019",
            CAF,
            MSA,
            DEPARTMENT,
        ),
    ),
    _objective(
        "6",
        "Aider à bien vieillir, surtout les personnes isolées",
        "Nombre de participants",
        _action(
            "6-1", "Continuer les ateliers du bien-vieillir", "2016/2019", CARSAT, MSA, DEPARTMENT
        ),
        _action("6-2", "Continuer l’animation territoriale", "2016/2019", CARSAT, MSA, DEPARTMENT),
        _action(
            "6-3", "Installer des relais du centre social", "2016/2019", CARSAT, MSA, DEPARTMENT, CC
        ),
        _action("6-4", "Aménager la Maison des générations", "2016/2017", CC, CAF, MSA, CARSAT),
    ),
    _objective(
        "7",
        "Étudier des solutions entre le domicile et l’établissement",
        "Concrétisation du projet",
        _action(
            "7-1",
            "Réunir un groupe et établir son plan de travail",
            "2016/2019",
            CARSAT,
            MSA,
            DEPARTMENT,
            CC,
        ),
    ),
    _objective(
        "8",
        "Soutenir les aidants",
        "Nombre de personnes touchées",
        _action("8-1", "Créer un accueil de jour itinérant", "2016", CARSAT, DEPARTMENT, "ARS", CC),
        _action(
            "8-2",
            "Ouvrir une plateforme de répit et des groupes de parole",
            "2017",
            CARSAT,
            DEPARTMENT,
            "ARS",
            CC,
        ),
    ),
    _objective(
        "9",
        "Mieux informer sur le logement et la mobilité",
        "Action mise en œuvre",
        _action(
            "9-1", "Réunir un groupe de travail", "2016/2017", CAF, MSA, CARSAT, DEPARTMENT, CC
        ),
        _action("9-2", "Étudier l’offre", "2016/2017", CAF, MSA, CARSAT, DEPARTMENT, CC),
        _action("9-3", "Ouvrir un point d’information", "2017", CAF, MSA, CARSAT, DEPARTMENT, CC),
    ),
    _objective(
        "10",
        "Aller vers les populations fragiles",
        "Nombre de personnes touchées",
        _action(
            "10-1",
            "Répondre aux besoins d’aide à domicile, familles et aînés",
            "2017",
            CAF,
            MSA,
            CARSAT,
            DEPARTMENT,
        ),
    ),
    _objective(
        "11",
        "Maintenir des services de proximité",
        "Équilibre financier du centre social, fréquentation de la maison de services, retraités autonomes touchés",
        _action("11-1", "Renouveler la convention avec le centre social, 2016–2019", "2016", CC),
        _action(
            "11-2",
            "Renouveler le contrat pluriannuel avec la Carsat, 2016–2019",
            "2016/2019",
            CARSAT,
        ),
    ),
    _objective(
        "12",
        "Faire connaître les services",
        "Évolution de la fréquentation des services",
        _action(
            "12-1",
            "Lier la maison de services au public et la Carsat",
            "",
            CAF,
            MSA,
            CARSAT,
            DEPARTMENT,
            CC,
        ),
        _action(
            "12-2",
            "Écrire à tour de rôle dans le journal « le Bazois »",
            "",
            CAF,
            MSA,
            CARSAT,
            DEPARTMENT,
            CC,
        ),
    ),
)

COMMITTEES = (
    Committee(
        "Comité de pilotage",
        "steering",
        (
            Seat("Pour la communauté de communes", "la présidente ou son représentant"),
            Seat("Pour la communauté de communes", "le vice-président ou son représentant"),
            Seat("Pour la communauté de communes", "le secrétaire général ou son représentant"),
            Seat("Pour la Caf, la MSA et la Carsat", "le directeur de chacune ou son représentant"),
            Seat(
                "Pour le Département", "le président du conseil départemental ou son représentant"
            ),
            Seat("Pour le centre social", "le président"),
            Seat("Pour le centre social", "le directeur"),
            Seat("Personnes ressources", "des membres du comité technique", consultative=True),
        ),
        role="Fixer les orientations, choisir les actions de l’année, approuver l’évaluation globale et par thème.",
        frequency="au moins une fois par an, sur une journée",
        secretariat="la communauté de communes du Bazois",
    ),
    Committee(
        "Comité technique",
        "technical",
        (
            Seat("Pour la communauté de communes", "le secrétaire général ou son représentant"),
            Seat("Pour la Caf", "le conseiller technique du territoire"),
            Seat("Pour la Carsat", "un représentant de l’action sociale"),
            Seat("Pour la MSA", "un représentant"),
            Seat("Pour le Département", "les responsables des sites concernés"),
            Seat("Pour le centre social", "le directeur ou son représentant"),
        ),
        role="Synthétiser les travaux des groupes, préparer le comité de pilotage et l’évaluation, coordonner.",
        frequency="au moins une fois par an",
        secretariat="le centre social du Bazois",
    ),
)

PLAN = Plan(
    "Bazois 2016–2020", dt.date(2016, 11, 3), dt.date(2020, 12, 31), LEVELS, TABLES, COMMITTEES
)
