import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import ActionSheet
from tests.actions.factories import PlanFactory, SheetActorFactory
from tests.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

IMPORT = "admin:actions_actionsheet_import"
CONFIRM = "admin:actions_actionsheet_process_import"


def uploaded(client, text):
    """Put a CSV file on the import page."""
    page = client.get(reverse(IMPORT))
    formats = page.context["form"].fields["format"].choices
    chosen = next(value for value, label in formats if label == "csv")
    file = SimpleUploadedFile("actions.csv", text.encode(), "text/csv")
    return client.post(reverse(IMPORT), {"import_file": file, "format": chosen, "resource": "0"})


def confirmed(client, preview):
    form = preview.context["confirm_form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(reverse(CONFIRM), data, follow=True)


def told(response):
    return response.content.decode()


def test_actions_are_imported_after_a_preview(adviser, bazois):
    OrganisationFactory(msa=True, legal_name="MSA Bourgogne", short_name="MSA")
    preview = uploaded(
        adviser,
        "Plan;Objectif;N°;Intitulé;Échéancier;Statut;Pilote;Acteurs concernés;Indicateurs;Contexte\n"
        "Plan du Bazois;Informer sur le logement;9-2;Guide du logement;2016/2017;en cours;MSA;"
        '"CCB ; Centre social";Nombre de guides;Peu d’offres <ici>\n'
        "plan du bazois;1;;Café des aidants;2018;;;;;\n",
    )
    assert not ActionSheet.objects.filter(title="Guide du logement").exists(), "not stored yet"
    assert "Guide du logement" in told(preview)

    response = confirmed(adviser, preview)
    assert "2 fiches ajoutées" in told(response)
    guide = ActionSheet.objects.get(title="Guide du logement")
    assert (guide.item, guide.code, guide.status) == (bazois.homes, "9-2", "ongoing")
    assert str(guide.due_on) == "2017-12-31"
    assert guide.context == "<p>Peu d’offres &lt;ici&gt;</p>"
    actors = [(one.role, one.label, one.organisation_id is not None) for one in guide.actors.all()]
    assert actors == [
        ("lead", "MSA", True),
        ("partner", "CCB", False),
        ("partner", "Centre social", False),
    ]
    assert [one.label for one in guide.indicators.all()] == ["Nombre de guides"]
    assert ActionSheet.objects.get(title="Café des aidants").code == "1.3"


def test_a_known_action_is_changed_and_what_is_not_in_the_file_is_kept(adviser, bazois):
    SheetActorFactory(sheet=bazois.survey, name="Caf", role="lead")
    preview = uploaded(adviser, "plan;action;état\nPlan du Bazois;Étudier l’offre;réalisée\n")
    assert "1 modifiée" in told(confirmed(adviser, preview))
    bazois.survey.refresh_from_db()
    assert bazois.survey.status == "done"
    assert bazois.survey.actors.count() == 1


def test_a_change_of_names_alone_is_a_change(adviser, bazois):
    SheetActorFactory(sheet=bazois.survey, name="Caf", role="lead")
    preview = uploaded(adviser, "plan;action;pilotes\nPlan du Bazois;Étudier l’offre;CCB\n")
    confirmed(adviser, preview)
    assert [one.name for one in bazois.survey.actors.all()] == ["CCB"]


def test_every_wrong_cell_is_told_and_nothing_is_stored(adviser, bazois):
    before = ActionSheet.objects.count()
    preview = uploaded(
        adviser,
        "plan;objectif;action;état;à finir le\n"
        "Plan du Bazois;Objectif inconnu;Bonne action;peut-être;31/02/2020\n"
        "Plan perdu;;Autre action;;\n"
        "Plan du Bazois;1;;;\n",
    )
    text = told(preview)
    for said in (
        "« Objectif inconnu » : aucun niveau du plan n’a ce code ou cet intitulé.",
        "« peut-être » n’est pas reconnu.",
        "« 31/02/2020 » n’est pas une date",
        "« Plan perdu » : aucun plan que vous suivez ne porte ce nom.",
    ):
        assert said.replace("’", "’") in text.replace("&#x27;", "'"), said
    assert "confirm_form" not in preview.context or not preview.context["confirm_form"]
    assert ActionSheet.objects.count() == before


def test_an_unknown_column_is_refused(adviser, bazois):
    text = told(uploaded(adviser, "plan;couleur\nPlan du Bazois;vert\n"))
    assert "La colonne « couleur » est inconnue" in text


def test_nobody_imports_into_the_plan_of_others(foreigner, bazois):
    preview = uploaded(foreigner, "plan;objectif;action\nPlan du Bazois;Rien de tel;Intrus\n")
    assert "aucun plan que vous suivez ne porte ce nom." in told(preview)
    assert "aucun niveau du plan" not in told(preview), "what it holds is not theirs to know"
    assert not ActionSheet.objects.filter(title="Intrus").exists()


def test_the_plan_of_others_may_have_the_same_name(adviser, bazois):
    PlanFactory(name="Plan du Bazois")
    preview = uploaded(
        adviser, "plan;action;pilote;partenaires\nPlan du Bazois;Guide du logement;Caf;CCB\n"
    )
    assert "1 fiche ajoutée" in told(confirmed(adviser, preview))
    assert ActionSheet.objects.get(title="Guide du logement").plan == bazois.plan


def test_what_is_exported_is_imported_again_unchanged(adviser, bazois):
    SheetActorFactory(sheet=bazois.survey, name="Caf, service social", role="lead")
    PlanFactory(name="Plan d’ailleurs")
    url = reverse("admin:actions_actionsheet_export")
    page = adviser.get(url)
    formats = page.context["form"].fields["format"].choices
    data = filled_export(page) | {"format": next(v for v, label in formats if label == "csv")}
    file = adviser.post(url, data)
    text = file.content.decode("utf-8-sig")
    assert "Étudier l’offre" in text
    preview = uploaded(adviser, text)
    assert "3 inchangées" in told(confirmed(adviser, preview))


def filled_export(page):
    fields = set(page.context["form"].fields) - {"format", "resource", "export_items"}
    return dict.fromkeys(fields, "on") | {"resource": "0"}


def test_a_reader_exports_but_does_not_import(client, with_role, bazois):
    client.force_login(with_role("reader"))
    assert client.get(reverse(IMPORT)).status_code == 403
    assert client.get(reverse("admin:actions_actionsheet_export")).status_code == 200
