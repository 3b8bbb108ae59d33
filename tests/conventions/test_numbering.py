from hypothesis import given, strategies as st

from conventions.document import numbering
from conventions.document.model import Annex, Article, Document, LegalBasis, Sheet


def annexes(*with_previous):
    return tuple(
        Annex(f"x{rank}", "Titre", with_previous=joined)
        for rank, joined in enumerate(with_previous)
    )


def numbers(document):
    return [label.number for label in numbering.annex_labels(document).values()]


def test_the_first_article_is_1er():
    document = Document("T", articles=(Article("a", "Objet", ""), Article("b", "Durée", "")))
    labels = numbering.article_labels(document)
    assert (labels["a"].number, labels["a"].heading) == ("1er", "Article 1er")
    assert (labels["b"].inline, labels["b"].number) == ("article 2", "2")


def test_annexes_that_share_a_number_take_letters():
    document = Document("T", annexes=annexes(*map(bool, (0, 1, 1, 0, 0, 1))))
    assert numbers(document) == ["1a", "1b", "1c", "2", "3a", "3b"]


def test_a_first_annex_joins_nothing():
    assert numbers(Document("T", annexes=annexes(*map(bool, (1, 0))))) == ["1", "2"]


def test_letters_go_on_after_z():
    document = Document("T", annexes=annexes(*[False] + [True] * 27))
    assert numbers(document)[-3:] == ["1z", "1aa", "1ab"]


@given(st.lists(st.booleans(), max_size=40))
def test_annex_numbers_are_unique_and_without_a_hole(shape):
    found = numbers(Document("T", annexes=annexes(*shape)))
    assert len(set(found)) == len(found) == len(shape)
    leading = sorted({int("".join(filter(str.isdigit, number))) for number in found})
    assert leading == list(range(1, len(leading) + 1))


def test_anchors_come_from_keys_not_from_places():
    document = Document(
        "T",
        legal_bases=(LegalBasis("v1", "le Code"),),
        articles=(Article("a1", "Objet", ""),),
        annexes=(Annex("x1", "Fiches", sheets=(Sheet("s1", "2.1", "Accueil"),)),),
    )
    assert set(numbering.anchors(document).values()) == {
        "art-a1",
        "annexe-x1",
        "fiche-s1",
        "visa-v1",
    }
    assert numbering.sheet_labels(document)["s1"].inline == "fiche-action 2.1"
    assert numbering.legal_basis_labels(document)["v1"].heading == "Visa 1"
