import pytest
from hypothesis import given, strategies as st

from actions import pasting

CAF = (
    "Nature\t2014\t2015\tRemarque\n"
    "REAAP\t1 800€\t1 800€\tdeux ans\n"
    '"Projet\nfamilles"\t1 500 €\tA déterminer\t\n'
    "dont loisirs\t500 €\t\t\n"
    "\t\t\t\n"
    "Sous-total\t3 300 €\t\t\n"
    "Total\t3 300 €\t1 800 €\t\n"
)


def test_a_block_becomes_titles_columns_and_rows():
    block = pasting.read(CAF)
    assert block.heading == "Nature"
    assert block.columns == ("2014", "2015", "Remarque")
    assert block.measures == ("amount", "amount", "text")
    assert [(row.label, row.kind, row.of_which) for row in block.rows] == [
        ("REAAP", "line", False),
        ("Projet familles", "line", False),
        ("dont loisirs", "line", True),
        ("Sous-total", "subtotal", False),
        ("Total", "total", False),
    ]
    assert block.rows[1].cells == ("1 500 €", "A déterminer", "")


def test_titles_on_two_lines_group_the_columns():
    block = pasting.read(
        "Communes\tBénéficiaires\t\tMontant versé\t\n\t2013\t2014\t2013\t2014\n"
        "Achun\t\t\t315\t535\nTotal\t20\t18\t315\t535"
    )
    assert block.heading == "Communes"
    assert block.groups == ("Bénéficiaires", "Bénéficiaires", "Montant versé", "Montant versé")
    assert block.columns == ("2013", "2014", "2013", "2014")
    assert [row.label for row in block.rows] == ["Achun", "Total"]


def test_without_titles_columns_are_numbered():
    block = pasting.read("REAAP\t1800\nFamilles\t1500", with_titles=False)
    assert block.columns == ("Colonne 1",)
    assert len(block.rows) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Une phrase sans tabulation", "n’est pas un tableau"),
        ("", "n’est pas un tableau"),
        ("\t".join("a" * 60), "trop grand"),
        ("a\tb\n" * 500, "trop grand"),
        ('"' + "x" * 200_000 + "\ty", "illisible"),
    ],
)
def test_a_text_that_is_no_table_is_refused_in_french(text, said):
    with pytest.raises(ValueError, match=said):
        pasting.read(text)


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='"'), max_size=9)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_no_cell_is_lost(lines):
    lines = [[" ".join(cell.split()) or "x" for cell in line] for line in lines]
    block = pasting.read("\n".join(map("\t".join, lines)), with_titles=False)
    assert [[row.label, *row.cells] for row in block.rows] == lines
