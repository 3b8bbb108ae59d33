"""What opens the convention: the preamble, the object, the portrait of the territory, how the project was made."""

from conventions.clauses.shapes import Clause

PREAMBLES = (
    Clause(
        code="preambule-ctg",
        name="Préambule d’une convention territoriale globale",
        part="preamble",
        family="preambule",
        requires=("diagnostic",),
        text="""
{si:communes}Le territoire {territoire} réunit {communes.nombre} : {communes}. Les familles qui y vivent
s’adressent, selon leurs besoins, à des services que portent des institutions différentes. Elles attendent d’elles
une même attention et une réponse cohérente, quel que soit le guichet où elles se présentent.

{sauf:communes}Les familles du territoire {territoire} s’adressent, selon leurs besoins, à des services que portent
des institutions différentes. Elles attendent d’elles une même attention et une réponse cohérente, quel que soit le
guichet où elles se présentent.

C’est pourquoi {parties.liste} ont choisi d’unir leurs moyens dans une convention territoriale globale. Ce cadre
politique ne crée pas de financement nouveau par lui-même : il donne leur sens aux financements existants, les
rapproche des besoins constatés et les inscrit dans la durée.

À ce projet, {caf} apporte les orientations et les moyens de la branche Famille de la sécurité sociale, ses
données et son ingénierie, au service de projets construits avec les élus.

{Msa} y prend part pour les familles du monde agricole et, plus largement, pour l’accès aux services en milieu rural.

{Departement} y articule les politiques départementales de solidarité : enfance, insertion, autonomie.

La démarche a commencé par un diagnostic établi en commun, présenté en {ann:diagnostic}. Les priorités retenues, les
actions qui en découlent et la manière de les évaluer forment le projet social du territoire.
""",
        advice=(
            "Ajoutez ce qui est propre au territoire : convention précédente, conférence des maires, enjeux retenus. "
            "Les parties et les communes sont citées par leurs variables : personne n’est oublié."
        ),
    ),
    Clause(
        code="preambule-saf",
        name="Préambule d’une convention de services aux familles",
        part="preamble",
        family="preambule",
        requires=("diagnostic",),
        text="""
Accueillir un jeune enfant, accompagner des parents, animer les temps libres d’un adolescent : ces services
conditionnent la vie quotidienne des familles et l’attrait d’un territoire. Leur organisation relève de plusieurs
responsables, que l’ordonnance du 19 mai 2021 invite à travailler ensemble.

Par la présente convention territoriale globale de services aux familles, {parties.liste} coordonnent leur action
sur le territoire {territoire}, en cohérence avec le schéma départemental des services aux familles.

Les communes, ou l’intercommunalité à laquelle elles ont confié cette compétence, sont depuis le 1^er^ janvier 2025
les autorités organisatrices de l’accueil du jeune enfant : elles recensent les besoins, informent les familles et,
selon leur population, planifient l’offre et soutiennent sa qualité.

{Caf} les accompagne au titre de la branche Famille de la sécurité sociale, par ses financements, ses données et son
ingénierie.

{Msa} agit de même auprès des familles relevant du régime agricole.

Les priorités de la convention procèdent du diagnostic partagé figurant en {ann:diagnostic}.
""",
        advice="Précisez si la convention tient lieu de schéma pluriannuel de l’offre d’accueil du jeune enfant.",
    ),
    Clause(
        code="preambule-partenariat",
        name="Préambule d’une convention de partenariat",
        part="preamble",
        family="preambule",
        text="""
{Parties.liste} interviennent auprès des mêmes habitants du territoire {territoire}. Leurs équipes se connaissent et
se sollicitent déjà ; leurs outils, leurs calendriers et leurs budgets restent séparés.

Les parties décident de mettre en commun une part de leurs moyens pour mieux accueillir, orienter et accompagner le
public, sans que l’une se substitue aux autres dans ses missions propres. La présente convention fixe les règles de
cette coopération, répartit équitablement ses charges et organise son suivi.
""",
        advice="Dites ce qui a déjà été fait ensemble, et pour quel public.",
    ),
)

OBJECTS = (
    Clause(
        code="objet-ctg",
        name="Objet : projet social de territoire",
        title="Objet de la convention",
        family="objet",
        requires=("diagnostic", "plan"),
        text="""
La convention définit le projet que les parties portent ensemble pour les familles du territoire {territoire}, et les
conditions dans lesquelles elles le conduisent. Elle a pour objet :

- d’énoncer les besoins prioritaires, à partir du diagnostic partagé ({ann:diagnostic}) ;
- de déterminer les champs d’intervention où l’action commune est la plus utile ;
- de maintenir et d’améliorer les services rendus, et d’en créer là où ils manquent ;
- d’arrêter le plan d’actions ({ann:plan}), ses responsables et son calendrier ;
- d’organiser le pilotage, le suivi et l’évaluation du projet.
""",
        advice="Trois à cinq points. Les annexes citées suivent leur numéro, quel que soit leur ordre.",
    ),
    Clause(
        code="objet-saf",
        name="Objet : services aux familles",
        title="Objet de la convention",
        family="objet",
        requires=("diagnostic", "plan", "equipements"),
        text="""
La convention organise l’action commune des parties en faveur des services aux familles du territoire {territoire} :
accueil du jeune enfant, accueil de loisirs, jeunesse, soutien à la parentalité et animation de la vie sociale. Elle
a pour objet :

- de recenser les services existants ({ann:equipements}) et les besoins auxquels ils ne répondent pas encore
  ({ann:diagnostic}) ;
- de repérer les secteurs où l’offre est insuffisante ou difficile d’accès ;
- de fixer les objectifs de maintien, de développement et de qualité de cette offre ;
- d’arrêter les actions à mener, leur calendrier, leur coût et leurs indicateurs ({ann:plan}).
""",
        advice=(
            "Rédigé d’après le contenu attendu par l’article D. 214-10-1 du code de l’action sociale et des "
            "familles."
        ),
    ),
    Clause(
        code="objet-partenariat",
        name="Objet : cadre d’un partenariat",
        title="Objet de la convention",
        family="objet",
        text="""
La convention détermine le cadre juridique, administratif et financier de la coopération entre les parties. Elle
précise les actions menées en commun, les moyens que chaque partie y consacre, la répartition de leur coût et les
modalités de décision.
""",
    ),
)

PROJECT = (
    Clause(
        code="portrait",
        name="Portrait du territoire, dans le corps du texte",
        title="Portrait du territoire",
        advice=(
            "À écrire : population et évolution, composition des familles, offre d’accueil, ressources, mobilité. "
            "Pour chaque "
            "chiffre, l’année et la source. Les mêmes chiffres doivent se lire dans le diagnostic annexé."
        ),
    ),
    Clause(
        code="demarche",
        name="Démarche d’élaboration",
        title="Élaboration du projet",
        advice=(
            "À écrire : instances réunies, dates, groupes de travail et nombre de participants, place donnée aux "
            "habitants, "
            "accompagnement éventuel par un cabinet."
        ),
    ),
    Clause(
        code="objectifs",
        name="Objectifs partagés",
        title="Les objectifs partagés",
        requires=("plan", "fiches"),
        text="""
Au regard des besoins constatés, les parties retiennent des orientations communes dans les domaines suivants :

- l’accueil du jeune enfant ;
- l’enfance et la jeunesse ;
- le soutien à la parentalité ;
- l’accès aux droits et aux services, y compris numériques ;
- l’animation de la vie sociale ;
- le logement et le cadre de vie.

La place des personnes en situation de handicap, la mobilité et la lutte contre la pauvreté sont examinées dans
chacun de ces domaines.

Les objectifs stratégiques et opérationnels, tels que les parties les ont arrêtés, figurent dans le plan d’actions
({ann:plan}). Chaque action y renvoie à une fiche ({ann:fiches}) qui nomme son pilote et ses partenaires, et fixe ses
étapes, ses moyens, son échéance et ses indicateurs.
""",
        advice=(
            "Ne gardez que les domaines retenus ; la convention doit couvrir au moins la petite enfance, la "
            "jeunesse, la "
            "parentalité et un autre thème. Les libellés des objectifs s’écrivent une seule fois, dans le plan "
            "d’actions."
        ),
    ),
    Clause(
        code="schema-petite-enfance",
        name="Schéma pluriannuel de l’accueil du jeune enfant",
        title="Accueil du jeune enfant : la convention tient lieu de schéma",
        requires=("diagnostic", "equipements", "plan"),
        text="""
Les parties entendent que la présente convention tienne lieu de schéma pluriannuel de maintien et de développement
de l’offre d’accueil du jeune enfant, au sens de l’article L. 214-2 du code de l’action sociale et des familles.

Elle comporte à cette fin les éléments énumérés par l’article D. 214-10-1 de ce code : l’inventaire des équipements,
services et modes d’accueil ({ann:equipements}), les besoins des enfants de moins de trois ans et les zones où
l’offre est insuffisante ({ann:diagnostic}), les orientations pluriannuelles, les besoins en emplois et en
compétences, les réponses aux besoins particuliers, les investissements, leur coût, leur calendrier et les
indicateurs de suivi ({ann:plan}).
""",
        advice="Seulement si le contenu est complet : vérifiez chaque élément du décret du 20 mars 2025.",
    ),
)
