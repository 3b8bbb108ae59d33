from decimal import Decimal

import pytest
from django.urls import reverse

from actions import grid, pasting
from actions.models import FinancingTable, TableCell
from tests.actions.factories import FinancingTableFactory, TableColumnFactory
from tests.actions.forms import errors, filled, texts

pytestmark = pytest.mark.django_db

MSA = (
    "Nature des financements\tMontant 2014\tMontant 2015\n"
    "Animation globale\t1200\t1200\n"
    "Maison des générations\t7000 +Prêt de 3000\t\n"
    "CEJ\tPS 2014: 27 341,34\tNon encore liquidé Droit de 26 900,65\n"
    "TOTAL\t35 541,34 + PRÊT DE 3 000\tEstimé à 28 100,65\n"
)


def page_of(table):
    return reverse("admin:actions_financingtable_change", args=[table.pk])


def stored(table):
    return [
        [row.label, *(cell.text for cell in row.cells.order_by("column__position"))]
        for row in table.rows.all()
    ]


@pytest.fixture
def table(bazois):
    table = FinancingTableFactory(plan=bazois.plan)
    grid.paste(table, pasting.read(MSA))
    return table


def test_a_table_is_entered_whole_by_its_grid(adviser, bazois):
    add = reverse("admin:actions_financingtable_add") + f"?plan={bazois.plan.pk}"
    data = filled(adviser.get(add)) | {
        "title": "Subventions de la Caf",
        "row_heading": "Nature de subvention",
        "columns-0-label": "2014",
        "columns-0-group": "Versé",
    }
    response = adviser.post(add, data)
    table = FinancingTable.objects.get()
    assert response.url.startswith(page_of(table)), "a new table opens on its grid"

    data = filled(adviser.get(page_of(table))) | {"columns-1-label": "2016"}
    assert adviser.post(page_of(table), {**data, "_continue": "1"}).url == page_of(table)
    first, second = table.columns.all()

    data = filled(adviser.get(page_of(table)))
    rows = [
        ("section", "Fonctionnement", "", "", False),
        ("line", "REAAP", "1 800 €", "1 800 € environ", False),
        ("line", "dont ateliers", "300 €", "", True),
        ("line", "Familles", "1 500 €", "A déterminer", False),
        ("subtotal", "Sous-total", "3 300 €", "", False),
        ("total", "Total", "3 400 €", "1 800 €", False),
    ]
    for number, (kind, label, early, late, of_which) in enumerate(rows):
        data |= {
            f"rows-{number}-kind": kind,
            f"rows-{number}-label": label,
            f"rows-{number}-depth": "0",
            f"rows-{number}-cell_{first.pk}": early,
            f"rows-{number}-cell_{second.pk}": late,
        }
        if of_which:
            data[f"rows-{number}-of_which"] = "on"
    data["rows-TOTAL_FORMS"] = str(len(rows))
    response = adviser.post(page_of(table), {**data, "_continue": "1"})
    assert response.status_code == 302, errors(response)
    assert [(row.kind, row.of_which, row.position) for row in table.rows.all()] == [
        (kind, of_which, place) for place, (kind, *_, of_which) in enumerate(rows, start=1)
    ]
    about = TableCell.objects.get(row__label="REAAP", column=second)
    assert (about.amount, about.qualifier) == (Decimal(1800), "about")

    beside = texts(adviser.get(page_of(table)), "grid-computed")
    assert beside == [
        "exact calculé : 3 300 €",
        "absent calculé : 1 800 € (partiel)",
        "écart calculé : 3 300 €, écart 100 €",
        "exact calculé : 1 800 € (partiel)",
    ]


def test_a_block_is_pasted_from_a_spreadsheet(adviser, bazois):
    add = reverse("admin:actions_financingtable_add") + f"?plan={bazois.plan.pk}"
    data = filled(adviser.get(add)) | {"title": "Moyens de la MSA", "pasted": MSA}
    response = adviser.post(add, data, follow=True)
    table = FinancingTable.objects.get()
    assert "4 lignes collées" in response.content.decode()
    assert table.row_heading == "Nature des financements"
    assert stored(table)[1] == ["Maison des générations", "7000 +Prêt de 3000"]
    assert [item.verdict for item in grid.compare(table)] == ["right", "right"]
    loan = TableCell.objects.get(row__label="Maison des générations")
    assert (loan.second_amount, loan.second_qualifier) == (Decimal(3000), "loan")


def test_a_second_block_goes_under_the_first(adviser, table):
    data = filled(adviser.get(page_of(table))) | {"pasted": "x\t2014\t2015\nAjout\t5\t6\n"}
    assert adviser.post(page_of(table), data).status_code == 302
    assert stored(table)[-1] == ["Ajout", "5", "6"]
    assert table.columns.count() == 2


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("une seule colonne\nsans tabulation", "n’est pas un tableau"),
        ("a\tb\tc\td\n1\t2\t3\t4", "a 2 colonnes de valeurs et le texte collé en a 3"),
        ("a\tb\n" * 500, "trop grand"),
    ],
)
def test_what_cannot_be_pasted_is_told_and_kept(adviser, table, pasted, said):
    before = stored(table)
    data = filled(adviser.get(page_of(table))) | {"pasted": pasted, "title": "Titre retouché"}
    response = adviser.post(page_of(table), data)
    assert any(said in error for error in errors(response)), errors(response)
    assert "Titre retouché" in response.content.decode()
    assert pasted.split("\n")[0] in response.content.decode()
    assert stored(table) == before


def test_an_error_in_one_row_loses_nothing_of_the_others(adviser, table):
    first = table.columns.first()
    data = filled(adviser.get(page_of(table))) | {
        f"rows-0-cell_{first.pk}": "9 999 €",
        "rows-1-kind": "total",
        "rows-1-of_which": "on",
    }
    response = adviser.post(page_of(table), data)
    assert any("Seule une ligne ordinaire" in error for error in errors(response))
    assert "9 999 €" in response.content.decode()
    assert "1200" in stored(table)[0]


def test_a_row_that_says_nothing_is_refused(adviser, table):
    data = filled(adviser.get(page_of(table))) | {"rows-4-kind": "section"}
    response = adviser.post(page_of(table), data)
    assert any("Donnez un intitulé" in error for error in errors(response)), errors(response)


def test_emptying_a_case_removes_its_cell(adviser, table):
    first = table.columns.first()
    data = filled(adviser.get(page_of(table))) | {f"rows-0-cell_{first.pk}": ""}
    assert adviser.post(page_of(table), data).status_code == 302
    assert stored(table)[0] == ["Animation globale", "1200"]


def test_a_column_declared_anew_is_read_anew(adviser, table):
    data = filled(adviser.get(page_of(table))) | {"columns-0-kind": "text"}
    assert adviser.post(page_of(table), data).status_code == 302
    cells = TableCell.objects.filter(column=table.columns.first())
    assert {cell.amount for cell in cells} == {None}


def test_a_column_is_removed_with_its_cells_in_one_go(adviser, table):
    first = table.columns.first()
    data = filled(adviser.get(page_of(table))) | {
        "columns-0-DELETE": "on",
        f"rows-0-cell_{first.pk}": "77",
    }
    assert adviser.post(page_of(table), data).status_code == 302
    assert [len(row) for row in stored(table)] == [2, 1, 2, 2]


def test_rows_and_columns_are_put_in_order(adviser, table):
    data = filled(adviser.get(page_of(table))) | {"rows-2-rank": "0", "columns-1-rank": "0"}
    assert adviser.post(page_of(table), data).status_code == 302
    assert stored(table)[0] == [
        "CEJ",
        "Non encore liquidé Droit de 26 900,65",
        "PS 2014: 27 341,34",
    ]


def test_two_level_headers_are_shown_once_a_group(adviser, bazois):
    table = FinancingTableFactory(plan=bazois.plan)
    for group in ("Bénéficiaires", "Montant versé"):
        for year in ("2013", "2014"):
            TableColumnFactory(table=table, group=group, label=year)
    groups = texts(adviser.get(page_of(table)), "grid-group")
    assert groups == ["Bénéficiaires", "Montant versé"]


def test_the_grid_costs_the_same_queries_whatever_its_size(
    adviser, table, django_assert_num_queries
):
    adviser.get(page_of(table))
    with django_assert_num_queries(60, exact=False) as captured:
        adviser.get(page_of(table))
    grid.paste(table, pasting.read(MSA))
    TableColumnFactory(table=table)
    with django_assert_num_queries(len(captured)):
        adviser.get(page_of(table))


def test_a_table_too_large_for_one_page_is_refused(table):
    block = pasting.read("\n".join("a\t" + "1\t" * 9 + "2" for _ in range(300)))
    with pytest.raises(Exception, match="2500 cases"):
        grid.paste(table, block)


def test_a_foreign_adviser_finds_no_table(foreigner, table):
    for page in ("change", "delete"):
        url = reverse(f"admin:actions_financingtable_{page}", args=[table.pk])
        assert foreigner.get(url).status_code == 404
        assert foreigner.post(url, {"post": "yes"}).status_code == 404
    assert stored(table)


def test_a_reader_sees_the_grid_but_cannot_type(client, with_role, table):
    client.force_login(with_role("reader"))
    response = client.get(page_of(table))
    assert "disabled" in response.content.decode()
    assert client.post(page_of(table), {"title": "Volé"}).status_code == 403
