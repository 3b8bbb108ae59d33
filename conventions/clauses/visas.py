"""The visas: the texts of law, under their true titles, then the act of each party."""

from conventions.clauses.shapes import Clause, Repeat


def _visa(code: str, name: str, text: str, *, repeat: Repeat = "", advice: str = "") -> Clause:
    return Clause(
        code=f"visa-{code}",
        name=name,
        title=text,
        part="legal_basis",
        repeat=repeat,
        advice=advice,
    )


VISAS = (
    _visa(
        "css",
        "Code de la sécurité sociale",
        "le code de la sécurité sociale, notamment ses articles L. 223-1, L. 227-1 à L. 227-3 et L. 263-1",
        advice="Missions et action sociale des Caf, conventions d’objectifs et de gestion.",
    ),
    _visa(
        "casf",
        "Code de l’action sociale et des familles",
        "le code de l’action sociale et des familles, notamment ses articles L. 214-1 et suivants",
        advice=(
            "Accueil du jeune enfant, autorités organisatrices et schéma pluriannuel, comité des services aux "
            "familles."
        ),
    ),
    _visa(
        "casf-ccas",
        "Code de l’action sociale et des familles : centres d’action sociale",
        "le code de l’action sociale et des familles, notamment ses articles L. 123-4 et suivants",
        advice="Pour une convention entre centres communaux ou intercommunaux d’action sociale.",
    ),
    _visa(
        "cgct",
        "Code général des collectivités territoriales",
        "le code général des collectivités territoriales",
        advice="Précisez les articles qui fondent la compétence des collectivités parties.",
    ),
    _visa(
        "msa",
        "Code rural : action sociale de la MSA",
        "{si:msa}le code rural et de la pêche maritime, notamment son article L. 726-1",
        advice="Écrit seulement si une MSA est partie.",
    ),
    _visa(
        "ccas-cgfp",
        "Code général de la fonction publique : mise à disposition",
        "le code général de la fonction publique, notamment ses articles L. 512-6 et suivants",
        advice="Utile dès que du personnel est mis à disposition.",
    ),
    _visa(
        "loi-1982",
        "Loi du 2 mars 1982",
        "la loi n° 82-213 du 2 mars 1982 relative aux droits et libertés des communes, des départements et des "
        "régions",
    ),
    _visa(
        "loi-2004",
        "Loi du 13 août 2004",
        "la loi n° 2004-809 du 13 août 2004 relative aux libertés et responsabilités locales",
        advice="Son intitulé est souvent mal recopié : celui-ci est le bon.",
    ),
    _visa(
        "loi-notre",
        "Loi NOTRe",
        "la loi n° 2015-991 du 7 août 2015 portant nouvelle organisation territoriale de la République",
    ),
    _visa(
        "loi-plein-emploi",
        "Loi pour le plein emploi",
        "la loi n° 2023-1196 du 18 décembre 2023 pour le plein emploi, notamment son article 17",
        advice="Elle fait des communes les autorités organisatrices de l’accueil du jeune enfant.",
    ),
    _visa(
        "ordonnance-2021",
        "Ordonnance sur les services aux familles",
        "l’ordonnance n° 2021-611 du 19 mai 2021 relative aux services aux familles",
    ),
    _visa(
        "decret-2025",
        "Décret sur le schéma de l’accueil du jeune enfant",
        "le décret n° 2025-253 du 20 mars 2025 relatif au schéma pluriannuel de maintien et de développement de "
        "l’offre "
        "d’accueil du jeune enfant",
        advice="À garder si la convention tient lieu de schéma pluriannuel (communes de plus de 10 000 habitants).",
    ),
    _visa(
        "arrete-2001",
        "Arrêté sur l’action sociale des Caf",
        "l’arrêté du 3 octobre 2001 relatif à l’action sociale des caisses d’allocations familiales",
    ),
    _visa(
        "rgpd",
        "Règlement général sur la protection des données",
        "le règlement (UE) 2016/679 du Parlement européen et du Conseil du 27 avril 2016, dit règlement général "
        "sur la "
        "protection des données",
    ),
    _visa(
        "loi-1978",
        "Loi « informatique et libertés »",
        "la loi n° 78-17 du 6 janvier 1978 modifiée relative à l’informatique, aux fichiers et aux libertés",
        advice="Va avec le règlement européen : seule, elle daterait la convention d’avant 2018.",
    ),
    _visa(
        "cog-cnaf",
        "Convention d’objectifs et de gestion de la Cnaf",
        "{si:caf}la convention d’objectifs et de gestion conclue pour les années 2023 à 2027 entre l’État et la "
        "Caisse "
        "nationale des allocations familiales",
        advice="Si la période de la convention dépasse 2027, vérifiez si la suivante est signée.",
    ),
    _visa(
        "cog-msa",
        "Convention d’objectifs et de gestion de la CCMSA",
        "{si:msa}la convention d’objectifs et de gestion en vigueur entre l’État et la Caisse centrale de la "
        "mutualité "
        "sociale agricole",
        advice="Écrit seulement si une MSA est partie.",
    ),
    _visa(
        "cog-cnav",
        "Convention d’objectifs et de gestion de la Cnav",
        "{si:carsat}la convention d’objectifs et de gestion en vigueur entre l’État et la Caisse nationale "
        "d’assurance "
        "vieillesse",
        advice="Écrit seulement si une Carsat est partie.",
    ),
    _visa(
        "actes",
        "Acte de chaque partie",
        "{sauf:partie.etat}{partie.acte}, par laquelle {partie} approuve la présente convention",
        repeat="party",
        advice="Un visa par partie, sauf pour l’État. La date et le numéro viennent de la fiche de la partie.",
    ),
)
