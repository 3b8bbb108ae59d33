"""What is proper to a partnership: a common programme, its cost, who carries it, what is lent, what is justified."""

from conventions.clauses.shapes import Clause

PARTNERSHIP = (
    Clause(
        code="programme",
        name="Programme d’actions commun",
        title="Le programme d’actions",
        requires=("plan",),
        text="""
Les actions que les parties mènent en commun, leur calendrier et leurs responsables figurent en {ann:plan}. Le
programme est examiné chaque année par le comité de pilotage, qui peut le faire évoluer dans la limite du budget
approuvé.
""",
        advice="Décrivez dans le plan le public visé et le résultat attendu de chaque action.",
    ),
    Clause(
        code="portage",
        name="Portage",
        title="Portage administratif et financier",
        text="""
Les parties confient {porteur.a} le portage administratif et financier des actions communes. À ce titre, {porteur}
conclut les contrats nécessaires, engage et mandate les dépenses sur son budget, encaisse les participations et
tient une comptabilité analytique de l’opération.

Cette mission est exercée sans but lucratif. Elle n’emporte aucun transfert de compétence.
""",
        advice="Le porteur est l’organisme qui tient la convention ; corrigez si c’est un autre.",
    ),
    Clause(
        code="montant",
        name="Budget annuel",
        title="Le budget",
        requires=("budget",),
        text="""
Le budget prévisionnel des actions communes est arrêté pour chaque année civile et figure en {ann:budget}, en
dépenses et en recettes. Il est approuvé par le comité de pilotage avant le 31 octobre de l’année qui précède, puis
soumis au vote des organes de décision des parties.

Une dépense qui excède le budget approuvé ne peut être engagée sans l’accord préalable et écrit de toutes les parties.
""",
        advice=(
            "Les montants se tiennent dans le tableau annexé ; précisez la nature de la dépense, le budget et le "
            "chapitre."
        ),
    ),
    Clause(
        code="repartition",
        name="Répartition selon la population",
        title="Répartition des charges",
        requires=("montant", "portage"),
        text="""
Le coût des actions communes, déduction faite des subventions et recettes propres à l’opération, est réparti entre
les parties au prorata de la population municipale de leur ressort, telle qu’elle résulte du dernier recensement
authentifié au 1^er^ janvier de l’année considérée.

Les parts sont arrondies au centime ; l’écart d’arrondi est attribué aux plus forts restes, de sorte que leur somme
soit égale au coût à répartir.
""",
        advice=(
            "Une autre clé (public reçu, forfait) demande une autre rédaction. La clé choisie vaut pour toute la "
            "durée."
        ),
    ),
    Clause(
        code="avance",
        name="Avance et solde",
        title="Avances et règlement",
        requires=("repartition", "portage"),
        text="""
Chaque partie verse {porteur.a} une avance égale à la moitié de sa part du budget approuvé, dans les trente jours de
l’appel de fonds adressé au premier trimestre. Le solde est appelé après l’approbation du compte annuel de
l’opération.

Un trop-perçu est déduit de l’avance suivante ou, la dernière année, restitué dans les deux mois.
""",
    ),
    Clause(
        code="mise-a-disposition",
        name="Mise à disposition de personnel, locaux et matériels",
        title="Moyens mis à disposition",
        requires=("mises-a-disposition",),
        text="""
Les parties peuvent mettre à disposition de l’opération des agents, des locaux ou des matériels. Chaque mise à
disposition est décrite en {ann:mises-a-disposition} : la partie qui la consent, celle qui en bénéficie, sa durée,
ses conditions et, le cas échéant, sa valeur. Sa durée ne dépasse pas celle de la convention.

### Personnel

Les agents restent dans leur situation statutaire ou contractuelle et demeurent gérés par leur employeur. Leur mise
à disposition est prononcée avec leur accord, dans les conditions prévues aux articles L. 512-6 et suivants du code
général de la fonction publique ; une convention entre les employeurs en règle le remboursement et les missions.

### Locaux et matériels

Les biens sont utilisés conformément à leur destination et rendus dans l’état où ils ont été reçus, compte tenu de
leur usage normal. La partie qui les utilise les assure. La gratuité éventuelle est motivée par l’intérêt général de
l’opération et valorisée dans le bilan annuel.
""",
    ),
    Clause(
        code="justificatifs",
        name="Justificatifs",
        title="Comptes et justificatifs",
        requires=("portage",),
        text="""
Dans les trois mois qui suivent la fin de chaque année, {porteur} adresse à toutes les parties le compte de
l’opération, accompagné d’un état des dépenses et des recettes. Les pièces justificatives sont tenues à la
disposition des parties et de leurs comptables pendant dix ans.
""",
    ),
    Clause(
        code="engagements-partenariat",
        name="Engagements des parties au partenariat",
        title="Les engagements des parties",
        family="engagements",
        text="""
Les parties, à savoir {parties.liste}, s’engagent à mettre en œuvre le programme commun, à désigner chacune un
correspondant et à verser dans les délais la part des charges qui leur revient.

Chaque partie demeure seule compétente pour instruire et décider des aides qui relèvent d’elle.
""",
        advice="Toutes les parties sont citées : la liste vient des fiches des parties.",
    ),
    Clause(
        code="pilotage-partenariat",
        name="Comité de pilotage d’un partenariat",
        title="Le comité de pilotage",
        text="""
Un comité de pilotage réunit un représentant de chaque partie : {parties.liste}. Il se réunit au moins deux fois par
an, sur convocation adressée quinze jours à l’avance. Il examine l’avancement du programme, le budget et les
comptes, et approuve le bilan annuel.

Ses décisions sont prises à l’unanimité des parties présentes ou représentées. Un relevé de décisions est transmis à
toutes les parties.
""",
        family="pilotage",
    ),
)
