"""How the convention lives: data, confidentiality, evaluation, term, amendment, end, disputes, archives."""

from conventions.clauses.shapes import Clause

DATA = (
    Clause(
        code="donnees",
        name="Échanges de données et protection des données",
        title="Échanges de données",
        text="""
Les parties mettent en commun les données utiles à la connaissance du territoire et de ses besoins, au suivi du plan
d’actions et à son évaluation.

Ces échanges portent sur des données statistiques et agrégées, qui ne permettent d’identifier directement ou
indirectement aucune personne. Aucune donnée relative à un bénéficiaire ou à un allocataire n’est communiquée au
titre de la présente convention.

Chaque partie demeure responsable des traitements qu’elle met en œuvre, au sens du règlement (UE) 2016/679 du 27
avril 2016 et de la loi n° 78-17 du 6 janvier 1978 modifiée. Les coordonnées professionnelles des élus, agents et
partenaires associés au projet sont traitées par chaque partie pour la seule organisation de ses travaux, et ne sont
pas conservées au-delà de ce qui est nécessaire à cette finalité.

Si une action rend nécessaire un échange de données à caractère personnel, il ne peut avoir lieu avant :

1. qu’une convention particulière en ait fixé la finalité, la base légale, les données, les destinataires, la durée
  de conservation, les mesures de sécurité et le rôle de chaque partie : responsable de traitement, responsable
  conjoint ou sous-traitant ;
2. que le délégué à la protection des données de chaque partie concernée ait rendu son avis et, s’il y a lieu,
  qu’une analyse d’impact ait été menée ;
3. que le traitement ait été inscrit au registre des activités de traitement de chaque responsable.

Toute publication qui utilise des données mises en commun en indique la source et la date.
""",
        advice=(
            "Seule rédaction à jour du règlement européen : n’ajoutez pas de renvoi à une déclaration préalable à "
            "la Cnil, "
            "supprimée en 2018. Les coordonnées des délégués se tiennent hors de la convention."
        ),
    ),
    Clause(
        code="confidentialite",
        name="Confidentialité",
        title="Confidentialité",
        text="""
Chaque partie garde confidentielles les informations qui lui sont signalées comme telles par une autre, ou qui le
sont par nature, et ne les emploie que pour exécuter la convention. Elle veille à ce que ses agents, ses élus et ses
prestataires respectent cette obligation, qui demeure après la fin de la convention.

Cette obligation s’exerce sans préjudice du droit d’accès aux documents administratifs et des règles de publicité
des actes des collectivités.
""",
    ),
    Clause(
        code="archives",
        name="Archives",
        title="Conservation et archivage",
        text="""
La convention, ses avenants et les documents produits pour son exécution sont des archives publiques au sens du code
du patrimoine. Chaque partie conserve l’exemplaire qu’elle détient, avec les preuves de sa signature, dans des
conditions qui en garantissent l’intégrité, la lisibilité et la traçabilité.

Aucun document n’est éliminé avant le terme de sa durée d’utilité administrative, ni sans le visa de
l’administration des archives compétente.
""",
        advice="La durée d’utilité administrative est fixée avec le service d’archives compétent.",
    ),
)

PUBLICITY = (
    Clause(
        code="communication",
        name="Communication",
        title="Communication",
        family="communication",
        text="""
Les parties conviennent ensemble des actions de communication qui concernent la convention. Les supports communs
portent le logo de chacune d’elles, utilisé conformément à sa charte graphique et après son accord.

Lorsqu’une partie communique seule sur une action du plan, elle mentionne la convention territoriale globale et les
parties qui soutiennent cette action. Les autres parties sont invitées aux inaugurations et aux manifestations
publiques qui s’y rapportent.
""",
        advice="Un contact par partie peut être ajouté, désigné par sa fonction.",
    ),
    Clause(
        code="communication-partenariat",
        name="Communication sur le partenariat",
        title="Communication",
        family="communication",
        text="""
Les parties conviennent ensemble de la présentation de leurs actions communes. Les supports destinés au public
portent le logo de chacune d’elles et indiquent où s’adresser. Aucune partie n’engage les autres par sa propre
communication.
""",
    ),
)

EVALUATION = (
    Clause(
        code="evaluation",
        name="Évaluation annuelle et finale",
        title="Suivi et évaluation",
        family="evaluation",
        requires=("plan", "indicateurs"),
        text="""
L’avancement de chaque action est suivi au regard des indicateurs de sa fiche. Un bilan annuel en rend compte :
actions engagées, réalisées, reportées ou abandonnées, moyens employés, difficultés, propositions pour l’année
suivante. Le comité de pilotage l’approuve.

Une évaluation finale est engagée un an au moins avant le terme de la convention. Elle apprécie la pertinence des
objectifs au regard des besoins, leur degré d’atteinte, l’emploi des moyens, les effets durables pour les familles
et la qualité de la démarche partenariale. Elle précède toute décision de renouvellement.

Les indicateurs retenus, leur valeur initiale, leur cible et leur source figurent en {ann:indicateurs}.
""",
        advice=(
            "Peu d’indicateurs, mesurés dès le départ. L’année de l’évaluation finale se déduit de la date de "
            "fin."
        ),
    ),
    Clause(
        code="evaluation-partenariat",
        name="Bilan du partenariat",
        title="Suivi et évaluation",
        family="evaluation",
        text="""
Chaque année, un bilan commun rend compte des actions menées, du public reçu, des moyens employés et du coût
supporté par chaque partie. Il comporte une appréciation qualitative de l’utilité sociale des actions, recueillie
auprès du public et des professionnels.

Ce bilan est transmis aux organes de décision de toutes les parties dans les six mois qui suivent la fin de l’année.
""",
    ),
)

TERM = (
    Clause(
        code="duree",
        name="Durée",
        title="Durée de la convention",
        text="""
La présente convention s’applique {periode}.

Elle ne produit d’effet qu’une fois signée par toutes les parties, après que les actes autorisant cette signature sont
devenus exécutoires.
""",
        advice="Évitez un début antérieur à la dernière signature. Au-delà de cinq ans, le contrôle le signale.",
    ),
    Clause(
        code="reconduction",
        name="Reconduction expresse",
        title="Renouvellement",
        family="reconduction",
        text="""
La convention ne se reconduit pas tacitement. Six mois au moins avant son terme, les parties se réunissent pour
examiner l’évaluation finale et décider, par un nouvel acte exprès soumis à leurs organes de décision, de la suite
qu’elles lui donnent.
""",
    ),
    Clause(
        code="renegociation",
        name="Renégociation",
        title="Renégociation et renouvellement",
        family="reconduction",
        text="""
Chaque partie peut demander, à l’occasion du bilan annuel, que les conditions de la convention soient renégociées.
La demande est motivée et adressée à toutes les autres parties.

Six mois au moins avant le terme de la convention, les parties ouvrent une négociation sur son renouvellement. À
défaut d’accord exprès de leurs organes de décision, la convention prend fin à la date prévue.
""",
    ),
    Clause(
        code="avenant",
        name="Avenant",
        title="Modification de la convention",
        text="""
Toute modification de la convention ou de ses annexes fait l’objet d’un avenant écrit, approuvé et signé dans les
mêmes formes par toutes les parties. L’avenant précise les articles et annexes modifiés et sa date d’effet ; il ne
remet pas en cause l’objet de la convention.

L’adhésion d’une nouvelle partie suit la même règle.

Par exception, la mise à jour du calendrier et des indicateurs des actions, ainsi que celle de la composition des
instances, relèvent d’une décision du comité de pilotage.
""",
    ),
    Clause(
        code="nullite",
        name="Nullité partielle, titres",
        title="Indépendance des stipulations",
        text="""
Si une stipulation de la convention est déclarée nulle ou devient inapplicable, les autres demeurent en vigueur,
sauf si elle en était indissociable. Les parties se rapprochent alors pour la remplacer.

Les titres des articles facilitent la lecture et sont sans effet sur l’interprétation du texte.
""",
    ),
)

END = (
    Clause(
        code="resiliation",
        name="Résiliation avec préavis",
        title="Résiliation",
        family="resiliation",
        text="""
Chaque partie peut mettre fin à sa participation à la convention, moyennant un préavis de {preavis}. Sa décision est
notifiée à toutes les autres parties par {preavis.forme} ; le préavis court à compter de la dernière réception.

Les actions commencées et les engagements financiers pris envers des tiers avant la date d’effet sont menés à leur
terme par la partie qui se retire, dans la limite de ce qu’elle a souscrit.

La convention se poursuit entre les autres parties, qui adaptent le plan d’actions par avenant. Elle prend fin si le
retrait rend impossible la réalisation de son objet.
""",
        advice=(
            "Le délai et la forme viennent des généralités de la convention. Ne la combinez pas avec la "
            "résiliation par cas : "
            "leurs effets s’opposent."
        ),
    ),
    Clause(
        code="resiliation-cas",
        name="Résiliation par cas",
        title="Résiliation",
        family="resiliation",
        text="""
La convention peut prendre fin avant son terme :

a) d’un commun accord, constaté par un acte que signent toutes les parties ;
b) en cas de manquement grave d’une partie à ses engagements, à l’expiration d’un délai d’un mois suivant une mise
  en demeure motivée restée sans effet ;
c) pour un motif d’intérêt général, moyennant un préavis de {preavis} ;
d) de plein droit, si une disposition légale ou réglementaire rend son exécution impossible.

La résiliation est notifiée à toutes les parties par {preavis.forme}. Chaque partie dispose des droits prévus au
présent article dans les mêmes conditions.

Sauf accord contraire, la résiliation met fin aux actions communes à sa date d’effet. Les parties arrêtent alors
ensemble les comptes et les mesures qui assurent la continuité des services rendus aux familles.
""",
        advice="Variante de la résiliation avec préavis : les actions s’arrêtent à la date d’effet.",
    ),
    Clause(
        code="resiliation-partenariat",
        name="Résiliation d’un partenariat financier",
        title="Résiliation et retrait",
        family="resiliation",
        text="""
Chaque partie peut se retirer de la convention, moyennant un préavis de {preavis}. Sa décision est notifiée à toutes
les autres par {preavis.forme}. En cas de manquement d’une partie, le retrait ou l’exclusion est précédé d’une mise
en demeure motivée, restée sans effet pendant un mois. Les parties peuvent aussi mettre fin à la convention d’un
commun accord.

La partie qui se retire reste tenue de sa part des dépenses engagées jusqu’à la date d’effet. Aucune avance n’est
appelée après la notification du retrait ; un compte définitif est établi dans les trois mois, et les sommes versées
en trop sont restituées. Les biens et les agents mis à disposition reviennent à la partie dont ils relèvent.
""",
    ),
    Clause(
        code="recours",
        name="Règlement des différends",
        title="Règlement des différends",
        text="""
En cas de différend sur l’interprétation ou l’exécution de la convention, les parties recherchent d’abord un accord.
La plus diligente saisit par écrit le comité de pilotage, qui entend les parties concernées et propose une solution
dans un délai de deux mois.

À défaut d’accord, elles peuvent convenir d’une médiation dans les conditions prévues aux articles L. 213-1 et
suivants du code de justice administrative.

Si le différend persiste, il relève du tribunal administratif territorialement compétent.
""",
        advice="Nommez le tribunal si toutes les parties relèvent du même ressort.",
    ),
)
