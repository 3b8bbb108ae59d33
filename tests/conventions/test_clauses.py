"""The clauses as delivered: whoever is bound and whatever is ticked, what is written is whole."""

import re

import pytest
from hypothesis import given, settings, strategies as st

from conventions import clauses
from conventions.clauses.reading import ClauseContext, insertions
from conventions.clauses.writing import (
    Cast,
    Member,
    codes_cited,
    resolve,
    resolve_line,
    written_for,
)
from conventions.document import model
from conventions.document.references import Context, broken
from conventions.library.writing import Piece, spoken
from conventions.models import Clause, ClauseVersion
from ctg import richtext
from ctg.richtext import live_nodes

BY_CODE = {clause.code: clause for clause in clauses.CLAUSES}
KINDS = {
    "caf": ("Caisse d’allocations familiales de l’Hérault", "la", "f", "la Caf"),
    "ccss": ("Caisse commune de sécurité sociale de la Lozère", "la", "f", "la CCSS"),
    "intermunicipality": ("communauté de communes Aubrac", "la", "f", ""),
    "municipality": ("commune du Gévaudan", "la", "f", ""),
    "ccas": ("Centre communal d’action sociale de Blain", "le", "m", "le CCAS de Blain"),
    "msa": ("Mutualité sociale agricole du Languedoc", "la", "f", "la MSA"),
    "department": ("Département de la Lozère", "le", "m", "le Département"),
    "region": ("Région Occitanie", "la", "f", "la Région"),
    "state": ("Direction des services départementaux", "la", "f", "la DSDEN"),
    "carsat": ("Caisse d’assurance retraite", "la", "f", "la Carsat"),
    "cpam": ("Caisse primaire d’assurance maladie", "la", "f", "la CPAM"),
    "association": ("association Familles rurales", "l’", "f", ""),
    "school": ("collège du Trenze", "le", "m", ""),
    "other": ("groupement d’employeurs", "le", "m", ""),
}


def closed(codes):
    """The codes, and all that they suppose."""
    wanted = set(codes)
    while new := {code for one in wanted for code in BY_CODE[one].requires} - wanted:
        wanted |= new
    return wanted


def document(kinds, codes, *, municipalities=True):
    """What the clauses write for parties of those kinds, as `library.write` does it."""
    members = tuple(Member(f"p{rank}", kind) for rank, kind in enumerate(kinds))
    there = Cast(members, porter=members[0] if members else None, has_municipalities=municipalities)
    pieces = []
    for delivered in clauses.CLAUSES:
        if delivered.code not in codes:
            continue
        clause = Clause(code=delivered.code, part=delivered.part, repeat=delivered.repeat)
        version = ClauseVersion(title=delivered.title_html, body=delivered.body_html)
        pieces += [
            Piece(clause, "free", version, f"{delivered.code}-{rank}", itself)
            for rank, itself in enumerate(written_for(delivered.repeat, members))
        ]
    written = spoken(pieces, there)
    of = {part: [one for one in written if one.clause.part == part] for part in Clause.Part.values}
    return model.Document(
        title="Convention",
        territory=model.Territory(
            "Aubrac Lot", municipalities=("Chanac", "Marvejols") if municipalities else ()
        ),
        notice=model.Notice(3, "lettre recommandée"),
        period=model.Period(start=None, end=None, from_signature=True),
        parties=tuple(_party(member) for member in members),
        legal_bases=tuple(model.LegalBasis(one.key, one.title) for one in of["legal_basis"]),
        preamble="".join(one.body for one in of["preamble"]),
        articles=tuple(model.Article(one.key, one.title, one.body) for one in of["article"]),
        annexes=tuple(
            model.Annex(key=one.key, title=one.title, html=one.body) for one in of["annex"]
        ),
    )


def _party(member):
    name, article, gender, designation = KINDS[member.kind]
    return model.Party(member.key, name, article, gender, designation=designation)


def texts(doc):
    return [
        doc.preamble,
        *(basis.html for basis in doc.legal_bases),
        *(html for block in (*doc.articles, *doc.annexes) for html in (block.title, block.html)),
    ]


@st.composite
def drafts(draw):
    """A template, some of its optional clauses without two of a family, and parties."""
    template = draw(st.sampled_from(clauses.TEMPLATES))
    always = [use.code for use in template.clauses if use.mode != "optional"]
    optional = [use.code for use in template.clauses if use.mode == "optional"]
    ticked = draw(st.sets(st.sampled_from(optional)))
    families, kept = set(), set(always)
    for code in optional:
        family = BY_CODE[code].family
        if code in ticked and family not in families:
            kept.add(code)
            families |= {family} - {""}
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=6))
    return kinds, closed(kept), draw(st.booleans())


@settings(max_examples=150, deadline=None)
@given(drafts())
def test_what_is_written_is_whole_whoever_is_bound(draft):
    kinds, codes, municipalities = draft
    doc = document(kinds, codes, municipalities=municipalities)
    context = Context(doc)
    lost = [(found.where, found.node) for found in broken(doc)]
    # the act of a party is not taken yet; nobody is listed when nobody is bound
    assert [one for one in lost if not _may_miss(one[1].name, kinds)] == []
    for html in texts(doc):
        names = [node.name for node in live_nodes(html) if node.type == "variable"]
        assert not [name for name in names if re.match(r"(?i)(role|si|sauf):", name)]
        assert not [node for node in live_nodes(html) if node.key.startswith("clause:")]
        said = context.text(html)
        assert "  " not in said
        assert "None" not in said
        assert "()" not in said.replace("\u00a0", " ")
        assert "<li></li>" not in html
        assert not re.search(r":</p>(<p>|<h3>|$)", html)
        assert html == (
            richtext.sanitise(html) if "<p>" in html else richtext.sanitise_inline(html)
        )


def _may_miss(name, kinds):
    return name.endswith(".acte") or (name.lower() == "parties.liste" and not kinds)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(KINDS)), min_size=2))
def test_no_party_is_forgotten_where_they_are_listed(kinds):
    doc = document(sorted(kinds), closed({"engagements", "pilotage"}))
    context = Context(doc)
    for article in doc.articles:
        said = context.text(article.html)
        for kind in kinds:
            name, article_of, _, designation = KINDS[kind]
            assert (designation or name) in said, (kind, article.key)


def test_a_paragraph_about_who_is_not_there_is_left_out():
    with_msa = document(["caf", "msa"], closed({"preambule-ctg"}))
    without = document(["caf", "municipality"], closed({"preambule-ctg"}))
    assert "la MSA" in Context(with_msa).text(with_msa.preamble)
    assert "MSA" not in Context(without).text(without.preamble)
    codes = {"visa-msa", "visa-cog-msa"}
    assert len(document(["caf", "msa"], codes).legal_bases) == 2
    assert document(["caf"], codes).legal_bases == ()


def test_each_party_has_its_article_and_no_other_has_it():
    codes = closed({"champs-caf", "champs-collectivite", "champs-partenaire"})
    kinds = ["caf", "intermunicipality", "municipality", "department", "state"]
    doc = document(kinds, codes)
    titles = [Context(doc).text(article.title) for article in doc.articles]
    assert len(titles) == len(kinds)
    assert len(set(titles)) == len(kinds)
    assert "Les champs d’intervention du Département" in titles


@pytest.mark.parametrize("clause", clauses.CLAUSES, ids=lambda clause: clause.code)
def test_a_clause_is_well_formed(clause):
    assert richtext.sanitise_inline(clause.title_html) == clause.title_html
    assert richtext.sanitise(clause.body_html) == clause.body_html
    assert not clause.family or re.fullmatch(r"[a-z-]+", clause.family)
    assert set(clause.requires) <= set(BY_CODE)
    assert codes_cited(clause.body_html) <= closed({clause.code}) | {clause.code}
    assert clause.title or clause.part == "preamble"
    if (
        clause.part in ("article", "annex")
        and not clause.text
        and clause.annex_kind in ("", "text")
    ):
        assert clause.advice.startswith("À écrire")
    said = f"{clause.title} {clause.text}"
    assert not re.search(r"\bXX|\(es?\)|\.\.\.|…|l’autre partie", said)


@pytest.mark.parametrize("template", clauses.TEMPLATES, ids=lambda template: template.code)
def test_what_comes_by_default_never_holds_two_variants(template):
    kept = [use for use in template.clauses if use.mode != "optional" or use.ticked]
    families = [BY_CODE[use.code].family for use in kept if BY_CODE[use.code].family]
    assert len(families) == len(set(families))
    assert len({use.code for use in template.clauses}) == len(template.clauses)
    needed = closed({use.code for use in template.clauses})
    assert needed == {use.code for use in template.clauses}
    assert {"locked", "optional", "free"} == {use.mode for use in template.clauses}


def test_a_heading_goes_with_what_stands_under_it():
    cast = Cast((Member("c", "caf"),))
    html = (
        '<h3><span data-var="si:msa"></span>MSA</h3><p>Un.</p><h4>Aussi</h4><p>Deux.</p>'
        '<h3>Caf</h3><p><span data-var="Role:caf.de"></span></p>'
    )
    assert resolve(html, cast) == '<h3>Caf</h3><p><span data-var="Partie:c.de"></span></p>'


def test_a_list_that_loses_its_items_goes_with_its_announcement():
    cast = Cast((Member("c", "caf"),))
    item = '<li><p>avec <span data-var="role:msa"></span></p><ul><li><p>a</p></li></ul></li>'
    html = f"<p>Elle agit :</p><ul>{item}</ul><p>Fin.</p>"
    assert resolve(html, cast) == "<p>Fin.</p>"
    kept = f"<p>Elle agit :</p><ul>{item}<li><p>seule</p></li></ul>"
    assert resolve(kept, cast) == "<p>Elle agit :</p><ul><li><p>seule</p></li></ul>"


def test_a_reference_to_a_clause_that_was_not_kept_takes_its_sentence_away():
    html = '<p>Voir <span data-ref="clause:plan.n" data-kind="annex"></span>.</p><p>Fin.</p>'
    assert resolve(html, Cast()) == "<p>Fin.</p>"
    assert 'data-ref="k1.n"' in resolve(html, Cast(blocks={"plan": "k1"}))
    assert resolve_line('Vu <span data-var="role:msa"></span>', Cast()) is None


def test_the_library_reads_in_words_before_any_convention():
    context = ClauseContext({"plan": "Plan d’actions"})
    html = (
        '<p><span data-var="si:partie.msa"></span><span data-var="Role:caf.de"></span> : '
        '<span data-ref="clause:plan" data-kind="annex"></span>, <span data-var="periode"></span></p>'
    )
    assert context.text(html).replace("\u00a0", " ").replace("\u202f", " ") == (
        "[si l’article est celui de la MSA]De la Caf : annexe « Plan d’actions », [période]"
    )


def test_the_editor_of_a_clause_offers_what_a_clause_understands():
    offered = insertions([("plan", "Plan d’actions", "annex")])
    names = {one["name"] for one in offered["variables"]}
    assert {"periode", "role:caf.de", "role:partie.acte", "si:msa", "sauf:partie.etat"} <= names
    context = ClauseContext({})
    for one in offered["variables"]:
        assert richtext.sanitise_inline(richtext.variable(one["name"])), one
        assert context.variable(one["name"]) == one["value"]
    assert offered["references"][0]["key"] == "clause:plan"
