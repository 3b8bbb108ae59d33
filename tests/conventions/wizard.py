"""The territory of Forcalquier, and a browser without JavaScript that goes through the guided set-up."""

from lxml import html

from partners.models import Organisation
from tests.partners.factories import (
    DepartmentFactory,
    IntermunicipalityFactory,
    MandateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
)

URL = "/conventions/nouvelle/"
Kind = Organisation.Kind
COMMUNES = ("Forcalquier", "Limans", "Saint-Étienne-les-Orgues", "Lurs")


class Forcalquier:
    """The département of Forcalquier, its Caf, its MSA, its intercommunalité of four communes."""

    def __init__(self):
        self.department = DepartmentFactory(code="04", name="Alpes-de-Haute-Provence", liaison=4)
        self.caf = OrganisationFactory(
            kind=Kind.CAF,
            legal_name="Caisse d’allocations familiales des Alpes-de-Haute-Provence",
            short_name="Caf",
            department=self.department,
            reference_code="caf-04",
        )
        self.msa = OrganisationFactory(
            kind=Kind.MSA,
            legal_name="Mutualité sociale agricole Alpes-Vaucluse",
            short_name="MSA",
            reference_code="msa-alpes-vaucluse",
        )
        self.area = IntermunicipalityFactory(
            name="Pays de Forcalquier - Montagne de Lure", department=self.department
        )
        self.communes = [
            MunicipalityFactory(name=name, department=self.department, intermunicipality=self.area)
            for name in COMMUNES
        ]
        director = PersonFactory(civility="m", first_name="Thierry", last_name="Autard")
        self.director = MandateFactory(
            person=director, organisation=self.caf, function_masculine="directeur"
        )


# A browser without JavaScript


def fields(page):
    """What the page would send: every field of its form, no button."""
    form = html.fromstring(page.content).xpath("//form[contains(@class, 'montage')]")[0]
    return [
        (name, value)
        for name, value in form.form_values()
        if name and name != "csrfmiddlewaretoken"
    ]


def press(client, page, name, value, *, also=(), without=(), **request):
    """Press a button of the page, some fields typed otherwise."""
    typed = dict(also)
    kept = [(n, v) for n, v in fields(page) if n not in typed and (n, v) not in without]
    data = {}
    for n, v in [*kept, *typed.items(), (name, value)]:
        data.setdefault(n, []).extend(v if isinstance(v, list) else [v])
    return client.post(URL, data, **request)


def go(client, page, step, **more):
    return press(client, page, "aller", step, **more)


def parties_page(client, place):
    return press(client, client.get(URL), "choisir", place.area.pk)


def to_summary(client, place):
    page = go(client, parties_page(client, place), "texte")
    return go(client, page, "bilan")


def heading(page):
    return " ".join(html.fromstring(page.content).find(".//h1").text_content().split())


def alerts(page):
    return " ".join(
        one.text_content() for one in html.fromstring(page.content).xpath("//*[@role='alert']")
    )
