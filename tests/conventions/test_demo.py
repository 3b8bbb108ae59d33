"""The demonstration: five conventions by their facts, that hold together and can be corrected."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags

from actions import grid
from actions.models import ActionSheet, FinancingTable, PlanItem
from conventions import reviewing
from conventions.assembling import assemble
from conventions.demo import loading
from conventions.document.notation import inline, rich_text
from conventions.document.references import broken
from conventions.models import AnnexFacility, Article, Convention, Party
from conventions.writers.html import to_html
from conventions.writers.screen import to_screen
from partners.models import Account, Mandate, Membership, Organisation
from tests.partners.factories import DepartmentFactory, MunicipalityFactory

REFERENCES = [fact.reference for fact in loading.CONVENTIONS]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, written once and rolled back after the module."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            loading.load()
            yield
            transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """Each test may change what was loaded."""


def document(reference):
    return assemble(Convention.objects.get(reference=reference))


# Written once


def test_loading_twice_writes_nothing_the_second_time(demo):
    counts = [
        model.objects.count() for model in (Convention, Article, Organisation, Mandate, Account)
    ]
    again = loading.load()
    assert again.written == ()
    assert list(again.kept) == REFERENCES
    assert counts == [
        model.objects.count() for model in (Convention, Article, Organisation, Mandate, Account)
    ]


def test_a_change_made_by_hand_stays_until_a_reset_is_asked_for(demo):
    Article.objects.filter(convention__reference="aubrac-2024", key="objet").update(title="Le but")
    loading.load()
    assert Article.objects.filter(title="Le but").exists()
    loading.load(reset=True)
    assert not Article.objects.filter(title="Le but").exists()
    assert Convention.objects.count() == len(REFERENCES)


def test_the_command_prints_the_accounts_and_their_password(demo):
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "claire.vidal@demo.example" in out.getvalue()
    assert loading.accounts.PASSWORD in out.getvalue()


def test_there_is_an_account_for_every_role(demo):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Membership.Role)
    assert Account.objects.get(email="claire.vidal@demo.example").check_password(
        loading.accounts.PASSWORD
    )


def test_the_adviser_of_the_ccss_sees_the_convention_of_her_territory(demo):
    claire = Account.objects.get(email="claire.vidal@demo.example")
    assert [one.reference for one in Convention.objects.visible_to(claire)] == ["aubrac-2024"]


# Whole


@pytest.mark.parametrize(
    ("reference", "parties", "articles", "annexes"),
    [
        ("bazois-2016", 5, 15, 5),
        ("reseau-acteurs-sociaux-2014", 6, 11, 0),
        ("creusot-2022", 21, 11, 5),
        ("forcalquier-2022", 6, 14, 7),
        ("aubrac-2024", 9, 19, 11),
    ],
)
def test_each_convention_is_whole(demo, reference, parties, articles, annexes):
    made = document(reference)
    assert (len(made.parties), len(made.articles), len(made.annexes)) == (
        parties,
        articles,
        annexes,
    )
    assert broken(made) == []


@pytest.mark.parametrize("reference", REFERENCES)
def test_each_convention_is_rendered_without_a_blank_nor_a_broken_reference(demo, reference):
    made = document(reference)
    screen = to_screen(made)
    for html in (screen.html, to_html(made)):
        assert "rompu" not in html
        assert "à compléter :" not in html
    anchors = set(re.findall(r'id="([^"]+)"', screen.html))
    assert {line.anchor for line in (*screen.parts, *screen.annexes)} <= anchors
    assert set(re.findall(r'href="#([^"]+)"', screen.html)) <= anchors


@pytest.mark.parametrize("reference", REFERENCES)
def test_each_text_speaks_through_live_values(demo, reference):
    for text in Convention.objects.get(reference=reference).articles.values_list("body", flat=True):
        for spelled in re.findall(r"articles? \d+|annexes? \d", text):
            assert spelled == "article 30", f"{spelled!r} is typed, not referred to"


# Facts


def test_one_person_signs_for_two_parties_under_two_mandates(demo):
    parties = Party.objects.filter(
        convention__reference="forcalquier-2022", signatories__mandate__person__last_name="Gehant"
    )
    assert [party.key for party in parties] == ["cc", "forcalquier"]


def test_the_aubrac_convention_is_discussed_while_it_is_written(demo):
    convention = Convention.objects.get(reference="aubrac-2024")
    claire = Account.objects.get(email="claire.vidal@demo.example")
    waiting = reviewing.to_do(claire, convention)
    assert {thread.quote for thread in waiting.threads} == {"524 518 €", "À chaque revue du plan"}
    texts = " ".join(
        strip_tags(text).replace("\u202f", " ").replace("\xa0", " ")
        for text in [convention.preamble, *convention.articles.values_list("body", flat=True)]
    )
    for thread in reviewing.threads(convention):
        assert thread.quote in texts
    assert all(one.proposed != one.base for one in reviewing.suggestions(convention))
    assert waiting.suggestions.count() == 2


def test_bazois_keeps_every_printed_figure_and_its_one_wrong_total(demo):
    wrong = [
        (table.title, comparison.difference)
        for table in FinancingTable.objects.filter(plan__name__startswith="Bazois")
        for comparison in grid.compare(table)
        if comparison.verdict in {"wrong", "minor"}
    ]
    assert [(title[:12], int(difference)) for title, difference in wrong] == [("3.2 Carsat –", -1)]


def test_the_plans_hold_the_counts_of_the_documents(demo):
    def counts(name):
        sheets = ActionSheet.objects.filter(plan__name__startswith=name)
        return sheets.count(), sheets.filter(has_sheet=True).count()

    assert counts("Bazois") == (27, 0)
    assert counts("Creusot") == (34, 9)
    assert counts("Pays de Forcalquier") == (7, 7)
    assert (
        PlanItem.objects.filter(plan__name__startswith="Creusot", level="strategic").count() == 11
    )


def test_forcalquier_lists_its_fifteen_places(demo):
    assert (
        AnnexFacility.objects.filter(annex__convention__reference="forcalquier-2022").count() == 15
    )


# Corrected once


def test_correcting_the_name_of_a_commune_once_corrects_it_everywhere(demo):
    before = to_screen(document("aubrac-2024")).html
    assert before.count("commune de Massegros Causses Gorges") > 5
    commune = Organisation.objects.get(legal_name="Commune de Massegros Causses Gorges")
    commune.legal_name = "Commune du Massegros"
    commune.save()
    after = to_screen(document("aubrac-2024")).html
    articles = after.partition('id="annexe-diagnostic"')[0]
    assert "commune de Massegros" not in articles
    assert after.count("commune du Massegros") == before.count(
        "commune de Massegros Causses Gorges"
    )


def test_communes_of_the_official_list_are_linked(demo):
    lozere = DepartmentFactory(code="48", name="Lozère")
    chanac = MunicipalityFactory(name="Chanac", department=lozere)
    loading.load(reset=True)
    assert Organisation.objects.get(municipality=chanac).parties.get().key == "chanac"
    convention = Convention.objects.get(reference="aubrac-2024")
    assert list(convention.municipalities.all()) == [chanac]
    assert "Chanac" not in convention.municipality_names
    assert "La Canourgue" in convention.municipality_names


# The notation


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Le *mot* **juste**, 1^er^", "Le <em>mot</em> <strong>juste</strong>, 1<sup>er</sup>"),
        ("pour {periode}", 'pour <span data-var="periode"></span>'),
        (
            "{Caf.de} et {cc}",
            '<span data-var="Partie:caf.de"></span> et <span data-var="partie:cc"></span>',
        ),
        ("{art:objet}", '<span data-ref="objet" data-kind="article"></span>'),
        ("mot{note:La note.}", 'mot<span data-note="La note."></span>'),
        ("a < b", "a &lt; b"),
    ],
)
def test_a_line_of_notation(text, html):
    assert inline(text) == html


def test_blocks_of_notation():
    text = "### Titre\n\n{caf} agit. {cc}\naussi.\n\n- un\n  suite\n  - deux\n- trois\n\n| A | B |\n| c\n  | d |"
    assert rich_text(text) == (
        "<h3>Titre</h3>"
        '<p><span data-var="Partie:caf"></span> agit. <span data-var="Partie:cc"></span> aussi.</p>'
        "<ul><li><p>un suite</p><ul><li><p>deux</p></li></ul></li><li><p>trois</p></li></ul>"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
    )
