"""Pays de Forcalquier Montagne de Lure 2022–2024: the preamble and the fourteen articles."""

from conventions.demo.facts import Article

PREAMBLE = """
Allocations, services, accompagnement : la branche Famille de la sécurité sociale soutient chacun, de la naissance
à l’âge adulte, et davantage encore quand survient une difficulté. Elle poursuit quatre missions :

1. concilier vie de famille, travail et vie sociale ;
2. aider les parents, les enfants et les jeunes ;
3. favoriser l’autonomie et l’insertion ;
4. améliorer le cadre de vie et le logement.

Elle ne le fait jamais seule. Les communes et leurs groupements, proches du quotidien des habitants, en sont les
premiers partenaires ; {msa} y prend sa part pour le monde agricole.

La convention territoriale globale donne à cette coopération la forme d’un projet de territoire : un diagnostic
partagé, des priorités, un plan d’actions. Elle s’accorde avec les schémas départementaux des services aux familles
et de l’animation de la vie sociale.

Six thématiques sont retenues par {caf}, {msa}, {cc}, {forcalquier}, {limans} et {orgues} :

- la coordination territoriale ;
- l’accès aux droits ;
- la petite enfance, les enfants et les jeunes ;
- la parentalité ;
- l’animation de la vie sociale ;
- le logement.
"""

_FINDINGS = """
Un cabinet de conseil a conduit le diagnostic ({ann:diagnostic}). Voici ce qu’il retient :

| Thématique | Constats chiffrés | Ce qu’en disent les acteurs |
| Population | Le territoire attire ; les aînés isolés et les familles monoparentales y sont plus nombreux
  | La jeunesse demande plus d’attention, la mobilité isole |
| Cadre de vie | Logements abordables mais anciens, riche offre culturelle et sportive
  | 42 % de personnes seules pour 60 % de grands logements (T4 et T5) |
| Petite enfance, jeunesse | Des dispositifs nombreux, quelques actions pour les jeunes
  | Des places manquent, surtout aux horaires atypiques |
| Accès aux droits | Une maison France services itinérante, un CCAS dans chaque commune
  | Le numérique reste un obstacle |
| Logement | Les aides au logement sont répandues | À Forcalquier, plus de 250 demandes de logement social en attente |
| Accompagnement social | Des interventions variées | Une envie de travailler davantage en réseau |
"""

ARTICLES = (
    Article(
        "objet",
        "Objet de la convention",
        """
La convention arrête le projet du territoire en faveur des familles. Elle :

a) recense les besoins prioritaires ({ann:diagnostic}) ;
b) choisit les domaines où l’offre s’écarte le plus des besoins ;
c) consolide les services existants et leurs cofinancements ({ann:equipements}) ;
d) lance de nouvelles actions ({ann:plan} et {ann:fiches}).
""",
    ),
    Article(
        "caf",
        "Les champs d’intervention {caf.de}",
        """
Sur le territoire {cc.de}, {caf} met ses prestations, ses financements et ses travailleurs sociaux au service des
quatre missions rappelées au préambule, pour améliorer l’offre en place comme pour en créer une nouvelle.
""",
    ),
    Article(
        "collectivites",
        "Les champs d’intervention des collectivités",
        """
{cc}, {forcalquier}, {limans} et {orgues} répondent aux besoins locaux par les actions du plan, dans les six
thématiques du préambule.
""",
    ),
    Article(
        "objectifs",
        "Les objectifs partagés",
        """
Les parties agissent ensemble pour :

- **concilier famille et travail**
  - diversifier l’accueil du jeune enfant ;
  - diversifier l’accueil des enfants scolarisés ;
- **accompagner parents et enfants**
  - soutenir les parents, y compris financièrement ;
  - rapprocher familles et école, donner sa chance à chaque élève ;
  - préparer les jeunes à l’âge adulte ;
- **améliorer le cadre de vie**
  - rendre les logements plus sains ;
  - associer les familles à la vie locale et citoyenne ;
- **favoriser l’autonomie**
  - aider les familles que touche le handicap ou une épreuve ;
  - accompagner l’insertion et le maintien dans l’emploi.

### Le diagnostic
"""
        + _FINDINGS
        + """
### Les suites

L’{ann:plan} ordonne les actions en sept thématiques, de la coordination ({fiche:f11}) au logement ({fiche:f71}).
Les fiches consacrées à la parentalité et à l’animation de la vie sociale seront ajoutées par avenant au plus tard
le 31 mars 2023.
""",
    ),
    Article(
        "engagements",
        "Les engagements des partenaires",
        """
{caf}, {msa}, {cc}, {forcalquier}, {limans} et {orgues} réunissent les moyens nécessaires au plan d’actions. Chacun
agit avec ses outils et reste libre de ses autres partenariats, dans le cadre fixé au niveau national entre l’État
et la Cnaf.

L’engagement financier se poursuit de part et d’autre :

- à l’issue des contrats enfance et jeunesse, {caf} conserve le niveau des financements bonifiés de l’année
  précédente{note:Montant de référence : la charge à payer inscrite dans les comptes de la Caf.} et les verse aux
  structures sous forme de bonus territoire ;
- les collectivités maintiennent leur contribution aux équipements de l’{ann:equipements}, ajustée à leurs
  compétences.
""",
    ),
    Article(
        "collaboration",
        "Les modalités de collaboration",
        """
Les parties mobilisent des agents qualifiés, des données et des outils. Un comité de pilotage rassemble {caf},
{msa}, {cc}, les communes, le Département et le service départemental à la jeunesse, à l’engagement et aux sports.
Il peut entendre toute personne compétente, sans voix délibérative.

Il contrôle l’avancement, coordonne les partenaires, veille à ce que leurs actions se complètent et repère les
innovations. {caf} et {cc} le dirigent ensemble ; {cc} en tient le secrétariat. Voir l’{ann:pilotage}.
""",
    ),
    Article(
        "donnees",
        "Les échanges de données",
        """
Les informations utiles circulent entre les parties. Pour des données personnelles, le responsable de traitement
saisi examine d’abord l’intérêt, la faisabilité et la conformité de la demande ; son délégué à la protection des
données rend un avis et peut formuler des recommandations.

Tout échange respecte le règlement général sur la protection des données et la loi du 6 janvier 1978 modifiée, et
s’inscrit au registre prévu à l’article 30 du règlement.
""",
    ),
    Article(
        "communication",
        "La communication",
        """
La communication est commune et porte le logo de chaque partie. Celle qui s’exprime seule cite ses partenaires.

Avant une inauguration, une pose de première pierre ou une signature publique, le bénéficiaire d’un financement
convient :

- de la date avec la direction {caf.de} (04 92 30 22 16) ;
- de l’emploi du logo avec son service de communication (04 92 30 24 20).
""",
    ),
    Article(
        "evaluation",
        "L’évaluation",
        """
Chaque revue du plan donne lieu à une évaluation, au moyen des indicateurs des fiches ({ann:fiches}). Un bilan
final mesure les effets produits et prépare la suite, selon l’{ann:evaluation}.
""",
    ),
    Article(
        "duree",
        "La durée",
        """
La convention vaut pour {duree}, {periode}. Sa reconduction est toujours expresse.
""",
    ),
    Article(
        "execution",
        "Modifications et interprétation",
        """
Toute modification passe par un avenant qui en donne le détail. La nullité d’une clause laisse subsister les autres
; le texte d’une clause l’emporte sur son titre.
""",
    ),
    Article(
        "fin",
        "La fin de la convention",
        """
| Cas | À l’initiative de | Délai |
| Obligation non respectée, après mise en demeure restée vaine | Chaque partie | Un mois |
| Infraction à la loi, après mise en demeure restée vaine | {Caf} | Un mois |
| Changement d’un terme sans avenant | {Caf} | Aucun |
| Dénonciation | Chaque partie | Six mois |

La mise en demeure est adressée par lettre recommandée avec demande d’avis de réception. Les engagements cessent
aussitôt, sans préjudice des droits acquis ni des dommages et intérêts.
""",
    ),
    Article(
        "recours",
        "Les recours",
        """
Les litiges nés de l’exécution de la convention relèvent du tribunal administratif dans le ressort duquel se trouve
{caf}.
""",
    ),
    Article(
        "confidentialite",
        "La confidentialité",
        """
Chacun garde secret ce qu’il apprend dans l’exécution de la convention, pendant sa durée et au-delà.
""",
    ),
)
