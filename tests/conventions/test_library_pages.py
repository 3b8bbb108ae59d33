"""The pages of the library: the clause of a block, a clause to add, clauses and templates in the administration."""

import pytest
from django.urls import reverse

from conventions import library
from conventions.blocks import Address
from conventions.models import Article, Clause, ConventionTemplate, LegalBasis
from partners.models import Membership
from tests.conventions.backoffice import edit, form_of, page_data, page_of, text_of
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(adviser):
    library.load()
    convention = ConventionFactory(owner=adviser.organisation, preamble="")
    for organisation in (adviser.organisation, OrganisationFactory(msa=True)):
        PartyFactory(convention=convention, organisation=organisation, designation="")
    library.write(convention, ConventionTemplate.objects.get(code="ctg"), ["resiliation"])
    return convention


@pytest.fixture
def administrator(client, written):
    """An administrator of the organisation that keeps the convention, logged in instead of the adviser."""
    membership = MembershipFactory(role=Membership.Role.ADMINISTRATOR, organisation=written.owner)
    client.force_login(membership.account)
    return membership


def block(convention, code, model=Article):
    return model.objects.get(convention=convention, source__clause__code=code)


def clause_page(one):
    return reverse("conventions:clause", args=[one.convention.reference, str(Address.of(one))])


def insert_page(one):
    address = str(Address.of(one))
    return reverse("conventions:insert-clause", args=[one.convention.reference, address])


def publish(code, before, after):
    clause = Clause.objects.get(code=code)
    last = clause.versions.first()
    return library.publish(clause, last.title, last.body.replace(before, after), "Délai porté")


def of_clause(code):
    return reverse("admin:conventions_clause_change", args=[Clause.objects.get(code=code).pk])


# ---------------------------------------------------------------------------- the clause of a block


def test_the_page_of_a_clause_says_what_changed(written, client):
    article = block(written, "evaluation")
    page = client.get(clause_page(article))
    assert "Il n’a pas été modifié." in text_of(page)
    assert "La clause a changé depuis" not in text_of(page)
    publish("evaluation", "un an au moins", "dix-huit mois au moins")
    article.body = article.body.replace("Le comité de pilotage l’approuve.", "Il est approuvé.")
    article.save()
    page = client.get(clause_page(article))
    html = page.content.decode()
    assert "La clause a changé depuis" in html
    assert "Délai porté" in html
    assert "<ins>dix-huit mois</ins>" in html
    assert "Vos modifications seraient remplacées" in html


def test_the_newer_text_is_taken_by_a_click_and_a_second_click_is_harmless(written, client):
    article = block(written, "evaluation")
    publish("evaluation", "un an au moins", "dix-huit mois au moins")
    for _ in range(2):
        answer = client.post(clause_page(article), {"geste": "reprendre"}, follow=True)
        assert "Le texte de la clause est repris." in text_of(answer)
    article.refresh_from_db()
    assert "dix-huit mois au moins" in article.body
    assert article.source.number == 2


def test_the_panel_gets_the_clause_without_the_page(written, client):
    fragment = client.get(
        clause_page(block(written, "donnees")), headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in fragment
    assert "Échanges de données" in fragment
    assert "Un administrateur peut le déverrouiller." in fragment
    assert 'value="deverrouiller"' not in fragment


def test_a_block_written_freely_has_no_clause(written, client):
    page = client.get(clause_page(ArticleFactory(convention=written)))
    assert "Ce bloc ne vient d’aucune clause" in text_of(page)


@pytest.mark.parametrize("word", ["preambule", "cloture", "generalites"])
def test_what_exists_once_has_a_page_too(written, client, word):
    for name in ("clause", "insert-clause"):
        address = reverse(f"conventions:{name}", args=[written.reference, word])
        assert client.get(address).status_code == 200


def test_only_an_administrator_unlocks(written, client, django_user_model):
    article = block(written, "donnees")
    assert client.post(clause_page(article), {"geste": "deverrouiller"}).status_code == 403
    administrator = MembershipFactory(
        role=Membership.Role.ADMINISTRATOR, organisation=written.owner
    )
    client.force_login(administrator.account)
    for _ in range(2):
        client.post(clause_page(article), {"geste": "deverrouiller"})
    article.refresh_from_db()
    assert not article.is_locked


def test_who_is_elsewhere_finds_nothing_and_who_reads_changes_nothing(written, client):
    article = block(written, "evaluation")
    client.force_login(MembershipFactory().account)
    assert client.get(clause_page(article)).status_code == 404
    assert client.get(insert_page(article)).status_code == 404
    reader = MembershipFactory(role=Membership.Role.READER, organisation=written.owner)
    client.force_login(reader.account)
    assert client.get(clause_page(article)).status_code == 200
    assert client.post(clause_page(article), {"geste": "reprendre"}).status_code == 403
    assert client.get(insert_page(article)).status_code == 403
    assert client.post(insert_page(article), {"clause": "portrait"}).status_code == 403


def test_an_unknown_gesture_or_block_is_not_found(written, client):
    article = block(written, "evaluation")
    assert client.post(clause_page(article), {"geste": "autre"}).status_code == 404
    gone = reverse("conventions:clause", args=[written.reference, "article-perdu"])
    assert client.get(gone).status_code == 404


# ---------------------------------------------------------------------------- a clause to add


def test_a_clause_is_found_and_added(written, client):
    after = block(written, "objectifs")
    page = client.get(insert_page(after), {"q": "schéma jeune enfant", "partie": ""})
    names = [row["clause"].code for row in page.context["rows"]]
    assert "schema-petite-enfance" in names
    assert "nullite" not in names
    answer = client.post(insert_page(after), {"clause": "schema-petite-enfance"}, follow=True)
    added = block(written, "schema-petite-enfance")
    assert added.position == after.position + 1
    assert str(Address.of(added)) in answer.redirect_chain[-1][0]
    assert "Avec elle : Équipements et services soutenus." in text_of(answer)
    again = client.post(insert_page(after), {"clause": "schema-petite-enfance"}, follow=True)
    assert "déjà dans la convention" in text_of(again)
    assert written.articles.filter(source=added.source).count() == 1


def test_the_list_says_why_a_clause_cannot_be_added(written, client):
    page = client.get(insert_page(block(written, "objectifs")))
    assert "deux rédactions d’une même clause" in text_of(page)
    assert all(row["clause"].part == "article" for row in page.context["rows"])


# ---------------------------------------------------------------------------- the administration


def test_another_wording_is_published_from_the_page_of_a_clause(administrator, client):
    page = client.get(of_clause("nullite"))
    data = form_of(page) | {"body": "<p>Si une stipulation est nulle, les autres demeurent.</p>"}
    refused = client.post(of_clause("nullite"), data)
    assert "Dites en quelques mots ce qui change" in text_of(refused)
    client.post(of_clause("nullite"), data | {"note": "Plus court"})
    last = Clause.objects.get(code="nullite").versions.first()
    assert (last.number, last.author, last.note) == (2, administrator.account, "Plus court")
    client.post(of_clause("nullite"), data | {"note": "Plus court"})  # pressed twice
    page = client.get(of_clause("nullite"))
    assert [row["version"].number for row in page.context["versions"]] == [2, 1]
    assert "<del>" in page.content.decode()


def test_the_advice_changes_without_another_version(administrator, client):
    data = form_of(client.get(of_clause("nullite"))) | {"advice": "Notre conseil."}
    client.post(of_clause("nullite"), data)
    clause = Clause.objects.get(code="nullite")
    assert (clause.advice, clause.versions.count()) == ("Notre conseil.", 1)


def test_a_clause_is_added_with_its_first_version(administrator, client):
    add = reverse("admin:conventions_clause_add")
    data = form_of(client.get(add)) | {
        "name": "Assurance",
        "code": "assurance",
        "title": "Assurances",
        "body": '<p>Chaque partie assure <span data-var="role:caf.a"></span>.</p>',
        "is_active": "on",
    }
    client.post(add, data)
    version = Clause.objects.get(code="assurance").versions.get()
    assert (version.number, version.title, version.author) == (
        1,
        "Assurances",
        administrator.account,
    )
    assert 'data-var="role:caf.a"' in version.body


def test_a_visa_needs_its_words(administrator, client):
    add = reverse("admin:conventions_clause_add")
    data = form_of(client.get(add)) | {"name": "V", "code": "v", "part": "legal_basis"}
    assert "Un visa a besoin de ses mots" in text_of(client.post(add, data))
    assert not Clause.objects.filter(code="v").exists()


def test_an_adviser_reads_the_library_and_changes_nothing(written, client):
    assert client.get(reverse("admin:conventions_clause_changelist")).status_code == 200
    page = client.get(of_clause("nullite"))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert client.post(of_clause("nullite"), {"name": "Autre"}).status_code == 403
    assert client.get(reverse("admin:conventions_clause_add")).status_code == 403


def test_a_local_agent_does_not_see_the_library(written, client):
    agent = MembershipFactory(role=Membership.Role.LOCAL_AGENT)
    client.force_login(agent.account)
    assert client.get(reverse("admin:conventions_clause_changelist")).status_code == 403
    sections = client.get(reverse("admin:index")).context["app_list"]
    assert "Modèles" not in [section["name"] for section in sections]


def of_template():
    template = ConventionTemplate.objects.get(code="ctg")
    return reverse("admin:conventions_conventiontemplate_change", args=[template.pk])


def test_the_clauses_of_a_template_change_places(administrator, client):
    template = ConventionTemplate.objects.get(code="ctg")
    data = form_of(client.get(of_template()))
    data |= {"clauses-0-position": "2", "clauses-1-position": "1"}
    answer = client.post(of_template(), data)
    assert answer.status_code == 302, text_of(answer)
    codes = list(template.clauses.order_by("position").values_list("clause__code", flat=True))
    assert codes[:3] == ["visa-casf", "visa-css", "visa-cgct"]


def test_a_template_never_proposes_two_variants_together(administrator, client):
    template = ConventionTemplate.objects.get(code="ctg")
    page = client.get(of_template())
    data = form_of(page)
    rank = next(
        rank
        for rank, form in enumerate(page.context["inline_admin_formsets"][0].formset.forms)
        if form.instance.clause_id and form.instance.clause.code == "resiliation-cas"
    )
    answer = client.post(of_template(), data | {f"clauses-{rank}-is_ticked": "on"})
    assert "deux rédactions d’une même clause" in text_of(answer)
    assert not template.clauses.get(clause__code="resiliation-cas").is_ticked


def test_the_list_of_clauses_costs_the_same_whatever_their_number(
    administrator, client, django_assert_max_num_queries
):
    address = reverse("admin:conventions_clause_changelist")
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)


def test_locked_words_are_read_and_not_sent_in_the_administration(written, client):
    article = block(written, "donnees")
    page = client.get(edit(article))
    assert list(page.context["adminform"].form.fields) == []
    assert "Le modèle verrouille le texte de ce bloc" in text_of(page)
    assert "Chaque partie demeure responsable des traitements" in text_of(page)
    client.post(edit(article), {"title": "Autre", "body": "<p>Autre.</p>", "_save": "1"})
    before = article.body
    article.refresh_from_db()
    assert article.body == before
    delete = reverse("admin:conventions_article_delete", args=[article.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_a_locked_visa_is_neither_changed_nor_removed_in_its_row(written, client):
    visa = block(written, "visa-css", LegalBasis)
    page = client.get(page_of(written))
    rows = page.context["inline_admin_formsets"][1].formset
    rank = next(i for i, form in enumerate(rows.forms) if form.instance.pk == visa.pk)
    prefix = f"{rows.prefix}-{rank}"
    data = page_data(page) | {
        f"{prefix}-text": "un autre code",
        f"{prefix}-kind": "considerant",
        f"{prefix}-DELETE": "on",
    }
    answer = client.post(page_of(written), data)
    assert answer.status_code == 302, text_of(answer)
    visa.refresh_from_db()
    assert (visa.kind, visa.text.startswith("le code de la sécurité sociale")) == ("vu", True)


def test_a_block_leads_to_its_clause_in_the_administration(written, client):
    article = block(written, "evaluation")
    page = client.get(edit(article))
    assert "Ce texte est celui de sa clause." in text_of(page)
    assert clause_page(article) in page.content.decode()
    publish("evaluation", "un an au moins", "dix-huit mois au moins")
    assert "La clause de ce texte a changé depuis." in text_of(client.get(edit(article)))


def test_what_a_clause_may_hold_is_offered_to_its_editor(administrator, client):
    offered = client.get(reverse("admin:conventions_clause_insertions")).json()
    assert {
        "name": "role:caf.de",
        "group": "La Caf",
        "label": "avec « de »",
        "value": "de la Caf",
    } in (offered["variables"])
    assert "clause:plan" in [one["key"] for one in offered["references"]]
