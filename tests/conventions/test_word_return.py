"""A file brought back on the page of its convention: suggestions, notes, refusals."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from conventions import intake, reviewing
from conventions.assembling import assemble
from conventions.models import Article, Convention, Remark, Suggestion, WordReturn
from conventions.readers.docx import archive
from conventions.readers.source import Unreadable
from conventions.writers.docx import to_docx
from partners.models import Membership
from tests.conventions import word_files
from tests.conventions.factories import (
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
)
from tests.conventions.word_files import paragraph, replace, split_run, tracked
from tests.partners.factories import MembershipFactory

FIXTURE = Path(__file__).with_name("relu_libreoffice.docx")
Action = Suggestion.Action
pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(adviser):
    convention = ConventionFactory(owner=adviser.organisation, reference="val-2024")
    LegalBasisFactory(convention=convention)
    ArticleFactory(
        convention=convention,
        key="objet",
        body='<p>La convention lie <span data-var="parties"></span> pour cinq ans.</p>',
    )
    ArticleFactory(
        convention=convention, key="argent", title="Financement", body="<p>À parts égales.</p>"
    )
    ArticleFactory(convention=convention, key="fin", title="Fin", body="<p>Elle finit en 2028.</p>")
    PartyFactory(convention=convention, organisation=adviser.organisation)
    return convention


@pytest.fixture
def file(convention):
    return to_docx(assemble(convention))


def receive(convention, data, user, name="relu.docx"):
    return intake.receive(convention, data=data, name=name, user=user)


def bring(client, convention, data, name="relu.docx"):
    address = reverse("conventions:word-import", args=[convention.reference])
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


# What comes of a file


def test_one_changed_word_makes_one_suggestion_on_its_field(convention, adviser, file):
    outcome = receive(convention, replace(file, "pour cinq ans", "pour six ans"), adviser.account)
    [suggestion] = outcome.suggestions
    assert (suggestion.action, suggestion.block_kind, suggestion.block_key) == (
        "change",
        "article",
        "objet",
    )
    assert suggestion.field == "body"
    assert suggestion.base == Article.objects.get(key="objet").body
    assert suggestion.proposed == suggestion.base.replace("cinq", "six")
    assert 'data-var="parties"' in suggestion.proposed
    assert (suggestion.author, suggestion.author_name) == (adviser.account, "")
    assert suggestion.word_return == outcome.word_return
    assert outcome.notes == []


def test_the_convention_itself_is_never_written(convention, adviser, file):
    before = assemble(convention)
    receive(convention, replace(file, "À parts égales.", "Selon la population."), adviser.account)
    assert assemble(convention) == before


def test_a_suggestion_from_word_is_accepted_like_another(convention, adviser, file):
    outcome = receive(
        convention, replace(file, "À parts égales.", "Selon la population."), adviser.account
    )
    reviewing.accept(outcome.suggestions[0], adviser.account)
    assert Article.objects.get(key="argent").body == "<p>Selon la population.</p>"


def test_who_tracked_the_change_is_named_with_the_day(convention, adviser, file):
    inside = tracked("del", "cinq") + tracked("ins", "six")
    edited = replace(file, "pour cinq ans", split_run("pour ", inside, " ans"))
    [suggestion] = receive(convention, edited, adviser.account).suggestions
    assert suggestion.author_name == "Léa Martin"
    assert "3 mars 2026" in suggestion.reason.replace("\u00a0", " ")


def test_an_article_added_and_one_removed_are_proposed(convention, adviser, file):
    old = word_files.block(file, "Financement")
    new = paragraph("Heading2", "Confidentialité") + paragraph("BodyText", "Nul ne divulgue.")
    edited = word_files.rewrite(file, lambda xml: xml.replace(old, new))
    outcome = receive(convention, edited, adviser.account)
    assert {made.action for made in outcome.suggestions} == {Action.ADD, Action.REMOVE}
    added = next(made for made in outcome.suggestions if made.action == Action.ADD)
    assert (added.title, added.proposed, added.after_key) == (
        "Confidentialité",
        "<p>Nul ne divulgue.</p>",
        "objet",
    )
    for suggestion in outcome.suggestions:
        reviewing.accept(suggestion, adviser.account)
    titles = list(Article.objects.filter(convention=convention).values_list("title", flat=True))
    assert titles == ["Objet de la convention", "Confidentialité", "Fin"]


def test_the_text_exported_is_the_base_when_the_convention_changed_since(convention, adviser, file):
    Article.objects.filter(key="argent").update(body="<p>Selon les usages.</p>")
    Article.objects.filter(key="fin").update(body="<p>Elle finit en 2029.</p>")
    outcome = receive(convention, replace(file, "À parts égales.", "Par tiers."), adviser.account)
    [suggestion] = outcome.suggestions
    assert (suggestion.base, suggestion.proposed) == ("<p>À parts égales.</p>", "<p>Par tiers.</p>")
    with pytest.raises(reviewing.TextChanged):
        reviewing.accept(suggestion, adviser.account)


def test_a_block_removed_since_the_export_is_told(convention, adviser, file):
    Article.objects.get(key="argent").delete()
    outcome = receive(convention, replace(file, "À parts égales.", "Par tiers."), adviser.account)
    assert outcome.suggestions == []
    assert "supprimé ici depuis l’export" in outcome.notes[0]


def test_what_the_convention_says_already_is_not_proposed(convention, adviser, file):
    Article.objects.filter(key="argent").update(body="<p>Par tiers.</p>")
    outcome = receive(convention, replace(file, "À parts égales.", "Par tiers."), adviser.account)
    assert (outcome.suggestions, outcome.notes) == ([], [])


def test_the_same_file_twice_creates_nothing_twice(convention, adviser, file):
    edited = replace(file, "À parts égales.", "Par tiers.")
    first = receive(convention, edited, adviser.account)
    second = receive(convention, edited, adviser.account, name="autre nom.docx")
    assert (first.twice, second.twice) == (False, True)
    assert second.word_return == first.word_return
    assert Suggestion.objects.count() == WordReturn.objects.count() == 1


def test_a_second_version_of_the_file_repeats_nothing(convention, adviser, file):
    edited = replace(file, "À parts égales.", "Par tiers.")
    receive(convention, edited, adviser.account)
    outcome = receive(convention, replace(edited, "en 2028", "en 2030"), adviser.account)
    assert [made.block_key for made in outcome.suggestions] == ["fin"]
    assert outcome.known == 1


def test_a_comment_of_word_becomes_a_discussion_once(convention, adviser, file):
    files = word_files.parts(file)
    files["word/comments.xml"] = (
        f'<w:comments xmlns:w="{archive.W[1:-1]}"><w:comment w:id="5" w:author="Léa Martin" '
        'w:date="2026-03-03T10:00:00Z">'
        "<w:p><w:r><w:t>Est-ce assez ?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    call = '<w:r><w:commentReference w:id="5"/></w:r>'
    edited = replace(
        word_files.packed(files), "À parts égales.", split_run("À parts ", call, "égales.")
    )
    assert len(receive(convention, edited, adviser.account).threads) == 1
    again = replace(edited, "en 2028", "en 2030")
    assert receive(convention, again, adviser.account).threads == []
    [remark] = Remark.objects.all()
    assert remark.text.startswith("Commentaire de Léa Martin dans Word")
    assert remark.thread.block_key == "argent"


def test_a_sealed_memory_that_was_forged_is_not_believed(convention, adviser, file):
    xml = word_files.parts(file)["customXml/item1.xml"]
    forged = word_files.parts(to_docx(assemble(ConventionFactory(reference="autre"))))[
        "customXml/item1.xml"
    ]
    memory = forged[forged.index(">", forged.index("<convention")) :]
    mixed = xml[: xml.index(">", xml.index("<convention"))] + memory
    edited = word_files.rewrite(file, lambda _: mixed, "customXml/item1.xml")
    outcome = receive(convention, edited, adviser.account)
    assert (outcome.suggestions, outcome.notes) == ([], [])


# Files of elsewhere


def test_a_file_of_another_convention_is_refused_with_its_name(convention, adviser):
    other = to_docx(assemble(ConventionFactory(reference="bazois-2016")))
    with pytest.raises(Unreadable, match="vient de la convention «\u00a0bazois-2016\u00a0»"):
        receive(convention, other, adviser.account)


def test_a_file_that_adds_hundreds_of_articles_is_refused(convention, adviser, file):
    old = word_files.block(file, "Financement")
    new = "".join(paragraph("Heading2", f"Article {rank}") for rank in range(300))
    edited = word_files.rewrite(file, lambda xml: xml.replace(old, old + new))
    with pytest.raises(Unreadable, match="ce n’est plus la même convention"):
        receive(convention, edited, adviser.account)


def test_an_unmarked_file_with_the_same_articles_is_taken_with_a_warning(convention, adviser):
    lines = (
        "# Articles",
        "# Article 1er – Objet de la convention",
        "Autre objet.",
        "# Article 2 : Financement",
        "À parts égales.",
    )
    with pytest.raises(Unreadable, match="moins de la moitié"):
        receive(convention, word_files.foreign("# Rien de commun", "Du texte."), adviser.account)
    outcome = receive(convention, word_files.foreign(*lines), adviser.account)
    assert "rapproché de cette convention" in outcome.notes[0]
    assert Suggestion.objects.filter(action="change", block_key="objet", field="body").count() == 1
    assert not Suggestion.objects.filter(block_key="argent", field="body").exists()


def test_a_file_saved_by_libreoffice_comes_back_with_its_three_changes(adviser):
    """A word changed, a sentence added, an article added, then saved by LibreOffice.

    The file is the export of that convention, edited by `edited_for_libreoffice`, after
    `soffice --headless --convert-to docx`.
    """
    convention = libreoffice_convention(adviser)
    outcome = receive(convention, FIXTURE.read_bytes(), adviser.account)
    told = sorted((made.action, made.block_key, made.field) for made in outcome.suggestions)
    assert told == [("add", "", ""), ("change", "argent", "body"), ("change", "objet", "body")]
    assert outcome.notes == []
    assert all(
        "data-" in made.proposed for made in outcome.suggestions if made.block_key == "objet"
    )


def libreoffice_convention(adviser):
    convention = ConventionFactory(owner=adviser.organisation, reference="val-2024", subtitle="")
    LegalBasisFactory(convention=convention, key="code")
    body = (
        '<p>La convention lie <span data-var="parties"></span> pour cinq ans'
        '<span data-note="Voir le diagnostic."></span>.</p>'
        "<ul><li>un point ;</li><li>un autre.</li></ul>"
    )
    ArticleFactory(convention=convention, key="objet", body=body)
    ArticleFactory(
        convention=convention, key="argent", title="Financement", body="<p>À parts égales.</p>"
    )
    ArticleFactory(convention=convention, key="fin", title="Fin", body="<p>Elle finit en 2028.</p>")
    return convention


def edited_for_libreoffice(data):
    data = replace(
        replace(data, "pour cinq ans", "pour six ans"),
        "À parts égales.",
        "À parts égales. Par tiers ensuite.",
    )
    new = paragraph("Heading2", "Confidentialité") + paragraph("BodyText", "Nul ne divulgue.")
    old = word_files.block(data, "Financement")
    return word_files.rewrite(data, lambda xml: xml.replace(old, old + new))


# The pages


def test_the_export_is_a_file_named_after_the_convention(client, convention, file):
    address = reverse("conventions:word-export", args=[convention.reference])
    response = client.get(address)
    assert response.headers["Content-Disposition"] == 'attachment; filename="val-2024.docx"'
    assert response.content == file
    assert (
        client.get(address, headers={"if-none-match": response.headers["ETag"]}).status_code == 304
    )


def test_bringing_a_file_leads_to_the_page_of_what_it_became(client, convention, file):
    page = bring(client, convention, replace(file, "pour cinq ans", "pour six ans"))
    assert page.status_code == 200
    assert page.redirect_chain
    text = page.content.decode()
    assert "1 suggestion sur 1 article" in text
    suggestion = Suggestion.objects.get()
    address = reverse("conventions:comments", args=[convention.reference])
    assert f"{address}?bloc=article-objet#proposition-{suggestion.pk}" in text


def test_a_file_without_a_change_says_so(client, convention, file):
    assert "Aucun changement" in bring(client, convention, file).content.decode()


def test_what_is_to_be_done_by_hand_is_listed(client, convention, file):
    edited = word_files.rewrite(file, lambda xml: xml.replace("La Canourgue", "Banassac"))
    page = bring(client, convention, edited).content.decode()
    assert "à reporter à la main" in page
    assert "Banassac" in page


def test_a_refused_file_is_said_on_the_form(client, convention):
    response = bring(client, convention, b"rien")
    assert response.status_code == 200
    assert "n’est pas un document Word" in response.content.decode()
    assert WordReturn.objects.count() == 0


def test_a_form_without_a_file_asks_for_it(client, convention):
    address = reverse("conventions:word-import", args=[convention.reference])
    response = client.post(address)
    assert response.status_code == 200
    assert "Choisissez le fichier Word" in response.content.decode()


def test_who_only_reads_may_export_and_not_bring_back(client, convention):
    reader = MembershipFactory(role=Membership.Role.READER)
    PartyFactory(convention=convention, organisation=reader.organisation)
    client.force_login(reader.account)
    assert client.get(reverse("conventions:word-export", args=["val-2024"])).status_code == 200
    assert client.get(reverse("conventions:word-import", args=["val-2024"])).status_code == 403


def test_who_is_not_bound_sees_nothing(client, convention):
    client.force_login(MembershipFactory().account)
    for name in ("word-export", "word-import"):
        assert client.get(reverse(f"conventions:{name}", args=["val-2024"])).status_code == 404


def test_a_settled_convention_takes_nothing_back(client, convention, file):
    Convention.objects.filter(pk=convention.pk).update(status=Convention.Status.STABILISED)
    assert bring(client, convention, file).status_code == 403


def test_the_page_of_a_return_costs_the_same_for_many_suggestions(
    client, convention, file, django_assert_max_num_queries, django_assert_num_queries
):
    one = replace(file, "en 2028", "en 2030")
    three = replace(replace(one, "À parts égales.", "Par tiers."), "pour cinq ans", "pour six ans")
    bring(client, convention, one)
    bring(client, convention, three)
    few, many = WordReturn.objects.order_by("pk")
    with django_assert_max_num_queries(60) as counted:
        client.get(reverse("conventions:word-return", args=["val-2024", few.pk]))
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get(reverse("conventions:word-return", args=["val-2024", many.pk]))


# The demonstration


def test_the_five_conventions_of_the_demonstration_come_back_unchanged(django_user_model):
    call_command("load_territories", verbosity=0)
    call_command("load_demo", verbosity=0)
    user = django_user_model.objects.filter(is_superuser=True).first()
    conventions = Convention.objects.all()
    assert len(conventions) == 5
    for convention in conventions:
        outcome = receive(convention, to_docx(assemble(convention)), user)
        assert (outcome.suggestions, outcome.notes) == ([], []), convention.reference
