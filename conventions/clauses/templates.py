"""The three templates, their clauses in reading order."""

from conventions.clauses.shapes import Template, Use

_LETTER = "lettre recommandée avec demande d’avis de réception"


def _locked(*codes: str) -> tuple[Use, ...]:
    return tuple(Use(code, "locked") for code in codes)


def _free(*codes: str) -> tuple[Use, ...]:
    return tuple(Use(code) for code in codes)


def _optional(*codes: str, ticked: bool = True) -> tuple[Use, ...]:
    return tuple(Use(code, "optional", ticked) for code in codes)


_FAMILY_VISAS = (
    *_locked("visa-css", "visa-casf", "visa-cgct", "visa-msa"),
    *_optional("visa-loi-1982", "visa-loi-2004", ticked=False),
    *_optional("visa-loi-notre", "visa-ordonnance-2021", "visa-loi-plein-emploi"),
    *_optional("visa-decret-2025", ticked=False),
    *_locked("visa-arrete-2001", "visa-rgpd", "visa-loi-1978", "visa-cog-cnaf", "visa-cog-msa"),
    *_optional("visa-cog-cnav"),
    *_free("visa-actes"),
)
_FAMILY_STEERING = (
    *_free("pilotage"),
    *_optional("comite-technique"),
    *_optional("cooperation"),
)
_FAMILY_RULES = (
    *_locked("donnees", "confidentialite"),
    *_free("communication", "evaluation", "duree"),
    *_optional("reconduction"),
    *_optional("renegociation", ticked=False),
    *_locked("avenant"),
    *_optional("resiliation"),
    *_optional("resiliation-cas", ticked=False),
    *_locked("nullite", "recours", "archives"),
)
_FAMILY_ANNEXES = (
    *_free("diagnostic"),
    *_optional("equipements"),
    *_optional("conventionnements", "moyens", ticked=False),
    *_free("plan", "fiches", "instances", "indicateurs"),
    *_optional("deliberations"),
)

TEMPLATES = (
    Template(
        code="ctg",
        name="Convention territoriale globale",
        description=(
            "Le projet social d’un territoire : une Caf, l’intercommunalité, ses communes et les autres parties "
            "qui le portent."
        ),
        kind="ctg",
        title="Convention territoriale globale",
        notice_months=3,
        notice_form=_LETTER,
        clauses=(
            *_FAMILY_VISAS,
            *_free("preambule-ctg", "objet-ctg"),
            *_free("champs-caf"),
            *_optional("champs-collectivite"),
            *_optional("champs-collectivites", ticked=False),
            *_free("champs-partenaire"),
            *_optional("portrait", "demarche", ticked=False),
            *_free("objectifs"),
            *_optional("schema-petite-enfance", ticked=False),
            *_locked("engagements"),
            *_optional("bonus-territoire"),
            *_optional("conventionnements-article", "moyens-article", ticked=False),
            *_FAMILY_STEERING,
            *_FAMILY_RULES,
            *_FAMILY_ANNEXES,
        ),
    ),
    Template(
        code="ctg-services-aux-familles",
        name="Convention de services aux familles",
        description=(
            "Une convention territoriale globale centrée sur l’accueil du jeune enfant, les loisirs, la jeunesse "
            "et la "
            "parentalité. Elle peut tenir lieu de schéma pluriannuel."
        ),
        kind="ctg",
        title="Convention territoriale globale",
        subtitle="de services aux familles",
        notice_months=3,
        notice_form=_LETTER,
        clauses=(
            *_FAMILY_VISAS,
            *_free("preambule-saf", "objet-saf"),
            *_free("champs-caf"),
            *_optional("champs-collectivite"),
            *_optional("champs-collectivites", ticked=False),
            *_free("champs-partenaire"),
            *_optional("portrait", "demarche", ticked=False),
            *_free("objectifs"),
            *_optional("schema-petite-enfance", ticked=False),
            *_locked("engagements"),
            *_optional("bonus-territoire"),
            *_optional("conventionnements-article", "moyens-article", ticked=False),
            *_FAMILY_STEERING,
            *_FAMILY_RULES,
            *_FAMILY_ANNEXES,
        ),
    ),
    Template(
        code="partenariat",
        name="Convention de partenariat",
        description=(
            "Des organismes, centres d’action sociale par exemple, qui mettent en commun des actions, un budget "
            "et des moyens."
        ),
        kind="partnership",
        title="Convention de partenariat",
        years=3,
        notice_months=3,
        notice_form=_LETTER,
        clauses=(
            *_locked("visa-cgct"),
            *_optional("visa-casf-ccas"),
            *_optional("visa-ccas-cgfp", ticked=False),
            *_locked("visa-rgpd", "visa-loi-1978"),
            *_free("visa-actes"),
            *_free("preambule-partenariat", "objet-partenariat", "programme"),
            *_locked("engagements-partenariat"),
            *_free("pilotage-partenariat"),
            *_optional("portage", "montant", "repartition", "avance"),
            *_optional("mise-a-disposition", ticked=False),
            *_optional("justificatifs"),
            *_locked("donnees", "confidentialite"),
            *_free("communication-partenariat", "evaluation-partenariat", "duree"),
            *_optional("renegociation"),
            *_optional("reconduction", ticked=False),
            *_locked("avenant", "resiliation-partenariat", "nullite", "recours", "archives"),
            *_free("plan"),
            *_optional("budget"),
            *_optional("mises-a-disposition", ticked=False),
            *_optional("deliberations"),
        ),
    ),
)
