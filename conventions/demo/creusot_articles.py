"""Creusot Montceau, bassin nord 2022–2026: the preamble and the eleven articles."""

from conventions.demo.facts import Article

PREAMBLE = """
Avec les collectivités et les associations, {caf} remplit quatre missions :

1. concilier vie de famille, emploi et vie sociale ;
2. accompagner parents, enfants et jeunes ;
3. favoriser l’autonomie et l’insertion ;
4. améliorer le cadre de vie et le logement.

Prestations, financements, accompagnement : ses moyens se déploient mieux quand un projet de territoire les réunit.
C’est l’objet de cette convention, qui porte sur l’enfance dès le plus jeune âge, la jeunesse, la parentalité,
la vie sociale, l’insertion, le handicap et le logement.

### Le territoire

{cucm} compte 93 305 habitants{note:Insee, recensement de 2019.} et trente-quatre communes, réparties en deux
bassins de vie : vingt au nord, autour du Creusot, quatorze au sud, autour de Montceau-les-Mines.

Les compétences d’action sociale y appartiennent aux communes, qui ont appris à travailler par bassin, en
particulier au sein du relais petite enfance intercommunal. D’où le choix de deux conventions, une par bassin,
présenté en février 2021 puis à la conférence des maires du 29 avril 2021 ({ann:demarche}). La présente convention
concerne le bassin nord.
"""

_PORTRAIT = """
### {Cucm}

| Indicateur | Territoire | Référence nationale |
| Habitants de 60 ans ou plus | 35,1 % | 26,1 % |
| Habitants de moins de 20 ans | 21,1 % | 24 % |
| Couverture de l’accueil des moins de 3 ans | 71,8 % | 59,8 % |
| Ménages ayant une voiture | 85 % | 81 % |
| Personnes sans diplôme | 26,4 % | 21,4 % |
| Jeunes sans emploi ni formation | 17,7 % | 16,3 % |

- La population décroît depuis 1990 : elle est passée sous les 100 000 habitants en 2008.
- L’accueil individuel domine pour les jeunes enfants, mais les assistants maternels vieillissent.
- La voiture assure 75 % des déplacements et 86,5 % des trajets vers le travail ; la marche en représente 19 %.
- Le revenu médian est de 20 480 € par unité de consommation.
- En 2019, 18 582 foyers allocataires réunissaient 42 161 personnes, soit 45,3 % des habitants ; 2 157 percevaient le
  revenu de solidarité active.

### Le bassin nord

- **Population** : entre 1968 et 2018, huit communes ont perdu des habitants, les autres en ont gagné.
- **Âges** : 2 181 enfants de moins de 5 ans, en recul de 11 % en cinq ans ; 7 956 habitants de 5 à 19 ans, en hausse.
- **Petite enfance** :
  - trois multi-accueils (Le Creusot, Torcy, Montchanin) et un multi-accueil familial au Creusot ;
  - huit micro-crèches, dont deux financées par la prestation de service unique ;
  - 182 assistants maternels en 2020, âgés de 50 ans en moyenne ;
  - un relais petite enfance commun à seize communes.
- **Enfance et jeunesse** : six accueils de loisirs, surtout en ville, et 852 jeunes sans emploi ni formation.
- **Handicap** : en quatre ans, 54 enfants et 59 adultes de plus parmi les bénéficiaires d’une allocation.
- **Familles** : 7 % des ménages sont monoparentaux.
- **Précarité** : plus de 2 400 foyers à bas revenus et plus de 900 allocataires du revenu de solidarité active.
- **Vie sociale** : trois centres sociaux, une maison des parents, deux espaces de vie sociale, trois lieux d’accueil
  enfants-parents et un foyer de jeunes travailleurs, peu connus des habitants des communes rurales.

Voir le détail en {ann:portrait}.
"""

_PROCESS = """
### Les instances

| Instance | Composition | Rôle |
| Cellule de coordination | Conseillère de la Caf, deux chargées de contractualisation, la communauté urbaine
  | Coordonner les deux conventions, tenir le calendrier |
| Comité technique | Directeurs généraux des services, responsable de territoire de la Caf, cellule, cabinet
  | Préparer le comité de pilotage, écrire et suivre les fiches |
| Comité de pilotage | Élus des vingt communes | Approuver la démarche |
| Comité stratégique | Président, un élu par bassin, maires du Creusot et de Montceau-les-Mines, directrice de la Caf
  | Garantir la cohérence des deux conventions ; il ne décide pas |
| Trois groupes de travail | Professionnels, acteurs de terrain, référents | Nourrir le diagnostic et les fiches |

Une charte d’engagement lie {caf}, {cucm} et les deux villes centres. Les instances demeurent pour suivre et évaluer.

### Le diagnostic

1. Janvier à mars 2022 : portrait statistique.
2. Mars 2022 : trois groupes, 54 participants (petite enfance 19, enfance et jeunesse 18, vie sociale 17).
3. Mars à mai 2022 : 23 entretiens.
4. Mai et juin 2022 : rencontres avec 20 familles et près de 45 collégiens et lycéens de communes rurales.

La synthèse figure en {ann:diagnostics}.

### Le plan d’actions

1. Juin et juillet 2022 : trois groupes d’approfondissement, 32 participants.
2. Septembre 2022 : rédaction des premières fiches, 18 participants.
3. 26 septembre 2022 : accord du comité de pilotage sur les axes et les orientations.
4. 20 octobre 2022 : clôture par le comité stratégique.
"""

_AXES = """
### Les enjeux

- **Petite enfance** : des accueils plus souples et mieux répartis, une gestion commune des demandes, une place pour
  chaque enfant en situation de handicap, un métier d’assistant maternel plus attractif.
- **Enfance et jeunesse** : une offre plus variée, des lieux pour les jeunes ruraux, des déplacements facilités, une
  meilleure inclusion, une offre pour les 18–25 ans.
- **Vie sociale** : une offre visible, des acteurs qui se connaissent, des équipes qui vont vers les habitants, de
  l’aide face au numérique.

Partout revient le besoin de coopérer et de piloter à l’échelle du bassin.

### Les axes

| Axe | Objectifs stratégiques |
| 1. Mailler le territoire, rendre l’offre lisible | Adapter l’accueil du jeune enfant ; repenser l’offre jeunesse ;
  coopérer entre communes ; construire avec les habitants |
| 2. Renforcer l’inclusion et l’égal accès | Handicap ; parentalité ; mobilité ; numérique et droits |
| 3. Piloter et coopérer entre communes | Un pilotage technique et politique partagé |

### Le plan

Onze objectifs et trente-quatre actions composent l’{ann:plan}. Les premières fiches-actions sont réunies en
{ann:fiches}.
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """
La convention arrête le projet commun dans les domaines énumérés au préambule, à partir d’un diagnostic auquel ont
pris part associations, collectivités et institutions. Elle :

a) repère les besoins prioritaires, dans le bassin nord et au-delà ;
b) choisit où agir, selon l’écart entre l’offre et les attentes ;
c) améliore les services en place et en prépare de nouveaux.
""",
    ),
    Article("portrait", "Le portrait social du territoire", _PORTRAIT),
    Article("demarche", "La démarche d’élaboration", _PROCESS),
    Article("axes", "Les axes de travail et le plan d’actions", _AXES),
    Article(
        "engagements",
        "Les engagements des partenaires",
        """
{caf}, {cucm} et les communes signataires unissent leurs efforts pour atteindre les objectifs. Elles y consacrent
leurs compétences et leurs moyens propres, et siègent dans les instances de l’{art:demarche}.

Chaque partie garde la maîtrise de ses outils et de ses partenariats. Les engagements antérieurs ne sont pas modifiés.
""",
    ),
    Article(
        "donnees",
        "Les échanges de données",
        """
Les parties partagent les informations nécessaires, dans le respect du règlement général sur la protection des
données, de la loi du 6 janvier 1978 modifiée et des avis de la Cnil.

Une demande de données est examinée, quant à son intérêt et à sa faisabilité, par la partie qui les détient. Les
documents citent leurs sources.
""",
    ),
    Article(
        "communication",
        "La communication",
        """
Les parties communiquent de concert ; leurs logos figurent tous sur les supports partagés. Dans sa propre
communication, chacune cite l’apport des autres.
""",
    ),
    Article(
        "evaluation",
        "L’évaluation",
        """
Une évaluation a lieu chaque année et avant tout renouvellement. Le comité de pilotage l’approuve et adapte s’il le
faut objectifs et actions. Elle s’appuie sur cinq indicateurs :

1. l’avancement des fiches-actions ;
2. l’adhésion des communes aux projets intercommunaux ;
3. l’effet des actions sur le maillage ;
4. l’amélioration des services ;
5. la satisfaction et l’implication des habitants.

Si elle conduit à modifier le texte, un avenant est signé.
""",
    ),
    Article(
        "duree",
        "Durée et résiliation",
        """
La convention s’applique {periode}.

Une partie peut la résilier par lettre recommandée avec demande d’avis de réception et trois mois de préavis. Les
engagements antérieurs sont tenus jusqu’au bout.
""",
    ),
    Article(
        "execution",
        "Modifications et interprétation",
        """
Les modifications prennent la forme d’un avenant qui les énumère. Si une clause est nulle, le reste demeure ; si un
titre et un texte se contredisent, le texte l’emporte.
""",
    ),
    Article(
        "confidentialite",
        "La confidentialité",
        """
Ce que les parties et leurs agents apprennent en exécutant la convention reste confidentiel, même après son terme.
""",
    ),
)
