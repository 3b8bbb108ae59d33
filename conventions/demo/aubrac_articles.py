"""Aubrac Lot Causses Tarn 2024–2028: the preamble and the nineteen articles."""

from conventions.demo.facts import Article

PREAMBLE = """
La présente convention rassemble {parties} signataires autour d’une même ambition : que chaque famille
{cc.de} trouve près de chez elle un service adapté à sa situation. Elle met en regard les
politiques sociales conduites sur le territoire, les rend lisibles et en organise la cohérence pour la
période {periode}.

Chacun y entre avec ses compétences propres :

- {ccss}, caisse multibranche, réunit les métiers de la famille, de la maladie et du recouvrement ;
- {dsden} porte les politiques de jeunesse, de sport et de vie associative ;
- {departement}, qui conduit l’action sociale, accompagne les enfants, les personnes âgées, isolées ou
  en situation de handicap, au moyen de services implantés dans chaque territoire ;
- {msa}, guichet unique du monde agricole, gère l’ensemble de la protection sociale des salariés et des exploitants
  et accompagne ses ressortissants à chaque étape de la vie ;
- {cc}, {chanac}, {massegros}, {canourgue} et {banassac} organisent les services de proximité.

Cette convention prend la suite de celle qui liait les partenaires de 2020 à 2023. En 2022, les aides versées à ce
titre aux structures et associations du territoire ont atteint 524 518 €.

Un comité de pilotage, dont la composition et les règles sont fixées en {ann:copil}, veille à sa mise en œuvre.
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """
La convention arrête le projet stratégique du territoire en direction des familles et dit comment il sera conduit. Ce
projet s’appuie sur le diagnostic établi en commun ({ann:diagnostic}).

Elle permet :

a) de reconnaître les besoins prioritaires {cc.de} ;
b) de choisir les domaines où agir d’abord, là où l’offre répond le moins aux besoins ;
c) de consolider les services existants, de les améliorer et d’en créer de nouveaux, selon les fiches de
  l’{ann:fiches}.
""",
    ),
    Article(
        "ccss",
        "Les priorités d’intervention {ccss.de}",
        """
Par les prestations qu’elle verse, les structures qu’elle finance et les familles qu’elle accompagne, {ccss} concourt
à une offre complète de services. Elle garantit aussi l’accès aux soins de ses assurés.

En matière de santé, elle :

- rembourse les dépenses de soins ;
- facilite le recours aux professionnels de santé ;
- conçoit et anime des actions de prévention.

En direction des familles, elle agit pour :

- rendre compatibles le travail, la vie de famille et la vie sociale ;
- soutenir les parents dans leur rôle et le lien avec leurs enfants ;
- améliorer le logement, le cadre de vie et la participation à la vie locale ;
- favoriser l’autonomie, l’insertion et le retour à l’emploi.
""",
    ),
    Article(
        "dsden",
        "Les champs d’intervention {dsden.de}",
        """
{dsden} met en œuvre trois politiques de l’État.

### Jeunesse

- la protection des mineurs accueillis collectivement et la qualité éducative des séjours : formation des équipes,
  conseil, contrôle ;
- l’engagement des jeunes, en particulier dans le service civique ;
- leur autonomie : information, mobilité, soutien à leurs initiatives ;
- la transmission des valeurs de la République, dont la citoyenneté et la laïcité ;
- l’appui aux projets éducatifs des collectivités.

### Sport

- la sécurité des pratiquants et l’accompagnement des éducateurs ;
- le soutien financier aux clubs, pour que chacun puisse pratiquer ;
- le développement d’une offre tournée vers la santé, le handicap et l’insertion.

### Vie associative

- l’encouragement du bénévolat et de la prise de responsabilités ;
- l’information et le conseil des dirigeants associatifs ;
- l’animation d’un réseau d’appui aux associations, accessible partout dans le département.

En signant, {dsden} marque sa volonté d’articuler ses actions avec celles des autres parties, dans la limite de ses
moyens.
""",
    ),
    Article(
        "departement",
        "Les champs d’intervention {departement.de}",
        """
À tout âge, {departement} accueille, informe, oriente et accompagne vers l’autonomie. Il porte une attention
particulière aux fragilités : grossesse, handicap, avancée en âge, difficultés d’insertion, accidents de la vie.

### Accueillir, informer, orienter

Les maisons départementales des solidarités reçoivent toute personne qui s’y présente et la dirigent, au besoin, vers
le bon interlocuteur. {departement} coordonne à l’échelle des territoires les acteurs de la cohésion sociale :
institutions, communes, maisons France services.

### Accompagner

Ses professionnels (assistants sociaux, conseillers en économie sociale et familiale, puéricultrices, sages-femmes,
infirmiers, éducateurs, référents autonomie) interviennent :

- auprès des jeunes enfants :
  - en agréant, contrôlant et soutenant les modes d’accueil, individuels ou collectifs ;
  - en proposant aux familles bilans en école maternelle, consultations de nourrissons et soutien à la parentalité ;
- auprès des jeunes, jusqu’à vingt et un ans, au titre de la protection de l’enfance : prévention, suivi éducatif,
  accueil ; {departement} pilote à ce titre le recueil des informations préoccupantes ;
- auprès des personnes en situation de handicap, par la maison départementale de l’autonomie, qui évalue les besoins
  et prépare les plans d’aide ;
- auprès des adultes en insertion, par des aides individuelles et des parcours construits avec les partenaires.

Ces engagements sont déclinés par le schéma départemental unique des solidarités.
""",
    ),
    Article(
        "msa",
        "Les champs d’intervention {msa.de}",
        """
L’action sociale {msa.de} soutient les services aux familles là où ils manquent. Elle part de trois constats :

1. de jeunes ménages s’installent à la campagne ;
2. les services s’y raréfient ou s’éloignent ;
3. l’isolement gagne et le lien social se distend.

Ses programmes reposent sur la participation des habitants, l’ancrage local et l’esprit mutualiste. Pour la période
de sa convention d’objectifs 2021–2025, {msa} a bâti en 2020 une offre territoriale consacrée à l’enfance et à la
jeunesse, dont le territoire peut bénéficier.
""",
    ),
    Article(
        "cc",
        "Les champs d’intervention {cc.de}",
        """
Selon ses compétences, {cc} répond aux besoins de chaque bassin de vie :

- **petite enfance et loisirs** : un service commun à dix communes{note:Outre les deux communes signataires : Les
  Hermaux, Laval-du-Tarn, Saint-Germain-du-Teil, Saint-Pierre-de-Nogaret, Saint-Saturnin, Les Salces, La Tieule et
  Trélans.}, dont {canourgue} et {banassac}, gère une crèche et un accueil de loisirs ;
- **relais petite enfance** : une participation à son fonctionnement ;
- **sport** : le financement des équipements d’intérêt communautaire, dont la gestion revient aux communes
  d’implantation.

La gestion du service commun est confiée à deux associations :

| Service | Association gestionnaire |
| Accueil de loisirs sans hébergement | Centre Nature OSCA |
| Crèche | Objectif Formation Animation (OAF) |
""",
    ),
    Article(
        "chanac",
        "Les champs d’intervention {chanac.de}",
        """
Au plus près des habitants, {chanac} agit dans trois domaines :

- **la petite enfance** : son centre communal d’action sociale gère une crèche ;
- **l’enfance et la jeunesse** : l’association Chanac Accueil Loisirs et Nature (CHALEN) anime pour elle un accueil
  de loisirs et des activités de pleine nature ;
- **le cadre de vie** :
  - l’aide aux associations qui s’adressent aux jeunes, avec une préférence pour les projets entre générations ;
  - des équipements de loisirs, dont un city stade, une piste d’éducation routière et un pump track ;
  - une bibliothèque municipale qui réserve aux enfants un fonds et des horaires.
""",
    ),
    Article(
        "massegros",
        "Les champs d’intervention {massegros.de}",
        """
Pour répondre aux besoins repérés, {massegros} :

- prête des locaux à une maison d’assistants maternels ;
- gère un accueil de loisirs sans hébergement ;
- aménage les espaces publics et soutient la vie associative.
""",
    ),
    Article(
        "canourgue",
        "Les champs d’intervention {canourgue.de}",
        """
### Enfance et jeunesse

Outre le service commun décrit à l’{art:cc}, dont relèvent aussi l’accueil périscolaire et une maison d’assistants
maternels gérés par l’association OAF ainsi que les séjours organisés par le Centre Nature OSCA, {canourgue} prépare
avec cette dernière association un espace jeunes. Ouvert à tous sans barrière d’argent, il fera une large place à la
mixité et à l’initiative.

### Cadre de vie

La revitalisation du centre-bourg se poursuit par des études, des programmes et des chantiers. Des rues et des places
requalifiées soutiennent l’habitat et les commerces, multiplient les rencontres et servent la transition énergétique.

{canourgue} met à la disposition des clubs et des habitants :

- trois salles des fêtes et une bibliothèque ;
- une piscine, un gymnase, un dojo, des courts de tennis, un terrain multisports et un centre équestre.

### Associations

Des subventions soutiennent l’intérêt général dans cinq domaines : sport et loisirs, culture, événements, patrimoine,
école et enfance.

### Maison France services

Ses agents aident chacun dans ses démarches : impôts, titres, santé, famille, retraite, emploi. Ils :

- donnent une première réponse ou orientent ;
- apprennent à se servir des outils numériques ;
- accompagnent les démarches en ligne ;
- confient les dossiers difficiles à un correspondant de l’opérateur concerné.
""",
    ),
    Article(
        "banassac",
        "Les champs d’intervention {banassac.de}",
        """
À l’échelle communale, {banassac} :

- gère un accueil de loisirs sans hébergement ;
- accompagne l’association Familles actives, qui anime la vie sociale ;
- aménage les espaces publics et aide les associations.
""",
    ),
    Article(
        "objectifs",
        "Les objectifs partagés",
        """
À partir du diagnostic ({ann:diagnostic}), les parties retiennent quatre objectifs communs :

1. aider les familles à concilier emploi, vie familiale et vie sociale ;
2. épauler les parents, aider chaque enfant à grandir et chaque jeune à s’épanouir ;
3. améliorer le logement et le cadre de vie des familles ;
4. encourager l’autonomie, l’insertion sociale et le retour à l’emploi.

L’{ann:fiches} les traduit en objectifs opérationnels et précise les moyens que chaque partenaire y consacre.
""",
    ),
    Article(
        "engagements",
        "Les engagements des partenaires",
        """
Chaque partie, à savoir {ccss}, {cc}, {chanac}, {massegros}, {canourgue}, {banassac}, {dsden}, {departement} et
{msa}, réunit les moyens nécessaires aux objectifs qu’elle s’est fixés dans le plan d’actions.

La convention s’inscrit dans les orientations arrêtées entre l’État et la Caisse nationale des allocations familiales.
Elle laisse entières les compétences de chacun, qui demeure libre de ses autres partenariats.

Elle scelle en outre l’engagement financier commun en faveur des services aux familles :

- {ccss} maintient, au terme du contrat enfance et jeunesse, le niveau des financements bonifiés de l’année
  précédente{note:Montant de référence : celui inscrit en charge à payer dans les comptes de l’organisme payeur.} et
  les verse directement aux structures, sous la forme du bonus territoire ;
- les collectivités signataires poursuivent leur effort pour les équipements et services de l’{ann:equipements}, et
  l’ajustent si leurs compétences évoluent.
""",
    ),
    Article(
        "collaboration",
        "Les modalités de collaboration",
        """
Les parties mobilisent le personnel qualifié, les données et le matériel qu’exige l’exécution de leurs obligations.

Un comité de pilotage réunit à parité des représentants de chacune d’elles. Il peut inviter, avec voix consultative,
toute personne dont l’expérience éclaire le thème traité. Sa mission est de :

- suivre la réalisation des objectifs et l’évaluation ;
- mieux coordonner les partenaires, y compris au sein des comités thématiques ;
- vérifier que les interventions se complètent ;
- repérer et encourager les initiatives nouvelles.

Il est présidé conjointement par {ccss} et {cc}. Les chargés de coopération désignés par les
collectivités en tiennent le secrétariat. Le détail figure en {ann:copil}.
""",
    ),
    Article(
        "donnees",
        "Les échanges de données",
        """
Les parties se transmettent les informations utiles à l’exécution de la convention, dans le respect du règlement
général sur la protection des données et de la loi du 6 janvier 1978 modifiée.

Avant tout échange portant sur des données personnelles, les délégués à la protection des données des
organismes concernés en examinent l’utilité et la faisabilité. La source est toujours citée.
""",
    ),
    Article(
        "communication",
        "La communication",
        """
Les actions de communication sont décidées et menées en commun. Les supports partagés portent les logos de toutes
les parties. Lorsqu’une partie communique seule sur une action de la convention, elle cite ses partenaires et met en
valeur leur contribution.
""",
    ),
    Article(
        "evaluation",
        "L’évaluation",
        """
À chaque revue du plan, le comité de pilotage prévu à l’{art:collaboration} apprécie l’avancement et les résultats
des actions.

Un bilan final mesure les effets de la convention et sert à adapter les objectifs de la suivante. Les critères
figurent en {ann:fiches}.
""",
    ),
    Article(
        "duree",
        "Durée, reconduction, résiliation",
        """
La convention est conclue pour {duree}, {periode}. Elle ne se renouvelle que par décision expresse.

Chaque partie peut y mettre fin par lettre recommandée avec demande d’avis de réception, moyennant trois mois de
préavis. Les engagements souscrits avant la résiliation restent dus jusqu’à leur échéance.
""",
    ),
    Article(
        "avenant",
        "Les modifications",
        """
Un avenant signé de toutes les parties est nécessaire pour modifier la convention ou ses annexes. Il énumère chacun
des changements apportés.
""",
    ),
    Article(
        "confidentialite",
        "La confidentialité",
        """
Secret professionnel, discrétion et confidentialité s’imposent aux parties et à leurs personnels pour tout ce qu’ils
apprennent à l’occasion de la convention, pendant sa durée comme après son terme.
""",
    ),
)
