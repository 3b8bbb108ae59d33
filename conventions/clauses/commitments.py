"""What the parties do together: commitments, steering, cooperation, means."""

from conventions.clauses.shapes import Clause

COMMITMENTS = (
    Clause(
        code="engagements",
        name="Engagements des parties",
        title="Les engagements des parties",
        family="engagements",
        text="""
Les parties, à savoir {parties.liste}, s’engagent à réaliser, chacune pour ce qui la concerne, les actions du plan
dont la responsabilité lui est confiée, et à y consacrer les moyens dont elle dispose.

Chaque partie s’engage en outre :

- à prendre part aux instances de pilotage et à y être représentée ;
- à informer les autres parties, en temps utile, de toute décision qui aurait un effet sur le projet commun ;
- à rechercher la cohérence de ses interventions avec celles des autres parties ;
- à fournir les éléments nécessaires au suivi et à l’évaluation.

La convention laisse entières les compétences de chaque partie et ses relations contractuelles propres. Elle
n’emporte, par elle-même, aucun droit à subvention : les concours financiers font l’objet d’actes distincts.
""",
        advice="Toutes les parties sont citées : la liste vient des fiches des parties et suit leurs changements.",
    ),
    Clause(
        code="bonus-territoire",
        name="Bonus territoire",
        title="Le soutien {caf.de} aux équipements et services",
        requires=("equipements",),
        text="""
La signature de la présente convention par les collectivités qui soutiennent des équipements ou des services ouvre à
leurs gestionnaires, sous réserve des conditions fixées par la branche Famille, le bénéfice des bonus territoire.

{Caf} verse ces bonus directement aux gestionnaires, dans le cadre d’une convention d’objectifs et de financement
propre à chaque équipement ou service. Les équipements et services concernés figurent en {ann:equipements}.

Les collectivités s’engagent à maintenir leur soutien à l’offre existante et à examiner avec {caf} toute évolution de
nature à le réduire.
""",
        advice=(
            "Écrite pour une convention qui ne succède pas à un contrat enfance jeunesse : ils ont tous pris fin. "
            "Vérifiez "
            "quelles collectivités soutiennent financièrement un équipement."
        ),
    ),
    Clause(
        code="conventionnements-article",
        name="Articulation avec les conventions existantes",
        title="Articulation avec les autres conventions",
        requires=("conventionnements",),
        text="""
La présente convention ne se substitue pas aux conventions d’objectifs et de financement ni aux autres engagements
conclus entre certaines des parties, recensés en {ann:conventionnements}. Les parties s’efforcent, à chaque
renouvellement, d’en rapprocher les objectifs et les échéances.
""",
    ),
    Clause(
        code="moyens-article",
        name="Moyens de chaque partie",
        title="Les moyens mobilisés",
        requires=("moyens",),
        text="""
Les moyens humains, matériels et financiers que les parties prévoient de consacrer au projet sont présentés, par
partie et par année, en {ann:moyens}. Ces prévisions sont données sous réserve du vote annuel des budgets ; elles
sont actualisées à l’occasion du bilan annuel.
""",
        advice="Les montants se tiennent dans le tableau annexé, où les totaux sont calculés.",
    ),
    Clause(
        code="cooperation",
        name="Chargés de coopération",
        title="La coopération territoriale",
        text="""
La mise en œuvre du projet est animée par un ou plusieurs chargés de coopération, employés par les collectivités et
cofinancés par {caf} dans les conditions prévues par la branche Famille.

Sous l’autorité de leur employeur, ils préparent les réunions des instances, accompagnent les pilotes des actions,
tiennent à jour le plan d’actions et ses indicateurs, associent les habitants et rendent compte de l’avancement au
comité de pilotage.
""",
        advice=(
            "Indiquez l’employeur, le nombre d’équivalents temps plein et le périmètre de chaque poste s’ils sont "
            "connus."
        ),
    ),
)

STEERING = (
    Clause(
        code="pilotage",
        name="Comité de pilotage",
        title="Le comité de pilotage",
        family="pilotage",
        requires=("instances",),
        text="""
Un comité de pilotage conduit le projet. Toutes les parties y sont représentées : {parties.liste}. Chacune désigne ses
représentants, titulaires et suppléants, par leurs fonctions.

Le comité de pilotage :

- valide les priorités et le plan d’actions, et décide de leur évolution ;
- veille à la mobilisation des moyens et à la complémentarité des interventions ;
- examine les difficultés que rencontrent les pilotes des actions et arbitre ;
- approuve le bilan annuel et l’évaluation finale.

Il se réunit au moins une fois par an, et chaque fois qu’une partie le demande. La convocation et les documents sont
adressés à ses membres quinze jours au moins avant la séance. Un relevé de décisions, établi après chaque réunion,
est transmis à toutes les parties.

Sa composition, sa présidence et son secrétariat sont précisés en {ann:instances}. Le comité peut entendre, à titre
consultatif, toute personne dont la contribution est utile.
""",
        advice="Chaque partie siège ; qui n’est pas partie n’est invité qu’à titre consultatif. Fixez la fréquence.",
    ),
    Clause(
        code="comite-technique",
        name="Comité technique",
        title="Le comité technique",
        requires=("instances",),
        text="""
Un comité technique réunit les responsables de services des parties et les chargés de coopération. Il prépare les
travaux du comité de pilotage, suit l’avancement des actions et propose les ajustements nécessaires.

Il se réunit au moins deux fois par an. Des groupes thématiques peuvent lui être rattachés. Sa composition figure en
{ann:instances}.
""",
    ),
)
