import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, strategies as st

from partners import cells
from partners.models import Facility, Organisation
from partners.spreadsheets import CSV, MAX_FILE_BYTES, XLSX, FileRefused, as_typed, harmless
from tests.partners.factories import FacilityFactory, MunicipalityFactory, OrganisationFactory

HEADERS = ["Nature", "Nom", "SIREN", "CP", "Ville", "Article"]


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(*rows, delimiter=";", encoding="utf-8"):
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def send(client, model, data, name="fichier.xlsx"):
    """Upload a file as a browser does and return the preview."""
    chosen = "1" if name.endswith("xlsx") else "0"
    upload = {"import_file": SimpleUploadedFile(name, data), "format": chosen, "resource": "0"}
    return client.post(reverse(f"admin:partners_{model}_import"), upload)


def confirm(client, model, preview):
    form = preview.context["confirm_form"]
    return client.post(reverse(f"admin:partners_{model}_process_import"), form.initial, follow=True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 234,56 €", Decimal("1234.56")),
        ("1\u202f234,5", Decimal("1234.5")),
        ("−12", Decimal(-12)),
        (48500.0, Decimal("48500.0")),
        ("", None),
        (None, None),
    ],
)
def test_french_numbers_are_read(typed, number):
    assert cells.FrenchDecimalWidget().clean(typed) == number


@pytest.mark.parametrize("typed", ["abc", "1,2,3", "NaN", "12 places", "1e999999999999"])
def test_what_is_no_number_is_said_in_french(typed):
    with pytest.raises(ValueError, match="n’est pas un nombre"):
        cells.FrenchDecimalWidget().clean(typed)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_written_the_french_way_is_read_back(number):
    written = f"{number:,}".replace(",", "\u202f").replace(".", ",")
    assert cells.FrenchDecimalWidget().clean(written) == number


@pytest.mark.parametrize("typed", ["-1", "2,5", "dix"])
def test_places_are_counted_in_whole_numbers(typed):
    with pytest.raises(ValueError, match="n’est pas un nombre"):
        cells.FrenchIntegerWidget().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "31/12/2026",
        "2026-12-31",
        "31 décembre 2026",
        datetime.date(2026, 12, 31),
        "31/12/26",
        "31.12.2026",
    ],
)
def test_french_dates_are_read(typed):
    assert cells.FrenchDateWidget().clean(typed) == datetime.date(2026, 12, 31)


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "32 janvier 2026", "décembre", "1 floreal 1800", "0"]
)
def test_what_is_no_date_is_said_in_french(typed):
    with pytest.raises(ValueError, match="n’est pas une date"):
        cells.FrenchDateWidget().clean(typed)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)))
def test_a_date_is_read_as_it_is_written(day):
    widget = cells.FrenchDateWidget()
    assert widget.clean(widget.render(day)) == day


@pytest.mark.parametrize(
    ("typed", "value"), [("Oui", True), ("x", True), ("NON", False), ("", False), (1, True)]
)
def test_yes_and_no_are_read(typed, value):
    assert cells.FrenchBooleanWidget().clean(typed) is value


@pytest.mark.parametrize("typed", ["EAJE", "eaje", "Établissement d'accueil du jeune enfant"])
def test_a_kind_is_read_by_its_label_or_its_acronym(typed):
    assert cells.ChoiceWidget(Facility.Kind).clean(typed) == "eaje"


@given(st.text(max_size=20))
def test_a_harmless_cell_never_starts_a_formula_and_comes_back(text):
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    if not text.startswith("'"):
        assert as_typed(safe) == text


@pytest.mark.parametrize("text", ["=1+1", "+33 4", "-cmd", "@SUM(A1)", "\tx"])
@pytest.mark.parametrize("file_format", [CSV, XLSX])
def test_an_export_holds_no_formula_and_numbers_stay_numbers(text, file_format):
    data = file_format().export_data(tablib.Dataset([text, -12, None], headers=["a", "b", "c"]))
    if file_format is XLSX:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet["A2"].value == f"'{text}"
        assert sheet["A2"].data_type == "s"
        assert sheet["B2"].value == -12
        assert sheet["C2"].value is None
    else:
        assert (
            data.decode("utf-8-sig").splitlines()[1].startswith(f"'{text}") or '"' in data.decode()
        )
        assert ";-12;" in data.decode("utf-8-sig")
        assert "None" not in data.decode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_whatever_wrote_it(encoding, delimiter):
    data = csv_of(
        ["nom", "ville"], ["Crèche d’Écuisses", "Écuisses"], delimiter=delimiter, encoding=encoding
    )
    dataset = CSV().create_dataset(data)
    assert dataset.headers == ["nom", "ville"]
    assert dataset[0] == ("Crèche d’Écuisses", "Écuisses")


@pytest.mark.parametrize(
    ("file_format", "data", "message"),
    [
        (CSV, b"", "vide"),
        (CSV, b"  \n ", "vide"),
        (CSV, b"nom;ville\n", "aucune ligne"),
        (CSV, b"PK\x03\x04\0\0", "n’est pas un fichier CSV"),
        (CSV, b"a;b\n1;2;3", "La ligne 2 a plus de cellules"),
        (CSV, b"a" * (MAX_FILE_BYTES + 1), "plus de 5 Mo"),
        (XLSX, b"bonjour", "n’est pas un classeur Excel"),
        (XLSX, workbook(["nom"]), "aucune ligne"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_french(file_format, data, message):
    with pytest.raises(FileRefused, match=message):
        file_format().create_dataset(data)


def test_a_formula_without_result_is_refused_with_its_cell():
    with pytest.raises(FileRefused, match="La cellule B3 contient une formule"):
        XLSX().create_dataset(workbook(["nom", "places"], ["Crèche", 20], ["Relais", "=10+10"]))


@pytest.mark.django_db
class TestPages:
    def test_three_errors_of_one_line_are_shown_at_once(self, client, adviser):
        client.force_login(adviser)
        data = workbook(HEADERS, ["commune", "Commune de Chanac", "214800393", 48230, "Chanac", "la"], [],
                        ["village", "Commune de Blain", "123456789", "AB", "Blain", "la"])  # fmt: skip
        preview = send(client, "organisation", data)
        assert "1\n    ligne à corriger" in preview.text
        rows = preview.context["result"].invalid_rows
        assert [row.number for row in rows] == [4]
        assert set(rows[0].field_specific_errors) == {"nature", "SIREN", "code postal"}
        assert (
            "« village » n’est pas reconnu. Choix possibles : caisse d’allocations familiales"
            in preview.text
        )
        assert "Ce numéro SIREN n’est pas valable" in preview.text
        assert not Organisation.objects.filter(siren="214800393").exists()

    def test_a_good_file_is_previewed_then_imported_then_unchanged(self, client, adviser):
        client.force_login(adviser)
        data = workbook(
            HEADERS, ["commune", "Commune d'Écuisses", "217 101 872", 4230, "Écuisses", "la"]
        )
        preview = send(client, "organisation", data)
        assert not Organisation.objects.filter(siren="217101872").exists()
        done = confirm(client, "organisation", preview)
        assert "Import terminé : 1 fiche ajoutée, 0 modifiée, 0 inchangée." in done.text
        created = Organisation.objects.get(siren="217101872")
        assert (created.legal_name, created.postcode) == ("Commune d’Écuisses", "04230")
        assert created.full_name.full == "la commune d’Écuisses"
        again = confirm(client, "organisation", send(client, "organisation", data))
        assert "0 fiche ajoutée, 0 modifiée, 1 inchangée" in again.text

    def test_an_unknown_column_stops_the_import(self, client, adviser):
        client.force_login(adviser)
        preview = send(
            client, "organisation", csv_of(["nature", "couleur"], ["commune", "bleu"]), "o.csv"
        )
        assert (
            "La colonne « couleur » est inconnue. Colonnes possibles : nature, nom complet"
            in preview.text
        )
        assert "Traceback" not in preview.text

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("o.xlsx", b"bonjour", "n’est pas un classeur Excel"),
            ("o.xlsx", workbook(["nom"], ["=A1"]), "La cellule A2 contient une formule"),
            ("o.csv", b"nature;nom", "aucune ligne"),
        ],
    )
    def test_a_bad_file_is_a_french_form_error(self, client, adviser, name, data, message):
        client.force_login(adviser)
        assert message in send(client, "organisation", data, name).text

    def test_an_import_writes_only_what_its_author_may(
        self, client, local_agent, lozere, elsewhere
    ):
        elsewhere.commune.siren = "217101872"
        elsewhere.commune.save()
        client.force_login(local_agent)
        row = ["commune", "Commune pirate", "217101872", "58000", "Nevers", "la"]
        preview = send(client, "organisation", csv_of(HEADERS, row), "o.csv")
        assert "Vous n’avez pas le droit de modifier cette fiche." in preview.text
        row = ["caf", "Caf pirate", "", "58000", "Nevers", "la"]
        assert (
            "Seul l’administrateur du logiciel"
            in send(client, "organisation", csv_of(HEADERS, row), "o.csv").text
        )

    def test_a_reader_exports_but_does_not_import(self, client, lozere, with_role):
        client.force_login(with_role("reader", lozere.ccss))
        assert client.get(reverse("admin:partners_organisation_import")).status_code == 403
        assert client.get(reverse("admin:partners_organisation_export")).status_code == 200

    def test_the_name_of_the_uploaded_file_cannot_be_forged(self, client, adviser):
        client.force_login(adviser)
        forged = {
            "import_file_name": "passwd",
            "original_file_name": "x",
            "format": "0",
            "resource": "0",
        }
        refused = client.post(reverse("admin:partners_organisation_process_import"), forged)
        assert "Cet aperçu a expiré" in refused.text

    def test_facilities_are_imported_under_the_titles_people_use(self, client, adviser, lozere):
        MunicipalityFactory(
            name="La Canourgue", liaison=3, insee_code="48034", department=lozere.department
        )
        client.force_login(adviser)
        titles = ["Équipement", "Type", "Partenaire", "Code Insee", "Capacité", "Nouvelle offre"]
        data = workbook(titles, ["Crèche Les P'tits", "EAJE", "Association X", 48034, "20", "oui"])
        confirm(client, "facility", send(client, "facility", data))
        facility = Facility.objects.get()
        assert (facility.kind, facility.capacity, facility.is_new_offer) == ("eaje", 20, True)
        assert (facility.municipality.insee_code, facility.municipality_name) == (
            "48034",
            "La Canourgue",
        )
        assert facility.name == "Crèche Les P’tits"

    def test_an_unknown_or_ambiguous_commune_is_said_by_name(self, client, adviser):
        for number in range(2):
            MunicipalityFactory(name="Saint-Martin", insee_code=f"0400{number}")
        client.force_login(adviser)
        titles = ["nom", "nature", "commune (liste officielle)", "places"]
        data = workbook(
            titles, ["A", "RPE", "Atlantis", "vingt"], ["B", "LAEP", "saint martin", "3"]
        )
        preview = send(client, "facility", data)
        assert "« Atlantis » : commune inconnu de l’annuaire" not in preview.text
        assert "« Atlantis » : aucune commune de ce nom." in preview.text
        assert "« vingt » n’est pas un nombre." in preview.text
        assert (
            "« saint martin » : plusieurs réponses possibles. Donnez son code Insee" in preview.text
        )

    def test_what_is_exported_can_be_imported_again(self, client, adviser, lozere):
        FacilityFactory(name="=Crèche", operator=lozere.epci, capacity=12, kind="eaje")
        client.force_login(adviser)
        fields = {
            f"facilityresource_{name}": "on"
            for name in ("name", "kind", "operator", "capacity", "municipality_name")
        }
        exported = client.post(
            reverse("admin:partners_facility_export"),
            {"format": "1", "resource": "0", "export_items": []} | fields,
        )
        data = exported.content
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet["A2"].value == "'=Crèche"
        done = confirm(client, "facility", send(client, "facility", data))
        assert "1 inchangée" in done.text

    def test_an_organisation_found_by_its_name_is_updated(self, client, adviser, lozere):
        client.force_login(adviser)
        row = ["commune", "COMMUNE DE CHANAC", "214800393", "48230", "Chanac", "la"]
        confirm(client, "organisation", send(client, "organisation", csv_of(HEADERS, row), "o.csv"))
        lozere.commune.refresh_from_db()
        assert lozere.commune.siren == "214800393"
        assert OrganisationFactory._meta.model.objects.filter(kind="municipality").count() == 1
