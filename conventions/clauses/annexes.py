"""The annexes: most hold what the plan, the tables or the directory already say."""

from conventions.clauses.shapes import Clause


def _annex(code: str, title: str, kind: str = "text", *, advice: str) -> Clause:
    return Clause(code=code, name=title, title=title, part="annex", annex_kind=kind, advice=advice)


ANNEXES = (
    _annex(
        "diagnostic",
        "Diagnostic partagé",
        advice=(
            "À écrire, ou à joindre : portrait statistique, inventaire des services, besoins, points forts et "
            "manques, avec "
            "l’année et la source des chiffres."
        ),
    ),
    _annex(
        "equipements",
        "Équipements et services soutenus",
        "facilities",
        advice="Choisissez les équipements dans l’annuaire : partie qui soutient, nature, adresse, commune.",
    ),
    _annex(
        "conventionnements",
        "Conventions en vigueur entre les parties",
        advice="À écrire : un tableau des conventions par thème et par partie, avec leur échéance.",
    ),
    _annex(
        "moyens",
        "Moyens mobilisés par les parties",
        "tables",
        advice="Un tableau par partie ou par année ; les totaux sont calculés et contrôlés.",
    ),
    _annex(
        "plan",
        "Plan d’actions",
        "plan",
        advice="Il vient du plan d’actions rattaché à la convention.",
    ),
    _annex(
        "fiches",
        "Fiches-actions",
        "sheets",
        advice="Elles viennent du plan d’actions, une fiche par action.",
    ),
    _annex(
        "instances",
        "Composition des instances de pilotage",
        "committees",
        advice="Membres désignés par leur fonction, titulaires et suppléants. Chaque partie doit y figurer.",
    ),
    _annex(
        "indicateurs",
        "Évaluation : questions et indicateurs",
        advice=(
            "À écrire : quelques indicateurs de moyens, de réalisation et de résultat, avec valeur initiale, "
            "cible, source et "
            "fréquence."
        ),
    ),
    _annex(
        "deliberations",
        "Délibérations et décisions des parties",
        "deliberation",
        advice="Une copie de chaque acte exécutoire qui approuve la convention et autorise sa signature.",
    ),
    _annex(
        "budget",
        "Budget prévisionnel et répartition",
        "tables",
        advice="Dépenses et recettes par année, part de chaque partie.",
    ),
    _annex(
        "mises-a-disposition",
        "Moyens mis à disposition",
        advice="À écrire : agents (fonction, quotité), locaux (adresse, jours), matériels, avec leur valeur.",
    ),
)
