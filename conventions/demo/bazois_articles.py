"""Bazois 2016–2020: the preamble and the fifteen articles."""

from conventions.demo.facts import Article

PREAMBLE = """
La convention s’applique aux quinze communes {cc.de} : {communes}. Ce périmètre est aussi celui du centre social du
Bazois. Il occupe le centre de la Nièvre, à quarante kilomètres à l’est de Nevers.

### Ce qu’est cette convention

- une démarche stratégique qui ordonne et met en valeur ce que les signataires font pour le Bazois, aux côtés
  {cc.de} et du centre social, ressources du territoire, et des services {departement.de} ;
- un cadre politique : chacun y reconnaît les mêmes enjeux et y inscrit ses engagements ;
- un accord-cadre : il coordonne les conventions à deux parties sans les remplacer.

### Ce que le territoire en attend

1. des objectifs de développement social qui répondent aux besoins des habitants, anciens et nouveaux ;
2. un plan d’actions concrètes ({ann:plan}) ;
3. des liens plus étroits entre les collectivités et le centre social, qui conduit la plupart des actions ;
4. une vue claire de qui fait quoi.

Du diagnostic ressortent six orientations : prévention, bien-être, lien entre les générations, solidarité et
citoyenneté, accès aux droits, proximité.

### La démarche

À l’échelle de l’intercommunalité, les signataires entendent :

- faire connaître les actions réussies et les reproduire ;
- prévenir l’isolement, quels que soient l’âge et la situation ;
- accueillir et écouter chacun tout au long de l’année ;
- tenir à jour le diagnostic ;
- donner aux habitants un rôle d’acteurs ;
- décloisonner les interventions des partenaires.

Lieu de rencontre entre générations, relais de proximité des politiques de prévention, le centre social tient par
convention {cc.de} l’animation des politiques sociales locales. De cette coopération sont nés la Maison de la petite
enfance (2008), un accueil de jour ouvert aux personnes atteintes de troubles cognitifs (2011) et le projet de maison
médicale en 2015 (voir l’{art:cc}).

La carte des intercommunalités étant en cours de révision, la convention pourra évoluer avec elle.
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """
La convention fixe le projet stratégique du Bazois et la façon de le conduire. Elle repose sur un diagnostic commun
({ann:diagnostic}), nourri des travaux existants et des données de chaque signataire. Ce diagnostic :

a) dégage les enjeux et les orientations énoncés au préambule ;
b) désigne les besoins prioritaires des habitants ;
c) aide à améliorer l’offre présente et à créer celle qui manque ;
d) sert de référence aux acteurs jusqu’au terme de la convention.
""",
    ),
    Article(
        "caf",
        "Les champs d’intervention {caf.de}",
        """
### Concilier famille, travail et vie sociale

Avec {cc} et {msa}, {caf} a signé un contrat enfance jeunesse. Joint aux prestations de service, il fait vivre :

- un multi-accueil de douze places pour les enfants jusqu’à six ans ;
- un relais assistants maternels (0,29 équivalent temps plein), au service de huit professionnels en activité ;
- une ludothèque.

Le complément de mode de garde aide aussi les parents à rémunérer un assistant maternel. En 2014, trente-deux enfants
ont été accueillis de cette façon et cinquante-deux au multi-accueil.

{caf} contribue aux accueils de loisirs des vacances, du mercredi, du temps périscolaire et des nouvelles activités
périscolaires de Châtillon-en-Bazois, Alluy, Biches et Brinay. Le 19 décembre 2014, le centre social a signé la charte
« quali’accueil 58 », dont les objectifs reçoivent un appui financier.

### Soutenir les parents

Le projet familles du centre social bénéficie d’une prestation de service et de fonds locaux. En 2014 et 2015, le
réseau d’écoute, d’appui et d’accompagnement des parents a financé des rencontres entre parents et enfants. Des
travailleurs sociaux reçoivent sur rendez-vous les familles que touche une séparation ou un deuil.

### Améliorer le logement et le cadre de vie

- aides au logement, prêts pour le mobilier et l’équipement ménager, conseil en cas d’impayé ou de logement indécent ;
- agrément du centre social, sur la base de son projet, qui lui ouvre d’autres financements.

### Favoriser l’autonomie et l’insertion

Le centre social porte le relais de service public. Pour {caf}, il répond aux premières questions, guide les
allocataires sur internet et ouvre, s’il le faut, un rendez-vous par visioguichet.
""",
    ),
    Article(
        "carsat",
        "Les champs d’intervention {carsat.de}",
        """
Depuis Dijon et grâce à ses agences, {carsat} conseille les actifs et les retraités, et aide les entreprises à
prévenir les risques professionnels. Plus de 640 000 retraités lui sont rattachés ; elle leur verse chaque année
plus de cinq milliards d’euros.

Sa politique de prévention s’adresse aux retraités autonomes (groupes iso-ressources 5 et 6) :

1. les informer pour bien vieillir ;
2. soutenir les projets collectifs de prévention ;
3. accompagner ceux que la vie a fragilisés.

Dans les territoires fragiles, elle conclut avec les centres sociaux des contrats pluriannuels d’objectifs et de
moyens (CPOM) consacrés :

- à la citoyenneté des aînés ;
- à leur qualité de vie ;
- à l’accès à ses propres aides.

Le centre social du Bazois en bénéficie depuis 2012 ({ann:moyens}).
""",
    ),
    Article(
        "msa",
        "Les champs d’intervention {msa.de}",
        """
Le plan d’action sociale 2016–2020 {msa.de} concerne ses ressortissants et, plus largement, le monde rural.

| Public | Orientations |
| Actifs agricoles fragiles | Repérer tôt les difficultés, maintenir l’emploi malgré la maladie, prévenir le mal-être |
| Familles et jeunes | Concilier travail et famille, soutenir les parents, accompagner vers l’autonomie |
| Territoires | Aider les structures qui créent du lien et facilitent l’accès aux services |
| Aînés | Prévenir, aider les aidants, soutenir la vie à domicile et les petites unités de vie |

Développement social local, actions collectives, accompagnement individuel et partenariat sont ses quatre méthodes.
""",
    ),
    Article(
        "departement",
        "Les champs d’intervention {departement.de}",
        """
La loi du 7 août 2015 confie au département la prévention des fragilités, le développement social, l’accueil des
jeunes enfants, l’autonomie et l’accès aux droits. Avec l’État, il prépare le schéma qui rendra les services au public
plus accessibles.

Depuis 2004, des sites d’action médico-sociale rapprochent ses équipes des habitants ; ceux de Moulins-Engilbert et de
Château-Chinon desservent le Bazois par des permanences et des visites.

### Enfance et jeunesse

- protection maternelle et infantile, planification, agrément des assistants maternels ;
- prévention des difficultés éducatives, de la maltraitance et de la délinquance ;
- aide sociale à l’enfance, adoption ;
- éducation, culture et sport.

### Insertion

- accompagnement des bénéficiaires du revenu de solidarité active ;
- logement, lutte contre la précarité énergétique, mobilité.

### Autonomie

- allocation personnalisée d’autonomie (59 bénéficiaires dans le Bazois), compensation du handicap ;
- téléalarme, accueil familial, aide à domicile ;
- conférence des financeurs, présidée par le département et réunie avec les caisses de retraite.

### Santé

- implantation de professionnels, prévention, lutte contre les grandes maladies.

{departement} finance la fonction d’animation globale du centre social. Par le contrat CAP 58 +, signé avec {cc}, il
soutient aussi l’ingénierie et les projets du territoire ; ces crédits peuvent servir la présente convention si les
parties à ce contrat en sont d’accord.
""",
    ),
    Article(
        "cc",
        "Les champs d’intervention {cc.de}",
        """
Depuis 2013, {cc} réunit quinze communes.

| Compétences obligatoires | Compétences optionnelles |
| Économie et tourisme | Culture |
| Aménagement de l’espace | Sports et loisirs |
| Voirie | Insertion |
| Environnement | Santé, médico-social, personnes âgées |
| Logement et habitat | Enfance, jeunesse, famille |
| Déchets ménagers | Transport |

Son projet de territoire 2014–2017, « En avant le Bazois », comporte trois axes :

1. révéler les patrimoines du Bazois ;
2. développer une économie innovante et respectueuse de l’environnement ;
3. bien vivre ensemble.

Une convention confie au centre social le développement social local et les services à la population. Des
commissions mixtes d’élus, d’administrateurs et d’habitants améliorent la concertation. Le centre social participe à
l’animation du comité de pilotage.
""",
    ),
    Article(
        "objectifs",
        "Les objectifs partagés",
        """
Les signataires ont retenu six thématiques : enfance et jeunesse ; familles et parentalité ; personnes retraitées ;
précarité et insertion ; habitat et mobilité ; accès aux droits et services au public.

L’{ann:diagnostic} en dresse le constat, l’{ann:conventions} recense les conventions existantes et l’{ann:moyens}
chiffre les moyens de 2014 et 2015 ainsi que les engagements déjà pris.

Douze objectifs généraux en découlent, détaillés en {ann:plan} :

1. maintenir la fréquentation des accueils de loisirs et développer celle des adolescents ;
2. renforcer le lien entre parents et enfants ;
3. cultiver l’estime de soi et le bien-être ;
4. faire connaître la médiation familiale ;
5. encourager la mixité sociale ;
6. aider à bien vieillir, surtout les personnes isolées ;
7. étudier des solutions entre le domicile et l’établissement ;
8. soutenir les aidants ;
9. mieux informer sur le logement et la mobilité ;
10. aller vers les populations fragiles ;
11. maintenir des services de proximité ;
12. les faire connaître.

Trois actions sont prioritaires : ouvrir la Maison des générations, créer un point d’information sur le logement et
la mobilité, réunir un groupe de travail sur l’habitat des aînés.
""",
    ),
    Article(
        "engagements",
        "Les engagements des partenaires",
        """
{caf}, {carsat}, {msa}, {departement} et {cc} consacrent à leurs objectifs les moyens nécessaires, chacun selon ses
missions. Ils privilégient des conventions pluriannuelles avec le centre social et en rapprochent les échéances.

Chacun garde ses compétences, ses outils et ses autres partenaires. Les engagements déjà souscrits subsistent. En
cas de contrariété, les conventions d’objectifs et de gestion nationales l’emportent.

L’{ann:moyens} indique les moyens mobilisés.
""",
    ),
    Article(
        "collaboration",
        "Les modalités de collaboration",
        """
Chaque partie fournit les compétences, les données et le matériel utiles. Deux instances conduisent la convention :

- le comité de pilotage ;
- le comité technique.

Elles absorbent les comités existants plutôt que de s’y ajouter, et s’appuient sur des commissions et groupes de
travail. Leur fonctionnement est décrit en {ann:instances}.
""",
    ),
    Article(
        "donnees",
        "Les échanges de données",
        """
Les parties échangent les informations nécessaires dans le respect de la loi du 6 janvier 1978 modifiée et des
décisions de la Commission nationale de l’informatique et des libertés (Cnil).

Toute demande de données fait l’objet d’un examen d’opportunité et de faisabilité puis, s’il y a lieu, d’une
convention particulière. La source est citée dans chaque document.
""",
    ),
    Article(
        "communication",
        "La communication",
        """
La communication se décide et se réalise en commun ; les documents partagés portent tous les logos. Une partie qui
communique seule sur une action cite le rôle des autres.
""",
    ),
    Article(
        "evaluation",
        "L’évaluation",
        """
Au terme de la convention, le comité de pilotage en évalue les effets au moyen des indicateurs de l’{ann:plan} et
propose d’adapter les objectifs. Si l’évaluation conduit à modifier la convention, un avenant est signé.
""",
    ),
    Article(
        "duree",
        "Durée et résiliation",
        """
Conclue à titre expérimental, la convention court {periode}.

Chaque partie peut la dénoncer par lettre recommandée avec demande d’avis de réception, en respectant un préavis de
trois mois. Ce qui a été promis auparavant reste dû.
""",
    ),
    Article(
        "execution",
        "Modifications et interprétation",
        """
Un avenant, signé de toutes les parties, détaille chaque modification de la convention et de ses annexes.

Si une clause est déclarée nulle, les autres demeurent. Si un titre contredit le texte qu’il annonce, le texte
prévaut.
""",
    ),
    Article(
        "confidentialite",
        "La confidentialité",
        """
Les parties et leurs agents gardent le secret sur ce qu’ils apprennent en exécutant la convention, y compris après son
expiration.
""",
    ),
)
