import datetime as dt
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from actions.models import TableCell, TableRow
from conventions.assembling import assemble
from conventions.document import codec
from conventions.document.model import Decision, Period, Representative
from conventions.models import Annex, AnnexFacility, AnnexTable, ConventionStatus
from tests.actions.factories import (
    ActionSheetFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    FinancingTableFactory,
    IndicatorFactory,
    PlanFactory,
    PlanItemFactory,
    StepFactory,
    TableColumnFactory,
)
from tests.conventions.factories import (
    AnnexFactory,
    ArticleFactory,
    ConventionFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatoryFactory,
)
from tests.partners.factories import FacilityFactory, MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Kind = Annex.Kind


def png():
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "#1f5548").save(buffer, "PNG")
    return buffer.getvalue()


def fill(convention, times=1):
    """Everything a convention can hold, `times` over."""
    plan = convention.plan
    for _ in range(times):
        SignatoryFactory(party=PartyFactory(convention=convention))
        LegalBasisFactory(convention=convention)
        ArticleFactory(convention=convention)
        item = PlanItemFactory(plan=plan, parent=PlanItemFactory(plan=plan))
        sheet = ActionSheetFactory(plan=plan, item=item)
        IndicatorFactory(plan=plan, sheet=sheet, step=StepFactory(sheet=sheet))
        CommitteeMemberFactory(committee=CommitteeFactory(plan=plan))
        table = FinancingTableFactory(plan=plan)
        row = TableRow.objects.create(table=table, label="Accueil collectif")
        TableCell.objects.create(row=row, column=TableColumnFactory(table=table), text="62 191 €")
        for kind in Kind:
            annex = AnnexFactory(convention=convention, kind=kind)
        AnnexTable.objects.create(annex=annex, table=table)
        AnnexFacility.objects.create(annex=annex, facility=FacilityFactory())
        convention.municipalities.add(MunicipalityFactory())
    return convention


def queries(convention):
    with CaptureQueriesContext(
        connection,
    ) as context:
        assemble(convention)
    return len(context)


def test_a_convention_costs_the_same_queries_whatever_its_size():
    small = fill(ConventionFactory(plan=PlanFactory()))
    large = fill(ConventionFactory(plan=PlanFactory()), times=4)
    assert queries(small) == queries(large)


def test_everything_stored_is_in_the_document():
    convention = fill(ConventionFactory(plan=PlanFactory()), times=2)
    document = assemble(convention)
    assert (len(document.parties), len(document.articles), len(document.legal_bases)) == (2, 2, 2)
    by_kind = {annex.kind: annex for annex in document.annexes}
    assert [node.level for node in by_kind["plan"].plan]
    assert len(by_kind["sheets"].sheets) == 2
    assert by_kind["sheets"].sheets[0].steps[0].indicators
    assert by_kind["sheets"].sheets[0].indicators == ()
    assert len(by_kind["committees"].committees) == 2
    assert by_kind["deliberation"].tables[0].rows[0].cells[0].text
    assert by_kind["deliberation"].facilities[0].name
    assert codec.loads(codec.dumps(document)) == document


def test_a_party_comes_with_its_name_its_people_and_its_act():
    convention = ConventionFactory()
    party = PartyFactory(
        convention=convention,
        organisation=OrganisationFactory(),
        designation="",
        decision_number="D4",
    )
    signatory = SignatoryFactory(party=party)
    assembled = assemble(convention).parties[0]
    assert (assembled.article, assembled.name) == ("la", "commune de Chanac")
    assert assembled.designation == "la commune de Chanac"
    assert assembled.representatives == (
        Representative(signatory.mandate.person.name, "Mme", signatory.mandate.function),
    )
    assert assembled.decision == Decision("conseil municipal", dt.date(2023, 9, 26), "D4")


def test_a_place_to_sign_is_kept_for_each_representative_and_for_who_has_none():
    convention = ConventionFactory()
    SignatoryFactory(party=PartyFactory(convention=convention))
    empty = PartyFactory(convention=convention, organisation=OrganisationFactory(council=True))
    first, second = assemble(convention).signatures
    assert first.name
    assert (second.organisation, second.name, second.party) == (
        "Département de la Lozère",
        "",
        empty.key,
    )


def test_the_document_is_what_is_stored_not_what_was_loaded():
    convention = ConventionFactory()
    article = ArticleFactory(convention=convention)
    list(convention.articles.all())
    article.title = "Autre titre"
    article.save()
    convention.title = "jamais enregistré"
    document = assemble(convention)
    assert document.articles[0].title == "Autre titre"
    assert document.title == "Convention territoriale globale"


def test_logos_travel_with_the_document_and_a_lost_file_is_left_out():
    organisation = OrganisationFactory()
    organisation.logo.save("logo.png", ContentFile(png()))
    convention = ConventionFactory()
    PartyFactory(convention=convention, organisation=organisation)
    logo = assemble(convention).parties[0].logo
    assert (logo.data, logo.media_type) == (png(), "image/png")
    organisation.logo.storage.delete(organisation.logo.name)
    assert assemble(convention).parties[0].logo is None


def test_a_draft_says_so_until_it_is_signed():
    convention = ConventionFactory()
    assert assemble(convention).draft
    convention.status = ConventionStatus.SIGNED
    convention.save()
    assert not assemble(convention).draft


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        ({"starts_on": None}, Period(None, dt.date(2028, 12, 31), from_signature=True)),
        ({"starts_on": None, "ends_on": None}, Period()),
    ],
)
def test_a_period_without_a_start_runs_from_the_signature(dates, period):
    assert assemble(ConventionFactory(**dates)).period == period


def test_towns_of_the_list_and_others_are_sorted_together():
    convention = ConventionFactory(municipality_names="Écuisses\n\nAlluy")
    convention.municipalities.add(MunicipalityFactory(name="Chanac"))
    assert assemble(convention).territory.municipalities == ("Alluy", "Chanac", "Écuisses")


def test_an_annex_without_content_is_announced_and_not_present():
    convention = AnnexFactory(body="").convention
    AnnexFactory(convention=convention)

    absent, joined = assemble(convention).annexes

    assert (absent.announced, absent.present, joined.present) == (True, False, True)
