from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from conventions.document.capitals import soften
from conventions.document.model import Article, Document, Party
from conventions.readers.text import read
from partners.grammar import fold

BODY = (
    "<p>La convention fixe la durée. Les priorités d’intervention de la CCSS en Lozère.</p>"
    "<p>Ici l'État : l’évaluation. Un marché, une marche.</p>"
)


def title(printed, body=BODY):
    document = Document("T", articles=(Article("a", printed, body),))
    return soften(document).articles[0].title


@pytest.mark.parametrize(
    ("printed", "softened"),
    [
        ("DUREE DE LA CONVENTION", "Durée de la convention"),
        ("LES PRIORITES D'INTERVENTION DE LA CCSS", "Les priorités d'intervention de la CCSS"),
        ("L'ETAT EN LOZERE", "L'État en Lozère"),
        ("EVALUATION", "Évaluation"),
        ("DUREE DES TRUCS", "DUREE DES TRUCS"),
        ("LA MARCHE A LA CCSS", "LA MARCHE A LA CCSS"),
        ("LA CONVENTION A LA CCSS", "La convention à la CCSS"),
        ("Durée", "Durée"),
        ("<em>DUREE</em>", "<em>DUREE</em>"),
        ("2024", "2024"),
    ],
)
def test_titles_in_capitals_take_the_spelling_of_the_text(printed, softened):
    assert title(printed) == softened


@given(
    st.lists(
        st.sampled_from("DUREE DE LA CONVENTION ETAT L’ETAT RECOURS CCSS - : 2".split()), max_size=6
    )
)
def test_no_word_changes_but_for_case_and_accents(words):
    printed = " ".join(words)
    assert fold(title(printed)) == fold(printed)


def test_a_document_without_capitals_is_the_same():
    document = Document("T", parties=(Party("p", "Caf"),), articles=(Article("a", "Objet", BODY),))
    assert soften(document) is document
    assert soften(replace(document, articles=())) is not None


def test_the_titles_of_a_real_document(seeds):
    name = "aubrac-lot-causses-tarn-2024.txt"
    document = read((seeds / name).read_bytes(), name)
    titles = [article.title for article in soften(document).articles]
    assert [fold(item) for item in titles] == [fold(item.title) for item in document.articles]
    assert "Durée de la convention" in titles
    assert sum(item.isupper() for item in titles) <= 1
