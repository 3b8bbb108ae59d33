"""Bazois 2016–2020: the seven tables of annex 3, with every figure as printed."""

from conventions.demo.facts import Column, Row, Table

_PS = Table(
    "caf-ps",
    "3.1 Caf – prestations de service",
    (Column("Droit réel 2014"),),
    (
        Row("Animation globale", ("62 191 €",)),
        Row("Animation collective familles", ("13 871 €",)),
        Row("Prestation de service unique, petite enfance", ("81 997 €",)),
        Row("Relais assistants maternels", ("6 856 €",)),
        Row("Accueil de loisirs", ("17 286 €",)),
        Row("Contrat enfance jeunesse", kind="section"),
        Row("Module enfance", ("67 688 €",), depth=1),
        Row("Module jeunesse", ("102 071 €",), depth=1),
        Row("Total", ("351 960 €",), kind="total"),
    ),
    row_heading="Prestation",
)

_GRANTS = Table(
    "caf-subventions",
    "3.1 Caf – subventions de fonctionnement",
    (Column("2014"), Column("2015"), Column("2016"), Column("2017")),
    (
        Row(
            "Projets adolescents, charte de qualité des accueils",
            ("10 000 €", "10 000 €", "10 000 €", "10 000 €"),
        ),
        Row("Soutien à la parentalité", ("1 800 €", "1 800 €", "", "")),
        Row("Projet familles", ("1 500 €", "1 500 €", "1 500 €", "À déterminer")),
        Row("Aide aux temps libres", ("7 971 €", "8 721 €", "À déterminer", "À déterminer")),
        Row("Total", ("21 271 €", "22 021 €", "", ""), kind="total"),
    ),
    row_heading="Subvention",
)

_BENEFITS = Table(
    "caf-prestations",
    "3.1 Caf – prestations légales de décembre 2014",
    (Column("Bazois"),),
    (
        Row("Montant mensuel des prestations légales, hors allocation de rentrée", ("184 489,72",)),
        Row("Logement", ("42 833,31",), of_which=True),
        Row("Allocation de logement familiale", ("19 060,26",), of_which=True, depth=1),
        Row("Allocation de logement sociale", ("19 288,13",), of_which=True, depth=1),
        Row("Aide personnalisée au logement", ("4 484,92",), of_which=True, depth=1),
        Row("Allocation aux adultes handicapés, sans complément", ("39 279,11",), of_which=True),
        Row("Revenu de solidarité active, droit commun", ("38 301,46",), of_which=True),
        Row("Garde d’enfants", ("14 853,38",), of_which=True),
        Row("Nombre de prestations versées", ("753",), measure="count"),
        Row("Nombre d’allocataires", ("406",), measure="count"),
    ),
    row_heading="Décembre 2014",
    source="Caf, base communale des allocataires au 31 décembre 2014",
)

_CPOM = Table(
    "carsat-cpom",
    "3.2 Carsat – subventions au centre social",
    (Column("Actions", kind="text"), Column("Subvention")),
    (
        Row(
            "2012–2013",
            (
                "Journal, ateliers de prévention, rencontres, passeport santé : 500 personnes, dont plus de 400 aînés",
                "15 000 €",
            ),
        ),
        Row("2014", ("Mêmes actions, environ 590 personnes âgées", "15 000 €")),
        Row(
            "2015",
            ("Nouveaux ateliers, conférences, examen de santé : 660 bénéficiaires", "15 350 €"),
        ),
        Row(
            "2016",
            ("Débats sur la mobilité, transport accompagné, retraités ambassadeurs", "15 000 €"),
        ),
        Row("Total 2012–2016", ("", "60 350 €"), kind="total"),
    ),
    row_heading="Année",
    notes=(
        "Contrat pluriannuel d’objectifs et de moyens : citoyenneté, bien-vieillir, partenariat.",
        "En 2015, 350 € étaient destinés à un forum de la charte des aînés du Pays Nivernais Morvan.",
        "La subvention de 2016 a été accordée le 10 mars 2016.",
    ),
)

_YEARS = ("2013", "2014", "2015")
_BY_COMMUNE = (
    ("Achun", "315", "535", "227"),
    ("Alluy", "149", "0", "0"),
    ("Aunay-en-Bazois", "2 170", "2 371", "1 858"),
    ("Biches", "1 132", "720", "899"),
    ("Brinay", "", "", ""),
    ("Châtillon-en-Bazois", "6 312", "5 285", "5 218"),
    ("Chougny", "0", "0", "378"),
    ("Dun-sur-Grandry", "0", "252", "136"),
    ("Limanton", "346", "487", "109"),
    ("Mont-et-Marré", "415", "0", "0"),
    ("Montapas", "5 133", "4 115", "1 654"),
    ("Montigny-sur-Canne", "280", "306", "635"),
    ("Ougny", "", "", ""),
    ("Tamnay-en-Bazois", "0", "243", "54"),
    ("Tintury", "", "", ""),
)

_AIDS = Table(
    "carsat-aides",
    "3.2 Carsat – aides individuelles par commune",
    (
        *(Column(year, "Bénéficiaires", "count") for year in _YEARS),
        *(Column(year, "Montant versé") for year in _YEARS),
    ),
    (
        *(Row(name, ("", "", "", *amounts)) for name, *amounts in _BY_COMMUNE),
        Row("Total", ("20", "18", "18", "16 252", "14 313", "11 168"), kind="total"),
    ),
    row_heading="Commune",
    source="Carsat, 11 février 2016",
    notes=("Le nombre de bénéficiaires n’est connu que pour l’ensemble du territoire.",),
)

_MSA = Table(
    "msa",
    "3.3 MSA – moyens mobilisés",
    (Column("2014"), Column("2015")),
    (
        Row("Centre social, animation globale", ("1 200", "1 200")),
        Row("Centre social, appel à projets Solidarité, lien social, ruralité", ("4 000", "4 000")),
        Row("Centre social, Maison des générations", ("7 000 + prêt de 3 000", "")),
        Row(
            "Collectivité, contrat enfance jeunesse",
            ("27 341,34", "Non liquidé, droit de 26 900,65"),
        ),
        Row("Multi-accueil, prestation de service unique", ("", "369,92")),
        Row("Accueil de loisirs, prestation de service", ("1 937,63", "2 568,15")),
        Row("Total", ("41 478,97 + prêt de 3 000", "Estimé à 35 038,72"), kind="total"),
    ),
    row_heading="Nature des financements",
)

_CC = Table(
    "cc",
    "3.5 Communauté de communes – moyens directs",
    (Column("Coût par an"),),
    (
        Row("Cotisation au fonctionnement général, à la place des communes", ("25 000 € environ",)),
        Row(
            "Convention pluriannuelle : enfance, jeunesse, lien social, services",
            ("59 000 € environ",),
        ),
        Row("Culture, jeunesse et vie associative", ("40 000 € environ",)),
        Row("École d’enseignement artistique", ("30 000 € environ",), of_which=True),
        Row("Festival des petites scènes", ("10 000 € environ",), of_which=True),
        Row("Sous-total", ("124 000 € environ",), kind="subtotal"),
        Row(
            "Chantier d’insertion, cofinancé par l’État et le Département, coût net", ("80 000 €",)
        ),
        Row("Projets des écoles (2 500 €) et outils numériques partagés (1 000 €)", ("3 500 €",)),
        Row("Total", ("207 500 € environ",), kind="total"),
    ),
    row_heading="Dépense",
)

TABLES = (_PS, _GRANTS, _BENEFITS, _CPOM, _AIDS, _MSA, _CC)
