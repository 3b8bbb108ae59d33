"""Creusot Montceau, bassin nord 2022–2026: three axes, eleven objectives, thirty-four actions."""

import datetime as dt

from conventions.demo import creusot_sheets as sheets
from conventions.demo.facts import Action, Committee, Level, Plan, Seat


def _action(title: str, schedule: str, *leads: str) -> Action:
    return Action("", title, schedule=schedule, leads=leads)


def _objective(title: str, *actions: Action) -> Level:
    return Level("strategic", "", title, actions)


_COMMUNES = "Communes"
_CHILDHOOD = "Services petite enfance"
_YOUTH = "Professionnels enfance et jeunesse"
_CENTRES = "Directions des centres sociaux"

EARLY_YEARS = Level(
    "theme",
    "",
    "Petite enfance",
    (
        _objective(
            "Adapter l’accueil aux besoins des familles",
            _action(
                "Répondre aux parents seuls travaillant en horaires décalés",
                "2025",
                _COMMUNES,
                "Entreprises",
            ),
            _action(
                "Labelliser les crèches à vocation d’insertion", "2023/2024", "caf", _CHILDHOOD
            ),
            sheets.MAM,
            _action(
                "Former et valoriser les assistants maternels",
                "2023",
                "Relais petite enfance",
                "Protection maternelle et infantile",
                "caf",
            ),
            sheets.LIVING_AREAS,
        ),
        _objective(
            "Coopérer entre communes, harmoniser l’accès",
            _action("Réunir en réseau les directions de crèches", "2023", _CHILDHOOD),
            sheets.SINGLE_DESK,
        ),
    ),
)

YOUTH = Level(
    "theme",
    "",
    "Enfance et jeunesse",
    (
        _objective(
            "Repenser l’offre pour les jeunes",
            sheets.INVISIBLE,
            _action(
                "Étendre la prestation de service jeunes, d’après l’expérience du Creusot",
                "2024",
                _YOUTH,
            ),
            _action("Imaginer des tiers-lieux en milieu rural", "2025", _COMMUNES, "Habitants"),
        ),
        _objective(
            "Coopérer entre communes, harmoniser l’accès",
            sheets.LEISURE_NETWORK,
            _action(
                "Relier villes pourvues et non pourvues d’accueil de loisirs",
                "2023",
                _COMMUNES,
                _YOUTH,
                "caf",
            ),
            _action(
                "Rapprocher accueils et garderies périscolaires",
                "2024/2025",
                _COMMUNES,
                _YOUTH,
                "caf",
            ),
        ),
    ),
)

SOCIAL_LIFE = Level(
    "theme",
    "",
    "Animation de la vie sociale",
    (
        _objective(
            "Coopérer entre communes, harmoniser l’accès",
            sheets.SOCIAL_NETWORK,
            _action(
                "Développer le réseau des directeurs et des référents familles", "2023", _CENTRES
            ),
            sheets.BLANK_AREAS,
        ),
        _objective("Construire avec les habitants", sheets.REACHING_OUT),
    ),
)

INCLUSION = (
    _objective(
        "Inclure les enfants en situation de handicap",
        sheets.DISABILITY,
        _action(
            "Organiser le temps de midi",
            "2023",
            _COMMUNES,
            "Éducation nationale",
            "Pôle ressources handicap",
        ),
        _action("Créer des espaces de jeu ouverts à tous", "2025", _COMMUNES, "Habitants"),
    ),
    _objective(
        "Soutenir les parents",
        _action("Coordonner les trois lieux d’accueil enfants-parents", "2023", _COMMUNES, "caf"),
        _action(
            "Faire se rencontrer les parents d’adolescents ruraux", "2025", _COMMUNES, "Habitants"
        ),
        _action(
            "Soutenir les parents en situation de handicap",
            "2025",
            "Établissements médico-sociaux",
            _CHILDHOOD,
        ),
    ),
    _objective(
        "Faciliter la mobilité",
        _action("Apprendre à se déplacer, dès le plus jeune âge", "2024", _COMMUNES),
        _action("Partager des véhicules pour les événements", "2024", _COMMUNES),
        _action("Encourager covoiturage et autopartage", "2024", _COMMUNES, "cucm"),
    ),
    _objective(
        "Développer l’inclusion numérique et l’accès aux droits",
        _action("Sensibiliser les professionnels au non-recours", "2024", _COMMUNES),
        _action("Aider institutions et communes à communiquer en ligne", "2024", _COMMUNES),
        _action("Faire connaître les points d’accès informatique", "2024", _COMMUNES),
        _action("Informer des aides à l’équipement, apprendre à s’en servir", "2024", _COMMUNES),
    ),
)

STEERING = _objective(
    "Installer un pilotage technique et politique partagé",
    _action(
        "Créer une instance politique intercommunale, maintenir les comités",
        "2023",
        "caf",
        _COMMUNES,
    ),
    _action("Créer une instance propre à la petite enfance", "2023", "caf", _COMMUNES),
    _action(
        "Transformer les coordinations en postes de chargé de coopération", "2023", "caf", _COMMUNES
    ),
    _action("Créer un mi-temps de chargé de coopération", "2023", "caf", _COMMUNES),
)

COMMITTEES = (
    Committee(
        "Comité de pilotage",
        "steering",
        (
            Seat("", "des élus des vingt communes du bassin nord"),
            Seat("", "la directrice de la Caf"),
        ),
        role="Approuver la démarche, les axes, le plan et l’évaluation annuelle.",
    ),
    Committee(
        "Comité technique",
        "technical",
        (
            Seat("", "les directeurs généraux des services"),
            Seat("", "la responsable de territoire de la Caf"),
            Seat("", "la cellule de coordination"),
        ),
        role="Préparer le comité de pilotage, écrire, suivre et évaluer les fiches.",
    ),
    Committee(
        "Comité stratégique",
        "strategic",
        (
            Seat("", "le président de la communauté urbaine"),
            Seat("", "un élu communautaire par bassin"),
            Seat("", "les maires du Creusot et de Montceau-les-Mines"),
            Seat("", "la directrice de la Caf"),
        ),
        role="Garantir la cohérence des deux conventions, sans décider.",
    ),
)

PLAN = Plan(
    "Creusot Montceau, bassin nord 2022–2026",
    dt.date(2022, 12, 14),
    dt.date(2026, 12, 31),
    (
        Level(
            "axis",
            "",
            "Mailler le territoire, rendre l’offre lisible",
            (EARLY_YEARS, YOUTH, SOCIAL_LIFE),
        ),
        Level("axis", "", "Renforcer l’inclusion et l’égal accès", INCLUSION),
        Level("axis", "", "Piloter et coopérer entre communes", (STEERING,)),
    ),
    committees=COMMITTEES,
)
