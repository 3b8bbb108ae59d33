"""The fields in which each party acts: an article for each, or one for the authorities together."""

from conventions.clauses.shapes import Clause

FIELDS = (
    Clause(
        code="champs-caf",
        name="Champs d’intervention de la Caf",
        title="Les champs d’intervention {partie.de}",
        repeat="caf",
        text="""
{Partie} verse les prestations légales et conduit une action sociale en direction des familles. Ses priorités, fixées
par la convention d’objectifs et de gestion signée avec l’État, sont au nombre de quatre :

1. faciliter la conciliation entre la vie familiale, l’emploi et la vie sociale ;
2. soutenir les parents et renforcer le lien avec leurs enfants ;
3. accompagner les familles dans leur logement et leur cadre de vie ;
4. favoriser l’autonomie, l’insertion et le retour à l’emploi.

Sur le territoire {territoire}, ces priorités se traduisent par le financement des équipements et des services, par
l’accompagnement des gestionnaires et des porteurs de projets, et par l’intervention de travailleurs sociaux auprès
des familles.
""",
        advice="Complétez par les chiffres locaux et les équipements soutenus, avec leur année et leur source.",
    ),
    Clause(
        code="champs-collectivite",
        name="Champs d’intervention de chaque collectivité",
        title="Les champs d’intervention {partie.de}",
        family="champs-collectivites",
        repeat="authority",
        text="""
{si:partie.epci}{Partie} exerce les compétences que ses communes membres lui ont transférées, dans la limite de leur
intérêt communautaire lorsqu’il a été défini.

{si:partie.commune}{Partie} agit pour les familles au titre des compétences demeurées communales, au plus près de la
vie quotidienne des habitants.

{si:partie.ccas}{Partie} anime une action générale de prévention et de développement social, en liaison avec les
institutions publiques et privées.
""",
        advice=(
            "Complétez par les compétences exercées, les équipements gérés et les services rendus : petite "
            "enfance, accueils "
            "périscolaires et de loisirs, jeunesse, vie sociale. N’écrivez ici que ce qui relève de cette "
            "collectivité."
        ),
    ),
    Clause(
        code="champs-collectivites",
        name="Champs d’intervention des collectivités, en un article",
        title="Les champs d’intervention des collectivités",
        family="champs-collectivites",
        text="""
Les collectivités parties à la convention conduisent, chacune selon ses compétences, les politiques locales en
faveur des familles : accueil du jeune enfant, accueils périscolaires et de loisirs, jeunesse, action sociale de
proximité, animation de la vie sociale.

{Epci} intervient dans les domaines que ses communes membres lui ont transférés.

Les communes conservent l’initiative dans les domaines qui n’ont pas été transférés. Leurs équipements et services
sont énumérés en {ann:equipements}.
""",
        requires=("equipements",),
        advice="Préférable lorsque les communes parties sont nombreuses.",
    ),
    Clause(
        code="champs-partenaire",
        name="Champs d’intervention de chaque autre partie",
        title="Les champs d’intervention {partie.de}",
        repeat="partner",
        text="""
{si:partie.msa}{Partie} gère l’ensemble de la protection sociale des exploitants et des salariés agricoles. Son action
sanitaire et sociale soutient les familles, l’accès aux droits et l’offre de services en milieu rural.

{si:partie.departement}{Partie} définit et met en œuvre la politique départementale d’action sociale : aide sociale
à l’enfance, protection maternelle et infantile, insertion, autonomie des personnes âgées et des personnes en
situation de handicap.

{si:partie.region}{Partie} intervient notamment par ses politiques de formation, de transports et d’aménagement du
territoire, qui touchent à la vie des familles.

{si:partie.etat}{Partie} met en œuvre les politiques nationales relevant de sa compétence et veille à leur cohérence
avec le projet du territoire.

{si:partie.carsat}{Partie} accompagne le passage à la retraite et prévient la perte d’autonomie des retraités du
régime général.

{si:partie.cpam}{Partie} garantit l’accès aux droits et aux soins, et conduit des actions de prévention en santé.

{si:partie.association}{Partie} conduit, conformément à ses statuts, des actions qui participent au projet du
territoire.

{si:partie.ecole}{Partie} participe au projet du territoire dans le respect de ses missions d’enseignement et
d’éducation.

{sauf:partie.etat}{Partie} inscrit son concours à la convention dans le cadre de ses missions et dans la limite des
moyens que son organe de décision lui alloue.

{si:partie.etat}Ce concours s’inscrit dans la limite des crédits ouverts chaque année par la loi de finances.
""",
        advice="Complétez par ce que cette partie fait sur le territoire, sans empiéter sur l’article d’une autre.",
    ),
)
