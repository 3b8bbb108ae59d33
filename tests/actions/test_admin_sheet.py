import datetime as dt

import pytest
from django.urls import reverse

from actions.models import ActionSheet, Committee
from tests.actions.factories import (
    ActionSheetFactory,
    CommitteeFactory,
    IndicatorFactory,
    SheetActorFactory,
    StepFactory,
)
from tests.actions.forms import errors, filled, texts
from tests.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def page_of(sheet):
    return reverse("admin:actions_actionsheet_change", args=[sheet.pk])


def test_a_whole_sheet_is_entered_on_one_page(adviser, bazois):
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {
        "theme": "Vieillissement",
        "schedule_text": "2e trimestre 2017",
        "starts_on": "",
        "due_on": "",
        "context": "<p>Peu de places.</p>",
        "audience": "Les aidants",
        "steps-0-text": "Recenser les aidants",
        "steps-0-schedule_text": "mars 2017",
        "steps-0-indicator_lines": "Nombre d’aidants\n\nNombre de communes\nNombre d’aidants",
        "actors-0-role": "lead",
        "actors-0-organisation": bazois.caf.pk,
        "indicators-0-label": "Nombre de journées",
        "indicators-0-baseline": "0",
        "indicators-0-target": "40",
        "watch_points-0-text": "Le transport",
        "budget_lines-0-funder": bazois.caf.pk,
        "budget_lines-0-year": "2017",
        "budget_lines-0-amount": "10000,50",
    }
    response = adviser.post(url, data)
    assert response.status_code == 302, errors(response)
    assert response.url.endswith(f"#sheet-{bazois.day_care.pk}")

    sheet = ActionSheet.objects.with_details().get(pk=bazois.day_care.pk)
    assert (sheet.starts_on, sheet.due_on) == (dt.date(2017, 4, 1), dt.date(2017, 6, 30))
    step = sheet.steps.get()
    assert step.due_on == dt.date(2017, 3, 31)
    assert [one.label for one in step.indicators.all()] == [
        "Nombre d’aidants",
        "Nombre de communes",
    ]
    assert [one.label for one in sheet.indicators.all() if not one.step_id] == [
        "Nombre de journées"
    ]
    assert sheet.actors.get().organisation == bazois.caf
    assert str(sheet.budget_lines.get().amount) == "10000.50"


def test_saving_a_page_as_it_stands_changes_nothing(adviser, bazois):
    step = StepFactory(sheet=bazois.day_care)
    IndicatorFactory(sheet=bazois.day_care, step=step)
    before = ActionSheet.objects.values().get(pk=bazois.day_care.pk)
    url = page_of(bazois.day_care)
    assert adviser.post(url, filled(adviser.get(url))).status_code == 302
    assert ActionSheet.objects.values().get(pk=bazois.day_care.pk) == before
    assert step.indicators.count() == 1


def test_rows_are_put_in_order_by_their_ranks(adviser, bazois):
    for name in ("a", "b", "c"):
        SheetActorFactory(sheet=bazois.day_care, name=name)
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {"actors-0-rank": "3", "actors-2-rank": "1"}
    assert adviser.post(url, data).status_code == 302
    assert [one.name for one in bazois.day_care.actors.all()] == ["c", "b", "a"]
    assert [one.position for one in bazois.day_care.actors.all()] == [1, 2, 3]


def test_deleted_and_added_rows_leave_no_hole(adviser, bazois):
    for name in ("a", "b"):
        SheetActorFactory(sheet=bazois.day_care, name=name)
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {"actors-0-DELETE": "on", "actors-2-name": "c"}
    data |= {"actors-2-role": "partner"}
    assert adviser.post(url, data).status_code == 302
    placed = [(one.position, one.name) for one in bazois.day_care.actors.all()]
    assert placed == [(1, "b"), (2, "c")]


def test_the_indicators_of_a_step_keep_their_values_when_others_change(adviser, bazois):
    step = StepFactory(sheet=bazois.day_care)
    kept = IndicatorFactory(sheet=bazois.day_care, step=step, label="Gardé", target="40")
    IndicatorFactory(sheet=bazois.day_care, step=step, label="Retiré")
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {"steps-0-indicator_lines": "Gardé\nNouveau"}
    assert adviser.post(url, data).status_code == 302
    assert [one.label for one in step.indicators.all()] == ["Gardé", "Nouveau"]
    assert step.indicators.get(label="Gardé") == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "obligatoire"),
        ({"schedule_text": "2017", "due_on": "01/01/2030"}, "dit autre chose"),
        ({"schedule_text": "", "starts_on": "02/01/2017", "due_on": "01/01/2017"}, "finir avant"),
        ({"actors-0-role": "lead"}, "Choisissez un organisme ou une personne"),
        ({"budget_lines-0-amount": "beaucoup"}, "nombre"),
        ({"budget_lines-0-year": "17", "budget_lines-0-nature": "poste"}, "quatre chiffres"),
        ({"steps-0-text": "Étape", "steps-0-indicator_lines": "x" * 600}, "500 caractères"),
        ({"indicators-0-label": "Taux", "indicators-0-baseline_on": "hier"}, "date valide"),
    ],
)
def test_wrong_data_is_told_in_french_and_nothing_is_stored(adviser, bazois, typed, said):
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {"audience": "Public retouché", "actors-0-name": ""} | typed
    response = adviser.post(url, data)
    assert response.status_code == 200
    assert any(said in error for error in errors(response)), errors(response)
    assert "Public retouché" in response.content.decode()
    bazois.day_care.refresh_from_db()
    assert bazois.day_care.audience == ""


def test_dates_read_in_a_schedule_do_not_outlive_it(adviser, bazois):
    url = page_of(bazois.day_care)
    data = filled(adviser.get(url)) | {"schedule_text": "selon les travaux"}
    assert adviser.post(url, data).status_code == 302
    bazois.day_care.refresh_from_db()
    assert (bazois.day_care.starts_on, bazois.day_care.due_on) == (None, None)


def test_a_contributor_fills_in_the_sheets_that_name_its_organisation(client, with_role, bazois):
    centre = OrganisationFactory(legal_name="Centre social du Bazois", kind="association")
    bazois.plan.organisations.add(centre)
    SheetActorFactory(sheet=bazois.day_care, organisation=centre)
    client.force_login(with_role("contributor", centre))
    url = page_of(bazois.day_care)
    data = filled(client.get(url)) | {"status": "ongoing"}
    assert client.post(url, data).status_code == 302
    bazois.day_care.refresh_from_db()
    assert bazois.day_care.status == "ongoing"
    assert client.post(page_of(bazois.respite), {}).status_code == 403
    deletion = reverse("admin:actions_actionsheet_delete", args=[bazois.day_care.pk])
    assert client.post(deletion, {"post": "yes"}).status_code == 403


def test_the_list_of_late_actions(adviser, bazois):
    ActionSheetFactory(item=bazois.homes, title="Plus tard", schedule_text="2099")
    url = reverse("admin:actions_actionsheet_changelist")
    listed = adviser.get(url, {"retard": "oui"}).content.decode()
    assert "Plateforme de répit" in listed
    assert "Plus tard" not in listed


def test_the_page_costs_the_same_queries_whatever_the_rows(
    adviser, bazois, django_assert_num_queries
):
    url = page_of(bazois.day_care)
    for _ in range(2):
        SheetActorFactory(sheet=bazois.day_care, organisation=bazois.caf, name="")
        StepFactory(sheet=bazois.day_care)
    adviser.get(url)
    with django_assert_num_queries(60, exact=False) as captured:
        adviser.get(url)
    for _ in range(4):
        SheetActorFactory(sheet=bazois.day_care, organisation=bazois.caf, name="")
        step = StepFactory(sheet=bazois.day_care)
        IndicatorFactory(sheet=bazois.day_care, step=step)
    with django_assert_num_queries(len(captured)):
        adviser.get(url)


def test_a_committee_is_entered_with_its_seats(adviser, bazois):
    add = reverse("admin:actions_committee_add") + f"?plan={bazois.plan.pk}"
    data = filled(adviser.get(add)) | {
        "name": "Comité technique",
        "kind": "technical",
        "frequency": "au moins une fois par an",
        "members-0-group": "Pour la Caf",
        "members-0-function": "le conseiller technique du territoire",
        "members-0-consultative": "on",
    }
    response = adviser.post(add, data)
    committee = Committee.objects.get()
    assert response.url.endswith(f"#committee-{committee.pk}")
    assert committee.members.get().consultative


def test_a_seat_without_anyone_is_refused(adviser, bazois):
    committee = CommitteeFactory(plan=bazois.plan)
    url = reverse("admin:actions_committee_change", args=[committee.pk])
    data = filled(adviser.get(url)) | {"members-0-consultative": "on"}
    assert any("une fonction, un groupe" in error for error in errors(adviser.post(url, data)))


def test_a_foreign_adviser_finds_no_committee(foreigner, bazois):
    committee = CommitteeFactory(plan=bazois.plan)
    url = reverse("admin:actions_committee_change", args=[committee.pk])
    assert foreigner.get(url).status_code == 404
    assert not texts(foreigner.get(reverse("admin:actions_committee_changelist")), "field-name")
