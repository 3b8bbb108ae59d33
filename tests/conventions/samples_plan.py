"""The plan and the action sheets of the imaginary valley of `samples`."""

from decimal import Decimal

from conventions.document.model import BudgetRow, PlanNode, Sheet, Step

PLAN = (
    PlanNode(
        "1",
        "Accueillir les enfants près de chez eux",
        "axis",
        (
            PlanNode(
                "1.1",
                "Rendre l’offre lisible",
                "strategic",
                (
                    PlanNode(
                        "1.1.1",
                        "Ouvrir un guichet unique",
                        "action",
                        (),
                        "2024–2025",
                        ("Communauté de communes",),
                    ),
                    PlanNode(
                        "1.1.2", "Publier un guide des familles", "action", (), "2025", ("Caf",)
                    ),
                ),
            ),
            PlanNode(
                "1.2",
                "Développer l’accueil individuel",
                "strategic",
                (
                    PlanNode(
                        "1.2.1",
                        "Aider une maison d’assistants maternels",
                        "action",
                        (),
                        "2026",
                        ("Fontbrune",),
                    ),
                ),
            ),
        ),
    ),
    PlanNode(
        "2",
        "Faire une place aux jeunes",
        "axis",
        (
            PlanNode(
                "2.1",
                "Aller vers les jeunes",
                "strategic",
                (
                    PlanNode(
                        "2.1.1",
                        "Créer un point écoute itinérant",
                        "action",
                        (),
                        "2024–2028",
                        ("Département", "MSA"),
                    ),
                ),
            ),
        ),
    ),
)

SHEETS = (
    Sheet(
        key="f111",
        code="1.1.1",
        title="Ouvrir un guichet unique",
        ancestors=(
            "Axe 1 – Accueillir les enfants près de chez eux",
            "1.1 – Rendre l’offre lisible",
        ),
        context="<p>Les familles appellent en moyenne quatre structures avant d’obtenir une réponse.</p>",
        goals="<ul><li>répondre sous quinze jours ;</li><li>connaître les besoins non couverts.</li></ul>",
        steps=(
            Step("Recenser les modes d’accueil", "Juin 2024", ("Structures recensées",)),
            Step(
                "Ouvrir la ligne téléphonique", "Janvier 2025", ("Appels reçus", "Délai de réponse")
            ),
        ),
        leads=("Communauté de communes",),
        partners=("Caf", "PMI", "communes"),
        audience="Parents d’enfants de moins de six ans",
        territory="Toute la vallée",
        schedule="De mars 2024 à décembre 2025",
        status="En cours",
        indicators=("80 demandes par an", "75 % de familles avec une solution"),
        watch_points=("Le nombre de places limite l’effet de l’action.",),
        budget=(
            BudgetRow("Caf", ((2024, Decimal(9000)), (2025, Decimal(12000)))),
            BudgetRow("Communauté de communes", ((2024, Decimal(4500)), (2025, None))),
        ),
    ),
    Sheet(
        key="f211",
        code="2.1.1",
        title="Créer un point écoute itinérant",
        ancestors=("Axe 2 – Faire une place aux jeunes",),
        goals="<p>Rencontrer chaque année deux cents jeunes là où ils se trouvent.</p>",
        leads=("Département", "MSA"),
        schedule="2024–2028",
        steps=(Step("Équiper le véhicule"), Step("Recruter une éducatrice")),
    ),
)
