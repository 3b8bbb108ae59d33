"""Aubrac Lot Causses Tarn 2024–2028: the plan behind annex 4, the steering committee of annex 6.

The document announces its sheets without showing them: these follow the facts told in its articles.
"""

import datetime as dt

from conventions.demo.facts import Action, Committee, Level, Plan, Seat, Step

PLAN = Plan(
    "Aubrac Lot Causses Tarn 2024–2028",
    dt.date(2024, 1, 1),
    dt.date(2028, 12, 31),
    levels=(
        Level(
            "strategic",
            "1",
            "Concilier emploi, vie familiale et vie sociale",
            (
                Action(
                    "1.1",
                    "Conforter le service commun de la petite enfance et des loisirs",
                    schedule="2024/2028",
                    leads=("cc",),
                    partners=("ccss", "msa", "Objectif Formation Animation", "Centre Nature OSCA"),
                    theme="Petite enfance, enfance",
                    context="Dix communes partagent une crèche et un accueil de loisirs confiés à deux associations.",
                    goals="Garantir la continuité de l’accueil et l’équilibre financier des deux structures.",
                    description="Revue annuelle de l’activité et des comptes, projet d’établissement commun.",
                    audience="Familles des dix communes",
                    territory="Communes du service commun",
                    steps=(
                        Step("Réunir les deux gestionnaires et les communes", "1er semestre 2024"),
                        Step("Présenter l’activité au comité de pilotage", "chaque année"),
                    ),
                    indicators=(
                        "Nombre d’enfants accueillis",
                        "Taux d’occupation",
                        "Nombre de familles sans solution",
                    ),
                    watch=("Recrutement des professionnels de la petite enfance",),
                ),
                Action(
                    "1.2",
                    "Maintenir les accueils de loisirs communaux",
                    schedule="2024/2028",
                    leads=("chanac", "massegros", "banassac"),
                    partners=("ccss", "dsden", "CHALEN"),
                    theme="Enfance",
                    goals="Proposer dans chaque bassin de vie un accueil pendant les vacances et le mercredi.",
                    description="Mise en commun des programmes, des formations et de la promotion des séjours.",
                    audience="Enfants de 3 à 12 ans",
                    indicators=("Nombre d’enfants inscrits", "Nombre de jours d’ouverture"),
                ),
                Action(
                    "1.3",
                    "Soutenir les maisons d’assistants maternels et le relais petite enfance",
                    schedule="2024/2028",
                    leads=("cc", "massegros"),
                    partners=("departement", "ccss"),
                    theme="Petite enfance",
                    goals="Un accueil individuel de qualité, et un lieu d’échange pour les professionnels.",
                    indicators=("Nombre d’assistants maternels en activité",),
                ),
            ),
        ),
        Level(
            "strategic",
            "2",
            "Épauler les parents et les jeunes",
            (
                Action(
                    "2.1",
                    "Ouvrir un espace jeunes",
                    schedule="2024/2026",
                    leads=("canourgue",),
                    partners=("Centre Nature OSCA", "ccss", "dsden", "departement"),
                    theme="Jeunesse",
                    context="Les adolescents ne disposent d’aucun lieu qui leur soit propre.",
                    goals="Associer les jeunes à la vie locale, dans la mixité et sans barrière financière.",
                    description="Projet construit avec un groupe de jeunes et porté avec l’association.",
                    audience="Jeunes de 11 à 17 ans",
                    steps=(
                        Step("Écrire le projet avec les jeunes", "2024"),
                        Step("Aménager le lieu et recruter l’animateur", "2025"),
                        Step("Ouvrir", "2026"),
                    ),
                    indicators=(
                        "Nombre de jeunes inscrits",
                        "Nombre de projets menés par les jeunes",
                    ),
                    watch=("Accès des jeunes des communes voisines, faute de transport",),
                ),
                Action(
                    "2.2",
                    "Accompagner la vie sociale avec Familles actives",
                    schedule="2024/2028",
                    leads=("banassac",),
                    partners=("Association Familles actives", "ccss", "msa"),
                    theme="Animation de la vie sociale, parentalité",
                    goals="Donner aux familles l’occasion de se rencontrer et de s’entraider.",
                    indicators=(
                        "Nombre de familles participantes",
                        "Satisfaction des participants",
                    ),
                ),
            ),
        ),
        Level(
            "strategic",
            "3",
            "Améliorer le logement et le cadre de vie",
            (
                Action(
                    "3.1",
                    "Requalifier les espaces publics du centre-bourg",
                    schedule="2024/2028",
                    leads=("canourgue",),
                    partners=("cc", "departement"),
                    theme="Cadre de vie",
                    goals="Rendre le centre plus accueillant pour les familles et plus sobre en énergie.",
                    indicators=("Nombre d’opérations livrées",),
                ),
            ),
        ),
        Level(
            "strategic",
            "4",
            "Encourager l’autonomie, l’insertion et l’emploi",
            (
                Action(
                    "4.1",
                    "Faire connaître la maison France services",
                    schedule="2024/2025",
                    leads=("canourgue",),
                    partners=("ccss", "msa", "departement"),
                    theme="Accès aux droits",
                    goals="Que chaque habitant sache où trouver de l’aide pour ses démarches.",
                    description="Permanences, information dans les mairies, ateliers d’initiation au numérique.",
                    audience="Tous les habitants",
                    indicators=("Nombre de visites", "Part des demandes résolues sur place"),
                ),
            ),
        ),
    ),
    committees=(
        Committee(
            "Comité de pilotage",
            "steering",
            (
                Seat("Pour la CCSS", "le président ou son représentant"),
                Seat("Pour la CCSS", "le directeur ou son représentant"),
                Seat("Pour la communauté de communes", "le président ou son représentant"),
                Seat(
                    "Pour les communes",
                    "le maire de chacune des communes signataires ou son représentant",
                ),
                Seat("Pour l’Éducation nationale", "le directeur académique ou son représentant"),
                Seat(
                    "Pour le Département",
                    "la présidente du conseil départemental ou son représentant",
                ),
                Seat("Pour la MSA", "la directrice générale ou son représentant"),
                Seat(
                    "Personnes ressources",
                    "toute personne invitée selon le thème",
                    consultative=True,
                ),
            ),
            role="Suivre la réalisation des objectifs, évaluer, coordonner, encourager les initiatives.",
            frequency="au moins une fois par an",
            secretariat="les chargés de coopération désignés par les collectivités",
        ),
    ),
)
