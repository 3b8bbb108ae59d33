"""The library: loaded, published, written into a convention, followed, locked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction

from conventions import clauses, library, perms, saving
from conventions.blocks import Address, state
from conventions.clauses.shapes import Clause as Delivered
from conventions.models import (
    Article,
    Clause,
    ClauseVersion,
    Convention,
    ConventionTemplate,
    LegalBasis,
)
from partners.models import Membership
from tests.conventions.factories import ArticleFactory, ConventionFactory, PartyFactory
from tests.partners.factories import AccountFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def template():
    library.load()
    return ConventionTemplate.objects.get(code="ctg")


@pytest.fixture
def adviser():
    return MembershipFactory(organisation=OrganisationFactory(caf=True))


@pytest.fixture
def convention(adviser):
    convention = ConventionFactory(owner=adviser.organisation, preamble="", subtitle="")
    for organisation in (
        adviser.organisation,
        OrganisationFactory(),
        OrganisationFactory(msa=True),
    ):
        PartyFactory(convention=convention, organisation=organisation, designation="")
    return convention


def ticked(template):
    rows = template.clauses.filter(mode="optional", is_ticked=True)
    return list(rows.values_list("clause__code", flat=True))


@pytest.fixture
def written(template, convention):
    library.write(convention, template, ticked(template))
    return convention


def block(convention, code):
    for model in (Article, LegalBasis):
        found = model.objects.filter(convention=convention, source__clause__code=code).first()
        if found:
            return found
    return None


def publish(code, before, after, author=None):
    clause = Clause.objects.get(code=code)
    last = clause.versions.first()
    return library.publish(
        clause, last.title, last.body.replace(before, after), "Autre rédaction", author
    )


# ---------------------------------------------------------------------------- loading


def test_loading_twice_writes_nothing_the_second_time(capsys):
    call_command("load_library")
    assert f"{len(clauses.CLAUSES)} clauses et 3 modèles ajoutés" in capsys.readouterr().out
    assert library.load() == library.Loaded(clauses=0, updated=0, kept=0, templates=0)
    assert ClauseVersion.objects.count() == len(clauses.CLAUSES)
    template = ConventionTemplate.objects.get(code="partenariat")
    assert template.kind == "partnership"
    codes = list(template.clauses.order_by("position").values_list("clause__code", flat=True))
    assert codes == [use.code for use in clauses.TEMPLATES[2].clauses]


def test_a_wording_that_changed_in_the_software_is_published(template, monkeypatch):
    changed = Delivered(code="nullite", name="Nullité", title="Autre titre", text="Autre texte.")
    monkeypatch.setattr(clauses, "CLAUSES", (changed,))
    assert library.load().updated == 1
    last = Clause.objects.get(code="nullite").versions.first()
    assert (last.number, last.title, last.author) == (2, "Autre titre", None)
    assert library.load().updated == 0


def test_what_an_administrator_wrote_is_left_alone(template, monkeypatch):
    publish("nullite", "nulle", "annulée", AccountFactory())
    clause = Clause.objects.get(code="nullite")
    clause.advice = "Notre conseil."
    clause.save()
    template.clauses.filter(clause=clause).delete()
    changed = Delivered(code="nullite", name="Nullité", title="Autre titre", text="Autre texte.")
    monkeypatch.setattr(clauses, "CLAUSES", (changed,))
    loaded = library.load()
    assert (loaded.updated, loaded.kept, loaded.templates) == (0, 1, 0)
    clause.refresh_from_db()
    assert clause.advice == "Notre conseil."
    assert "annulée" in clause.versions.first().body
    assert not template.clauses.filter(clause=clause).exists()


def test_the_same_wording_is_not_published_twice(template):
    first = publish("nullite", "nulle", "annulée")
    assert publish("nullite", "annulée", "annulée") == first
    assert first.number == 2


def test_a_published_wording_never_changes(template):
    version = ClauseVersion.objects.first()
    version.body = "<p>Autre.</p>"
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        version.save()


# ---------------------------------------------------------------------------- writing


def test_a_convention_is_written_from_its_template(written, template):
    written.refresh_from_db()
    assert (written.template, written.title, written.notice_months) == (template, template.title, 3)
    assert written.preamble_source.clause.code == "preambule-ctg"
    assert "data-var" in written.preamble
    assert block(written, "engagements").is_locked
    assert not block(written, "evaluation").is_locked
    plan = written.annexes.get(source__clause__code="plan")
    assert plan.kind == "plan"
    assert f'data-ref="{plan.key}"' in block(written, "objectifs").body
    articles = written.articles.filter(source__clause__code="champs-collectivite")
    assert articles.count() == 1
    assert list(written.articles.values_list("position", flat=True)) == list(
        range(1, written.articles.count() + 1)
    )


def test_what_a_ticked_clause_supposes_comes_with_it(convention, template):
    library.write(convention, template, ["moyens-article"])
    assert convention.annexes.filter(source__clause__code="moyens").exists()
    assert not convention.annexes.filter(source__clause__code="equipements").exists()


def test_two_variants_are_never_written_together(convention, template):
    with pytest.raises(ValidationError, match="deux rédactions d’une même clause"):
        library.write(convention, template, ["resiliation", "resiliation-cas"])
    assert not convention.articles.exists()


def test_a_template_does_not_fall_on_a_text(written, template):
    count = written.articles.count()
    with pytest.raises(ValidationError, match="a déjà un texte"):
        library.write(written, template, [])
    assert written.articles.count() == count


def test_a_code_the_template_does_not_offer_is_refused(convention, template):
    with pytest.raises(ValidationError, match="n’a pas de clause"):
        library.write(convention, template, ["montant"])


def test_what_was_chosen_when_the_convention_was_opened_stays(convention, template):
    convention.template, convention.title, convention.notice_months = template, "Notre titre", 9
    convention.save()
    library.write(convention, template, [])
    convention.refresh_from_db()
    assert (convention.title, convention.notice_months) == ("Notre titre", 9)


def test_a_clause_put_aside_is_not_written(convention, template):
    Clause.objects.filter(code="archives").update(is_active=False)
    library.write(convention, template, [])
    assert block(convention, "archives") is None


def test_writing_costs_the_same_whatever_the_number_of_parties(
    convention, template, django_assert_max_num_queries
):
    for _ in range(12):
        PartyFactory(convention=convention, designation="")
    with django_assert_max_num_queries(35):
        library.write(convention, template, ticked(template))


# ---------------------------------------------------------------------------- following


def test_a_block_fresh_from_its_clause_says_the_same(written):
    for article in written.articles.all():
        changes = library.changes_since(article)
        assert not changes.is_newer
        assert not changes.departs, article.source.clause
        assert not changes.can_take
    assert not library.changes_since(written).departs
    assert library.changes_since(ArticleFactory(convention=written)) is None


def test_a_newer_clause_is_told_and_taken_by_a_click(written, adviser):
    article = block(written, "evaluation")
    before = article.body
    newest = publish("evaluation", "un an au moins", "dix-huit mois au moins")
    article.refresh_from_db()
    assert article.body == before
    changes = library.changes_since(article)
    assert (changes.is_newer, changes.departs, changes.can_take) == (True, False, True)
    library.take_newer(article, adviser.account)
    library.take_newer(article, adviser.account)  # pressed twice
    article.refresh_from_db()
    assert "dix-huit mois au moins" in article.body
    assert article.source == newest
    assert f'data-ref="{written.annexes.get(source__clause__code="indicateurs").key}"' in (
        article.body
    )


def test_the_article_of_one_party_follows_its_clause(written, adviser):
    article = block(written, "champs-partenaire")
    assert article.title.count("data-var") == 1
    newest = publish("champs-partenaire", "dans le cadre de ses missions", "selon ses missions")
    library.take_newer(article, adviser.account)
    article.refresh_from_db()
    msa = written.parties.get(organisation__kind="msa")
    assert f"partie:{msa.key}.de" in article.title
    assert article.source == newest
    assert "la protection sociale des exploitants" in article.body


def test_an_article_that_names_nobody_any_more_is_not_replaced(written, adviser):
    article = block(written, "champs-partenaire")
    article.title, article.body = "Autre", "<p>Autre.</p>"
    article.save()
    assert library.changes_since(article).departs
    with pytest.raises(ValidationError, match="de quelle partie"):
        library.take_newer(article, adviser.account)


def test_the_preamble_follows_its_clause_too(written, adviser):
    newest = publish("preambule-ctg", "un diagnostic établi en commun", "un diagnostic partagé")
    written.refresh_from_db()
    assert library.changes_since(written).is_newer
    library.take_newer(written, adviser.account)
    written.refresh_from_db()
    assert written.preamble_source == newest
    assert "un diagnostic partagé" in written.preamble


def test_who_may_not_write_takes_nothing(written):
    reader = MembershipFactory(role=Membership.Role.READER, organisation=written.owner)
    with pytest.raises(PermissionDenied):
        library.take_newer(block(written, "evaluation"), reader.account)


# ---------------------------------------------------------------------------- inserting


def test_a_clause_is_inserted_after_the_block_in_hand(written):
    after = block(written, "communication")
    clause = Clause.objects.get(code="moyens-article")
    article, *others = library.insert(written, clause, after=after)
    article.refresh_from_db()
    assert article.position == after.position + 1
    assert [str(one.source.clause) for one in others] == ["Moyens mobilisés par les parties"]
    assert f'data-ref="{others[0].key}"' in article.body
    with pytest.raises(ValidationError, match="déjà dans la convention"):
        library.insert(written, clause, after=after)


def test_a_variant_is_not_inserted_beside_the_other(written):
    clause = Clause.objects.get(code="resiliation-cas")
    refusals = {one.clause.code: one.refusal for one in library.choices(written)}
    assert "deux rédactions" in refusals["resiliation-cas"]
    assert refusals["portrait"] == ""
    with pytest.raises(ValidationError, match="deux rédactions"):
        library.insert(written, clause)


def test_a_party_that_comes_late_gets_its_article(written):
    department = OrganisationFactory(
        kind="department", legal_name="Département de la Lozère", article="le", gender="m"
    )
    party = PartyFactory(convention=written, organisation=department, designation="le Département")
    clause = Clause.objects.get(code="champs-partenaire")
    (article,) = library.insert(written, clause, after=block(written, "champs-partenaire"))
    assert f"partie:{party.key}" in article.title
    with pytest.raises(ValidationError, match="déjà dans la convention"):
        library.insert(written, clause)


def test_a_clause_about_who_is_not_bound_is_not_inserted(written):
    with pytest.raises(ValidationError, match="n’a rien à dire"):
        library.insert(written, Clause.objects.get(code="visa-cog-cnav"))


# ---------------------------------------------------------------------------- locking


def test_locked_words_are_not_saved_until_an_administrator_unlocks_them(written, adviser):
    article = block(written, "engagements")
    administrator = MembershipFactory(
        role=Membership.Role.ADMINISTRATOR, organisation=written.owner
    ).account
    elsewhere = MembershipFactory(role=Membership.Role.ADMINISTRATOR).account
    address = Address.of(article)
    typed = {"title": "Autre", "body": "<p>Autre.</p>"}
    for user in (adviser.account, administrator):
        assert not perms.can_edit_text(user, article)
        with pytest.raises(PermissionDenied, match="verrouillé"):
            saving.save(written, address, typed, base=state(article, "article"), user=user)
    assert not perms.can_delete(adviser.account, article)
    assert [
        perms.can_unlock(user, article) for user in (adviser.account, administrator, elsewhere)
    ] == [False, True, False]
    library.unlock(article)
    assert perms.can_edit_text(adviser.account, article)
    assert perms.can_delete(adviser.account, article)
    article.refresh_from_db()
    saved = saving.save(
        written, address, typed, base=state(article, "article"), user=adviser.account
    )
    assert saved.changed


def test_a_convention_with_locked_clauses_is_still_removed_by_an_administrator(written):
    administrator = MembershipFactory(
        role=Membership.Role.ADMINISTRATOR, organisation=written.owner
    ).account
    assert perms.can_delete(administrator, block(written, "engagements"))
    assert perms.can_delete(administrator, written)


@pytest.mark.parametrize(
    ("role", "sees", "edits"),
    [
        (Membership.Role.ADMINISTRATOR, True, True),
        (Membership.Role.CAF_ADVISER, True, False),
        (Membership.Role.LOCAL_AGENT, False, False),
        (Membership.Role.READER, False, False),
    ],
)
def test_advisers_read_the_library_and_administrators_write_it(template, role, sees, edits):
    account = MembershipFactory(role=role).account
    clause = Clause.objects.first()
    for target in (Clause, clause, ConventionTemplate, template):
        assert perms.can_view(account, target) is sees
        assert perms.can_edit(account, target) is (edits and account.is_staff)
    assert Clause.objects.visible_to(account).exists() is sees
    assert not perms.can_delete(account, clause)


def test_nothing_of_the_library_is_left_to_the_convention(written):
    """A convention reads without the library: its texts hold no role, no condition, no clause."""
    stored = Convention.objects.get(pk=written.pk).preamble
    stored += "".join(f"{one.title}{one.body}" for one in written.articles.all())
    stored += "".join(one.text for one in written.legal_bases.all())
    for word in ("role:", "si:", "sauf:", "clause:"):
        assert f'"{word}' not in stored
