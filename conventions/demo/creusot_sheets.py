"""Creusot Montceau, bassin nord 2022–2026: the nine first sheets of annex 4."""

from conventions.demo.facts import Action, Step

_OFFICER = "Chargé de coopération référent"
_TOWNS = "Communes du bassin nord"
_CARERS = "Professionnels de la petite enfance"
_RESIDENTS = "Habitants"

_AREAS = (
    Step("Réunir un groupe d’élus"),
    Step("Comparer des scénarios d’organisation"),
    Step("Associer les habitants"),
    Step("Choisir une structure intercommunale"),
    Step("Consulter les entreprises"),
)
_AREA_RISKS = (
    "Fermetures de classes dans les communes rurales",
    "Coordination des bassins de vie",
    "Temps et personnel disponibles",
)


def _goals(*lines: str) -> str:
    return "\n".join(f"- {line}" for line in lines)


SINGLE_DESK = Action(
    "",
    "Créer un guichet commun pour les familles",
    schedule="2023",
    leads=("Instance politique à définir", _OFFICER),
    partners=(_TOWNS, _CARERS),
    theme="Petite enfance",
    goals=_goals(
        "donner à chaque famille le même accès ;",
        "garder des familles dans les communes rurales ;",
        "alléger les démarches ;",
        "apporter une réponse à chacun.",
    ),
    description="Inventaire des modes d’accueil et de leurs règles, puis plateforme de demande en ligne.",
    steps=(
        Step("Inventorier les modes d’accueil"),
        Step("Étudier ce que font d’autres territoires"),
    ),
    indicators=("Ouverture du guichet", "Demandes reçues", "Familles avec et sans solution"),
    watch=("Nombre de places disponibles",),
)

LIVING_AREAS = Action(
    "",
    "Définir des bassins de vie et repenser l’offre",
    schedule="2023",
    leads=(_OFFICER,),
    partners=(_TOWNS, _CARERS, "Assistants maternels", _RESIDENTS),
    theme="Petite enfance",
    goals=_goals(
        "faire coopérer communes et structures ;", "varier l’offre ;", "partager les moyens."
    ),
    description="S’accorder sur l’échelle des bassins de vie et en tirer l’organisation de l’accueil.",
    steps=_AREAS,
    indicators=("Bassins de vie définis", "Familles avec et sans réponse"),
    watch=_AREA_RISKS,
)

MAM = Action(
    "",
    "Ouvrir des maisons d’assistants maternels",
    schedule="2024",
    leads=(_OFFICER, "caf"),
    partners=(_TOWNS, _CARERS, "Assistants maternels", _RESIDENTS),
    theme="Petite enfance",
    goals=_goals(
        "combler les zones blanches ;", "répondre aux horaires atypiques ;", "valoriser le métier."
    ),
    description="Maisons intercommunales ou d’entreprise, dans les communes dépourvues de places.",
    steps=(
        *_AREAS,
        Step("Publier des portraits dans le journal local"),
        Step("Aider à s’installer, prêter des locaux"),
    ),
    indicators=(
        "Bassins de vie définis",
        "Maisons ouvertes en zone blanche",
        "Familles avec et sans solution",
    ),
    watch=_AREA_RISKS,
)

DISABILITY = Action(
    "",
    "Accueillir ensemble les enfants en situation de handicap",
    schedule="2023",
    leads=(_OFFICER,),
    partners=(
        "caf",
        "Élus",
        "Professionnels de l’enfance, du handicap, de la parentalité et de la psychiatrie",
    ),
    theme="Handicap",
    goals=_goals(
        "inclure mieux les enfants ;",
        "accompagner leurs familles ;",
        "partager les coûts ;",
        "mesurer les besoins.",
    ),
    description="Projet commun aux communes et aux acteurs publics et privés, avec un droit au répit.",
    steps=(
        Step("Recenser les besoins des enfants"),
        Step("Recenser ceux des familles"),
        Step("Étudier d’autres territoires"),
        Step("Partir du modèle du bassin sud"),
    ),
    indicators=("Projet en place", "Enfants accueillis", "Postes d’accompagnement créés"),
    watch=("Multiplication des structures", "Portage et personnel"),
)

LEISURE_NETWORK = Action(
    "",
    "Créer le réseau des accueils de loisirs",
    schedule="2024",
    leads=(_OFFICER,),
    partners=("Responsables enfance et jeunesse", "Équipes des accueils"),
    theme="Enfance et jeunesse",
    goals=_goals(
        "partager pratiques et formations ;",
        "couvrir mieux le territoire ;",
        "relayer les adolescents.",
    ),
    description="Réseau doté d’une charte, de thèmes de travail et d’une réflexion sur les 11–14 ans.",
    steps=(
        Step("Recenser les activités"),
        Step("Recenser les talents"),
        Step("Écrire la charte"),
        Step("Choisir les thèmes"),
    ),
    indicators=("Réseau constitué",),
    watch=("Portage et pilotage", "Méthode"),
)

INVISIBLE = Action(
    "",
    "Ne perdre de vue aucun jeune",
    schedule="2024",
    leads=("Professionnels de l’enfance et de la jeunesse",),
    partners=("Professionnels de la prévention", "Éducation nationale"),
    theme="Jeunesse",
    goals=_goals("continuer d’attirer les plus de 11 ans ;", "échanger les idées."),
    description="Prévention aux moments charnières : fin de primaire, de collège, choix d’orientation.",
    steps=(
        Step("Recenser l’existant"),
        Step("En faire le bilan"),
        Step("S’appuyer sur les réseaux"),
    ),
    indicators=("Actions nouvelles de prévention",),
    watch=("Juxtaposition des actions", "Méthode, coordination, pilotage"),
)

REACHING_OUT = Action(
    "",
    "Aller vers les habitants",
    schedule="2023",
    leads=("Chargés de coopération", "caf"),
    partners=("Élus ruraux", "Associations"),
    theme="Animation de la vie sociale",
    goals=_goals(
        "couvrir les zones blanches ;", "mieux se connaître ;", "rendre l’information claire."
    ),
    description="Bus itinérant de la vie sociale, information diversifiée.",
    steps=(
        Step("Ouvrir une page unique sur un réseau social"),
        Step("Consulter les élus"),
        Step("Chiffrer le bus"),
        Step("Recruter des bénévoles"),
        Step("Former bénévoles, élus et professionnels"),
    ),
    indicators=(
        "Connaissance de l’offre",
        "Accès des habitants ruraux",
        "Dispositifs en zone blanche",
    ),
    watch=("Budget, pilotage, animation",),
)

SOCIAL_NETWORK = Action(
    "",
    "Relier les acteurs de la vie sociale",
    schedule="2024",
    leads=(_OFFICER,),
    partners=(_TOWNS, "Associations"),
    theme="Animation de la vie sociale",
    goals=_goals("partager pratiques et ressources ;", "mutualiser."),
    description="Réseau élargi, forum et événement annuel.",
    steps=(
        Step("Recenser les acteurs"),
        Step("Recenser le matériel"),
        Step("Organiser des rencontres"),
    ),
    indicators=("Réseau créé", "Bilan", "Place des petites communes"),
    watch=("Trop de réunions", "Un langage compris de tous"),
)

BLANK_AREAS = Action(
    "",
    "Faire naître des espaces de vie sociale",
    schedule="2024/2025",
    leads=("Chargés de coopération",),
    partners=("Élus", "Artistes", "Associations", "caf"),
    theme="Animation de la vie sociale",
    goals=_goals("animer le territoire ;", "rompre l’isolement ;", "encourager la citoyenneté."),
    description="Définition des zones blanches, puis étude d’un espace de vie sociale.",
    steps=(
        Step("Recenser foyers, associations et artistes"),
        Step("Recenser les moyens"),
        Step("Trouver des bénévoles"),
    ),
    indicators=("Espaces créés", "Bilan des actions"),
    watch=("Recrutement et suivi des bénévoles", "Un langage compris de tous"),
)
