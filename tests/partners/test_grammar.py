import pytest
from hypothesis import example, given, strategies as st

from partners import grammar
from partners.grammar import NounPhrase

NAMES = st.text("abcdeéèhoilmnrstuyÉÎ -’", min_size=1, max_size=30).map(str.strip).filter(bool)
PHRASES = st.builds(
    NounPhrase,
    st.sampled_from(grammar.ARTICLES),
    NAMES,
    st.sampled_from("mf"),
    st.sampled_from("sp"),
)


@pytest.mark.parametrize(
    ("phrase", "full", "of", "to"),
    [
        (NounPhrase("la", "Caf", "f"), "la Caf", "de la Caf", "à la Caf"),
        (NounPhrase("le", "Département"), "le Département", "du Département", "au Département"),
        (
            NounPhrase("l’", "Éducation nationale", "f"),
            "l’Éducation nationale",
            "de l’Éducation nationale",
            "à l’Éducation nationale",
        ),
        (NounPhrase("les", "Alpes", "f", "p"), "les Alpes", "des Alpes", "aux Alpes"),
        (NounPhrase("", "Le Creusot"), "Le Creusot", "du Creusot", "au Creusot"),
        (NounPhrase("", "Metz Métropole", "f"), "Metz Métropole", "de Metz Métropole", "à Metz Métropole"),
    ],
)  # fmt: skip
def test_a_noun_phrase_contracts_its_article(phrase, full, of, to):
    assert (phrase.full, phrase.of, phrase.to) == (full, of, to)


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Chanac", "de Chanac", "à Chanac"),
        ("Écuisses", "d’Écuisses", "à Écuisses"),
        ("Le Creusot", "du Creusot", "au Creusot"),
        ("Les Bizots", "des Bizots", "aux Bizots"),
        ("La Canourgue", "de La Canourgue", "à La Canourgue"),
        ("L'Isle-sur-la-Sorgue", "de L’Isle-sur-la-Sorgue", "à L’Isle-sur-la-Sorgue"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Yssingeaux", "d’Yssingeaux", "à Yssingeaux"),
        ("Hyères", "d’Hyères", "à Hyères"),
        ("Haguenau", "de Haguenau", "à Haguenau"),
        ("Lesneven", "de Lesneven", "à Lesneven"),
        ("Œting", "d’Œting", "à Œting"),
    ],
)
def test_a_commune_is_written_as_its_inhabitants_write_it(name, of, at):
    assert (grammar.of(name), grammar.at(name)) == (of, at)


def test_the_official_list_decides_for_a_name_in_h():
    assert grammar.of("Hauteville", elided=True) == "d’Hauteville"
    assert grammar.of("Hauteville", elided=False) == "de Hauteville"


@given(PHRASES)
@example(NounPhrase("", "Les Orgues"))
def test_no_phrase_ever_holds_a_wrong_contraction(phrase):
    for text in (phrase.of, phrase.to):
        assert not text.startswith(
            ("de le ", "de les ", "à le ", "à les ", "de Le ", "de Les ", "à Le ", "à Les ")
        )
        assert not text.startswith(("d’l’", "le l’"))
        assert "  " not in text or "  " in phrase.name
    assert phrase.full.endswith(phrase.bare)


@given(PHRASES)
def test_a_capitalised_phrase_differs_only_by_its_first_letter(phrase):
    assert phrase.full_capitalised[1:].lower() == phrase.full[1:].lower()
    assert phrase.of_capitalised.startswith("D")
    assert phrase.to_capitalised.startswith(("À", "A"))


@given(NAMES)
def test_elision_and_article_agree(name):
    article = grammar.definite_article(name, "f")
    assert (article == "l’") == grammar.elides(name)


def test_an_unknown_article_is_refused():
    with pytest.raises(ValueError, match="article inconnu"):
        NounPhrase("un", "Département")


@pytest.mark.parametrize(
    ("word", "gender", "number", "expected"),
    [
        ("autorisé", "f", "s", "autorisée"),
        ("autorisé", "m", "p", "autorisés"),
        ("autorisé", "f", "p", "autorisées"),
        ("représenté", "f", "s", "représentée"),
        ("dénommé", "m", "s", "dénommé"),
        ("habilité", "f", "p", "habilitées"),
        ("soumis", "m", "p", "soumis"),
        ("soumis", "f", "s", "soumise"),
        ("social", "m", "p", "sociaux"),
        ("social", "f", "p", "sociales"),
        ("premier", "f", "s", "première"),
        ("supérieur", "f", "s", "supérieure"),
    ],
)
def test_participles_and_adjectives_agree(word, gender, number, expected):
    assert grammar.agree(word, gender, number) == expected


@given(st.sampled_from(["autorisé", "représenté", "dénommé", "habilité", "signataire", "partie"]))
def test_the_masculine_singular_is_left_alone(word):
    assert grammar.agree(word, "m", "s") == word


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("président", "présidente"),
        ("maire", "maire"),
        ("directeur général", "directrice générale"),
        ("adjoint au maire", "adjointe au maire"),
        ("1er adjoint au maire", "1re adjointe au maire"),
        ("vice-président", "vice-présidente"),
        ("président du conseil d'administration", "présidente du conseil d’administration"),
        ("conseiller départemental", "conseillère départementale"),
        ("sous-préfet", "sous-préfète"),
        ("recteur", "rectrice"),
        ("chargé de coopération", "chargée de coopération"),
        ("inspecteur d’académie", "inspectrice d’académie"),
        ("conseiller technique territorial", "conseillère technique territoriale"),
    ],
)
def test_functions_have_a_feminine(masculine, feminine):
    assert grammar.feminine_function(masculine) == feminine


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("saint etienne les orgues", "Saint-Étienne-les-Orgues"),
        ("st etienne les orgues", "Saint-Étienne-les-Orgues"),
        ("STE-ENIMIE", "Sainte-Énimie"),
        ("l isle", "L’Isle"),
        ("hœnheim", "Hoenheim"),
    ],
)
def test_folding_forgets_accents_hyphens_and_abbreviations(typed, stored):
    assert grammar.fold(typed) == grammar.fold(stored)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    once = grammar.fold(text)
    assert grammar.fold(once) == once
    assert once == once.strip().lower()


def test_an_acronym_keeps_its_capital_inside_a_sentence():
    assert grammar.uncapitalised("Commune de Chanac") == "commune de Chanac"
    assert grammar.uncapitalised("CCAS de Blain") == "CCAS de Blain"
    assert grammar.uncapitalised("") == ""
