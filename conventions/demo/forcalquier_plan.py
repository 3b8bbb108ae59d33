"""Pays de Forcalquier Montagne de Lure 2022–2024: seven themes, seven sheets, two commitments, two committees."""

import datetime as dt

from conventions.demo.facts import Action, Committee, Level, Plan, Seat, Step

EVERYONE = "Habitants et acteurs du territoire"
PROMISE = "Fiches-actions à ajouter par avenant"
DUE = dt.date(2023, 3, 31)

LEVELS = (
    Level(
        "theme",
        "1",
        "La coordination territoriale",
        (
            Action(
                "1.1",
                "Coordonner partenaires et structures",
                schedule="Dès 2023",
                key="f11",
                leads=("cc",),
                partners=("caf", "forcalquier", "limans", "orgues"),
                theme="Coordination",
                context="Le déploiement de la convention suppose un chargé de coopération.",
                goals="- conduire les orientations des collectivités ;\n- relier les professionnels entre eux ;\n"
                "- partager activités et outils à l’échelle intercommunale ;\n- informer les habitants.",
                description="Créer la fonction de chargé de coopération. Il anime le réseau, prépare les comités,"
                " suit le plan, recueille les données et associe les habitants.",
                audience=EVERYONE,
                indicators=("Équivalents temps plein de coopération, par thématique",),
                budget=(("Coût indicatif d’un équivalent temps plein", 48000, ""),),
            ),
        ),
    ),
    Level(
        "theme",
        "2",
        "L’accès aux droits",
        (
            Action(
                "2.1",
                "Faciliter l’accès aux droits et aux services",
                schedule="À partir du 2e trimestre 2023",
                key="f21",
                leads=("caf",),
                partners=("Espaces France services", "CCAS", "Centres médico-sociaux"),
                theme="Accès aux droits",
                context="Se déplacer est difficile pour certains ; l’aide aux démarches existe mais reste méconnue.",
                goals="Joindre un conseiller de la Caf sans se déplacer, être accompagné dans sa globalité.",
                audience="Toute la population",
                steps=(
                    Step(
                        "Réunir les services de la Caf et les acteurs locaux",
                        "2e trimestre 2023",
                        (
                            "Rencontres, participants et structures",
                            "Accompagnements sociaux et leur évolution",
                        ),
                    ),
                    Step(
                        "Cartographier ceux qui aident aux démarches numériques",
                        "2e trimestre 2023",
                        ("Carte et coordonnées",),
                    ),
                    Step(
                        "Maintenir la permanence et les rendez-vous à distance",
                        "",
                        ("Rendez-vous par téléphone et en visio", "Visites à la permanence"),
                    ),
                ),
            ),
            Action(
                "2.2",
                "Repérer les allocataires qui ignorent leurs droits",
                schedule="Dès 2023",
                key="f22",
                leads=("caf",),
                theme="Accès aux droits",
                context="Malgré l’information, des droits ne sont pas demandés, faute d’être connus.",
                goals="Repérer ces personnes par requête, les joindre, les inviter à faire leurs démarches.",
                audience="Toute la population",
                steps=(
                    Step(
                        "Cibler les bénéficiaires possibles, en particulier de la prime d’activité",
                        "",
                        ("Personnes contactées", "Droits ouverts", "Montant moyen"),
                    ),
                    Step(
                        "Proposer un travailleur social dès qu’un événement survient",
                        "",
                        ("Accompagnements",),
                    ),
                    Step(
                        "Chercher les droits oubliés dans les communes éloignées",
                        "Dès 2023",
                        ("Personnes contactées", "Droits ouverts", "Montant moyen"),
                    ),
                ),
            ),
        ),
    ),
    Level(
        "theme",
        "3",
        "Les besoins de garde, notamment aux horaires atypiques",
        (
            Action(
                "3.1",
                "Soutenir de nouvelles solutions de garde",
                schedule="Dès 2023 et chaque année",
                key="f31",
                leads=("cc", "caf"),
                theme="Petite enfance",
                context="Les places manquent, en crèche comme chez les assistants maternels.",
                goals="Aider les familles à concilier leurs temps de vie.",
                audience=EVERYONE,
                steps=(
                    Step(
                        "Recenser les projets et vérifier ensemble leur viabilité",
                        "Dès 2023 et chaque année",
                        (
                            "Projets par mode d’accueil",
                            "Places créées et fermées",
                            "Coût pour chacun",
                        ),
                    ),
                    Step(
                        "Consacrer un comité technique aux horaires atypiques",
                        "2024",
                        ("Réunions", "Enfants et familles concernés"),
                    ),
                ),
                watch=("Ne pas fragiliser l’offre existante",),
            ),
        ),
    ),
    Level(
        "theme",
        "4",
        "Les projets des jeunes",
        (
            Action(
                "4.1",
                "Maintenir les structures existantes",
                schedule="Dès 2023",
                key="f41",
                leads=("forcalquier", "limans", "orgues"),
                partners=("caf",),
                theme="Enfance, jeunesse",
                context="Les accueils sont à conserver ; les adolescents manquent d’activités.",
                goals="Accompagner les enfants et les jeunes de 3 à 17 ans.",
                description="Soutien à l’investissement et au fonctionnement, bilan annuel, alerte dès les premières"
                " difficultés.",
                audience="Enfants, adolescents et leurs familles",
                indicators=(
                    "Nombre d’accueils collectifs de mineurs",
                    "Évolution des heures réalisées",
                ),
            ),
            Action(
                "4.2",
                "Accompagner les projets des jeunes",
                schedule="Dès 2023",
                key="f42",
                leads=("caf",),
                partners=("Service départemental à la jeunesse, à l’engagement et aux sports",),
                theme="Jeunesse",
                context="Peu de lieux et d’actions s’adressent aux 12–25 ans.",
                goals="Les soutenir vers l’autonomie.",
                audience=EVERYONE,
                steps=(
                    Step(
                        "Accompagner les projets agréés et en susciter",
                        "Dès 2023",
                        ("Rencontres", "Projets agréés"),
                    ),
                    Step("Proposer un projet éducatif de territoire", "", ("Projets éducatifs",)),
                ),
            ),
        ),
    ),
    Level("theme", "5", "Le soutien à la parentalité", commitment=PROMISE, commitment_due_on=DUE),
    Level("theme", "6", "L’animation de la vie sociale", commitment=PROMISE, commitment_due_on=DUE),
    Level(
        "theme",
        "7",
        "La lutte contre l’habitat indigne",
        (
            Action(
                "7.1",
                "Favoriser l’accès à un logement de qualité",
                schedule="Dès 2023",
                key="f71",
                leads=("caf",),
                partners=("Équipes des programmes d’amélioration de l’habitat",),
                theme="Logement",
                context="Le parc de logements est ancien.",
                goals="Réduire les risques pour la santé, rénover, éviter les expulsions.",
                audience="Allocataires du territoire",
                steps=(
                    Step("Préparer les programmes avec les partenaires", "Dès 2023"),
                    Step("Financer les équipes d’animation", "Dès 2023"),
                    Step(
                        "Repérer les allocataires mal logés ou en impayé et les accompagner",
                        "Dès 2023",
                    ),
                ),
                indicators=(
                    "Réunions",
                    "Allocataires mal logés ou en impayé",
                    "Accompagnements",
                    "Questionnaires envoyés et résultats",
                ),
            ),
        ),
    ),
)

COMMITTEES = (
    Committee(
        "Comité de pilotage",
        "steering",
        (
            Seat(
                "Pour les collectivités",
                "le président de la communauté de communes ou son représentant",
            ),
            Seat("Pour les collectivités", "le maire de chaque commune ou son représentant"),
            Seat("Pour les collectivités", "les directeurs généraux des services et les référents"),
            Seat("Pour la Caf", "le président du conseil d’administration ou son représentant"),
            Seat(
                "Pour la Caf", "le directeur et le responsable de service, ou leurs représentants"
            ),
            Seat("Pour la MSA", "la directrice générale ou son représentant"),
            Seat("Pour le Département", "un représentant"),
            Seat(
                "Pour l’Éducation nationale",
                "le service départemental à la jeunesse, à l’engagement et aux sports",
            ),
            Seat("Personnes ressources", "selon les sujets", consultative=True),
        ),
        role="- fixer le périmètre du partenariat ;\n- approuver objectifs, plan, indicateurs et bilans ;\n"
        "- réagir à tout écart important.",
        frequency="au moins une fois par an",
        secretariat="la communauté de communes",
    ),
    Committee(
        "Comité technique",
        "technical",
        (
            Seat(
                "Pour les collectivités",
                "les directeurs et responsables de services, les référents",
            ),
            Seat("Pour la Caf", "les conseillères techniques thématiques"),
            Seat(
                "Acteurs de terrain",
                "des partenaires, des parents, des habitants",
                consultative=True,
            ),
        ),
        role="- animer et suivre la convention ;\n- proposer priorités, plans et indicateurs ;\n"
        "- rendre compte au comité de pilotage.",
    ),
)

PLAN = Plan(
    "Pays de Forcalquier Montagne de Lure 2022–2024",
    dt.date(2022, 1, 1),
    dt.date(2024, 12, 31),
    LEVELS,
    committees=COMMITTEES,
)
