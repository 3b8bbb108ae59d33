import pytest
from django.urls import reverse
from lxml import html

from actions.models import ActionSheet, Plan, PlanItem
from tests.actions.factories import ActionSheetFactory, PlanFactory, PlanItemFactory
from tests.actions.forms import errors, filled, texts
from tests.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def page_of(plan):
    return reverse("admin:actions_plan_change", args=[plan.pk])


def order_of(plan):
    return reverse("admin:actions_plan_order", args=[plan.pk])


def codes(response):
    page = html.fromstring(response.content.decode())
    titles = [title.find(".//a").text for title in page.find_class("plan-title")]
    return list(zip(texts(response, "plan-code"), titles, strict=True))


def test_the_tree_shows_every_level_with_its_actions(adviser, bazois):
    response = adviser.get(page_of(bazois.plan))
    assert codes(response) == [
        ("1", "Développer l’aide aux aidants"),
        ("1.1", "Accueil de jour itinérant"),
        ("1.2", "Plateforme de répit"),
        ("2", "Informer sur le logement"),
        ("2.1", "Étudier l’offre"),
    ]
    assert "2 niveaux, 3 actions" in " ".join(response.content.decode().split())


def test_a_button_moves_an_action_and_comes_back_to_it(adviser, bazois):
    response = adviser.post(
        order_of(bazois.plan), {"node": f"sheet-{bazois.respite.pk}", "move": "up"}
    )
    assert response.url == f"{page_of(bazois.plan)}#sheet-{bazois.respite.pk}"
    assert codes(adviser.get(page_of(bazois.plan)))[1] == ("1.1", "Plateforme de répit")


def test_a_drag_answers_with_the_new_tree(adviser, bazois):
    moved = {"node": f"item-{bazois.homes.pk}", "under": "", "to": "1"}
    response = adviser.post(order_of(bazois.plan), moved, headers={"X-Requested-With": "fetch"})
    assert codes(response)[:2] == [("1", "Informer sur le logement"), ("1.1", "Étudier l’offre")]


def test_an_action_is_dragged_under_another_objective(adviser, bazois):
    moved = {
        "node": f"sheet-{bazois.day_care.pk}",
        "under": f"item-{bazois.homes.pk}",
        "to": "1",
    }
    response = adviser.post(order_of(bazois.plan), moved, headers={"X-Requested-With": "fetch"})
    assert [code for code, title in codes(response) if title == "Accueil de jour itinérant"] == [
        "2.1"
    ]
    bazois.respite.refresh_from_db()
    assert bazois.respite.position == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"node": "item-999999", "move": "up"}, "n’est plus dans le plan"),
        ({"node": "n’importe quoi", "move": "up"}, "n’est plus dans le plan"),
        ({}, "n’est plus dans le plan"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused_in_french(adviser, bazois, asked, said):
    response = adviser.post(order_of(bazois.plan), asked, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert said in adviser.post(order_of(bazois.plan), asked, follow=True).content.decode()


def test_nothing_goes_under_an_action_nor_too_deep(adviser, bazois):
    item = bazois.aid
    for _ in range(3):
        item = PlanItemFactory(plan=bazois.plan, parent=item)
    for under, said in (
        (f"sheet-{bazois.survey.pk}", "ne contient pas"),
        (f"item-{item.pk}", "quatre niveaux"),
    ):
        moved = {"node": f"item-{bazois.homes.pk}", "under": under, "to": "1"}
        response = adviser.post(order_of(bazois.plan), moved, headers={"X-Requested-With": "fetch"})
        assert response.status_code == 422
        assert said in response.content.decode()


def test_the_tree_costs_the_same_queries_with_one_branch_or_five(
    adviser, bazois, django_assert_num_queries
):
    adviser.get(page_of(bazois.plan))
    with django_assert_num_queries(40, exact=False) as captured:
        adviser.get(page_of(bazois.plan))
    for _ in range(5):
        ActionSheetFactory(item=PlanItemFactory(plan=bazois.plan, parent=bazois.aid))
    with django_assert_num_queries(len(captured)):
        adviser.get(page_of(bazois.plan))


def test_a_whole_plan_is_entered_from_its_first_page(adviser, bazois):
    add = reverse("admin:actions_plan_add")
    data = filled(adviser.get(add)) | {
        "name": "Plan de Forcalquier",
        "starts_on": "01/01/2022",
        "ends_on": "31/12/2024",
        "organisations": [bazois.caf.pk],
    }
    response = adviser.post(add, data)
    plan = Plan.objects.get(name="Plan de Forcalquier")
    assert response.url == page_of(plan)

    assert "Le plan est vide" in adviser.get(page_of(plan)).content.decode()
    add = reverse("admin:actions_planitem_add") + f"?plan={plan.pk}"
    data = filled(adviser.get(add)) | {
        "title": "Soutenir la parentalité",
        "level": "axis",
        "printed_code": "5",
        "commitment": "Fiches à conclure par avenant",
        "commitment_due_on": "31/03/2023",
        "indicators-0-label": "Nombre de rencontres",
    }
    response = adviser.post(add, data)
    axis = plan.items.get()
    assert response.url == f"{page_of(plan)}#item-{axis.pk}"
    assert [one.label for one in axis.indicators.all()] == ["Nombre de rencontres"]

    add = reverse("admin:actions_actionsheet_add") + f"?plan={plan.pk}&item={axis.pk}"
    data = filled(adviser.get(add)) | {"title": "Accompagner les parents", "schedule_text": "2023"}
    assert adviser.post(add, data).status_code == 302
    assert plan.sheets.get().code == "5.1"


def test_an_objective_changes_parent_on_its_own_page(adviser, bazois):
    url = reverse("admin:actions_planitem_change", args=[bazois.homes.pk])
    data = filled(adviser.get(url)) | {"parent": bazois.aid.pk}
    assert adviser.post(url, data).status_code == 302
    bazois.homes.refresh_from_db()
    assert bazois.homes.code == "1.1"


def test_an_impossible_parent_is_told_in_french_and_nothing_is_lost(adviser, bazois):
    deep = bazois.aid
    for _ in range(3):
        deep = PlanItemFactory(plan=bazois.plan, parent=deep)
    url = reverse("admin:actions_planitem_change", args=[bazois.homes.pk])
    data = filled(adviser.get(url)) | {"parent": deep.pk, "title": "Titre retouché"}
    response = adviser.post(url, data)
    assert any("quatre niveaux au plus" in error for error in errors(response))
    assert "Titre retouché" in response.content.decode()


def test_the_levels_of_another_plan_are_not_offered(adviser, bazois):
    stranger = PlanItemFactory(plan=PlanFactory(organisations=[bazois.caf]))
    url = reverse("admin:actions_planitem_change", args=[bazois.homes.pk])
    assert f'<option value="{stranger.pk}"' not in adviser.get(url).content.decode()
    data = filled(adviser.get(url)) | {"parent": stranger.pk}
    assert errors(adviser.post(url, data))


def test_deleting_an_objective_closes_the_ranks(adviser, bazois):
    bazois.day_care.delete()
    bazois.respite.delete()
    url = reverse("admin:actions_planitem_delete", args=[bazois.aid.pk])
    response = adviser.post(url, {"post": "yes"})
    assert response.url.startswith(page_of(bazois.plan))
    bazois.homes.refresh_from_db()
    assert bazois.homes.position == 1


def test_a_plan_that_its_author_could_not_see_is_refused(adviser, bazois):
    other = OrganisationFactory(msa=True)
    add = reverse("admin:actions_plan_add")
    data = filled(adviser.get(add)) | {
        "name": "Plan perdu",
        "starts_on": "01/01/2022",
        "organisations": [other.pk],
    }
    response = adviser.post(add, data)
    assert any("deviendrait invisible" in error for error in errors(response))


def test_wrong_dates_are_told_in_french(adviser, bazois):
    url = page_of(bazois.plan)
    data = filled(adviser.get(url)) | {"starts_on": "31/02/2022", "ends_on": "01/01/2000"}
    assert any("date valide" in error for error in errors(adviser.post(url, data)))
    data["starts_on"] = "01/01/2022"
    assert "Le plan ne peut pas finir avant d’avoir commencé." in errors(adviser.post(url, data))


def pages(bazois):
    objects = {
        "plan": bazois.plan,
        "planitem": bazois.aid,
        "actionsheet": bazois.day_care,
    }
    for name, obj in objects.items():
        for page in ("change", "delete", "history"):
            yield reverse(f"admin:actions_{name}_{page}", args=[obj.pk])


def test_a_foreign_adviser_finds_nothing(foreigner, bazois):
    for url in pages(bazois):
        assert foreigner.get(url).status_code == 404, url
        assert foreigner.post(url, {"post": "yes"}).status_code == 404, url
    assert foreigner.post(order_of(bazois.plan), {"node": "item-1"}).status_code == 404
    for name in ("plan", "planitem", "actionsheet", "financingtable", "committee"):
        listed = foreigner.get(reverse(f"admin:actions_{name}_changelist"))
        assert "Bazois" not in listed.content.decode()
    assert Plan.objects.filter(pk=bazois.plan.pk).exists()


def test_a_foreign_adviser_adds_nothing_to_the_plan(foreigner, bazois):
    add = reverse("admin:actions_planitem_add")
    data = filled(foreigner.get(add)) | {"plan": bazois.plan.pk, "title": "Intrus"}
    assert errors(foreigner.post(add, data))
    assert not PlanItem.objects.filter(title="Intrus").exists()


def test_a_reader_sees_and_changes_nothing(client, with_role, bazois):
    client.force_login(with_role("reader"))
    response = client.get(page_of(bazois.plan))
    assert codes(response)
    assert "plan-buttons" not in response.content.decode()
    moved = client.post(order_of(bazois.plan), {"node": f"item-{bazois.aid.pk}", "move": "down"})
    assert moved.status_code == 403
    assert client.post(page_of(bazois.plan), {"name": "Volé"}).status_code == 403
    assert ActionSheet.objects.get(pk=bazois.day_care.pk).position == 1


def test_lists_cost_the_same_queries_with_one_row_or_five(
    adviser, bazois, django_assert_num_queries
):
    for name in ("plan", "planitem", "actionsheet"):
        url = reverse(f"admin:actions_{name}_changelist")
        adviser.get(url)
        with django_assert_num_queries(40, exact=False) as captured:
            adviser.get(url)
        PlanFactory(organisations=[bazois.caf])
        for _ in range(3):
            ActionSheetFactory(item=PlanItemFactory(plan=bazois.plan, parent=bazois.aid))
        with django_assert_num_queries(len(captured)):
            adviser.get(url)


def test_actions_of_one_objective_are_typed_one_after_the_other(adviser, bazois):
    add = reverse("admin:actions_actionsheet_add")
    here = f"{add}?plan={bazois.plan.pk}&item={bazois.homes.pk}"
    page = adviser.get(here)
    assert "Enregistrer et ajouter une action au même objectif" in page.content.decode()
    sent = filled(page) | {"title": "Ouvrir un point d’information", "_addanother": "1"}
    assert sent["plan"] == str(bazois.plan.pk)
    response = adviser.post(here, sent)
    assert response.url == here
    assert bazois.homes.sheets.filter(title="Ouvrir un point d’information").exists()
    del sent["has_sheet"]  # a mere line of the plan: so is the next
    response = adviser.post(here, sent)
    assert "has_sheet" not in filled(adviser.get(response.url))


def test_the_next_objective_has_the_level_of_the_last(adviser, bazois):
    add = reverse("admin:actions_planitem_add")
    sent = filled(adviser.get(f"{add}?plan={bazois.plan.pk}"))
    sent |= {"title": "Rompre l’isolement", "level": PlanItem.Level.GENERAL, "_addanother": "1"}
    response = adviser.post(f"{add}?plan={bazois.plan.pk}", sent)
    assert filled(adviser.get(response.url))["level"] == PlanItem.Level.GENERAL
