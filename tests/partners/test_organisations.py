import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from PIL import Image

from partners.models import Intermunicipality, Organisation
from partners.validators import MAX_LOGO_BYTES, validate_logo
from tests.partners.factories import (
    IntermunicipalityFactory,
    MunicipalityFactory,
    OrganisationFactory,
    siren_with_key,
)

pytestmark = pytest.mark.django_db


def errors_of(organisation):
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    return refused.value.message_dict


def picture(kind="PNG", size=(40, 20)):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", stream.getvalue())


def test_a_wrong_siren_is_refused_in_french():
    assert (
        "SIREN n’est pas valable"
        in errors_of(OrganisationFactory.build(siren="123456789"))["siren"][0]
    )


def test_a_siren_may_be_typed_with_blanks_and_is_stored_without():
    organisation = OrganisationFactory.build(siren="214 800 393")
    organisation.full_clean()
    organisation.save()
    organisation.refresh_from_db()
    assert organisation.siren == "214800393"


def test_a_siren_is_given_to_one_organisation_only():
    OrganisationFactory(siren=siren_with_key(21480039))
    twin = OrganisationFactory.build(siren=siren_with_key(21480039))
    assert errors_of(twin) == {
        "__all__": ["Un organisme de l’annuaire porte déjà ce numéro SIREN."]
    }
    with pytest.raises(IntegrityError, match="organisation_siren_unique"):
        twin.save()


def test_several_organisations_may_have_no_siren():
    OrganisationFactory(siren="")
    OrganisationFactory.build(siren="").full_clean()


@pytest.mark.parametrize(
    ("article", "gender", "number"),
    [("le", "f", "s"), ("la", "m", "s"), ("les", "f", "s"), ("la", "f", "p")],
)
def test_article_gender_and_number_may_not_contradict_each_other(article, gender, number):
    wrong = OrganisationFactory.build(article=article, gender=gender, number=number)
    assert "__all__" in errors_of(wrong)
    with pytest.raises(IntegrityError, match="organisation_article_agrees"):
        wrong.save()


def test_a_bad_postcode_is_refused_in_french():
    assert "cinq chiffres" in errors_of(OrganisationFactory.build(postcode="4823"))["postcode"][0]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_a_picture(kind):
    validate_logo(picture(kind))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bonjour",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        picture().read()[:60],
        picture("GIF").read(),
    ],
    ids=["empty", "text", "svg", "pdf", "png head", "cut", "gif"],
)
def test_a_logo_that_is_not_an_image_is_refused_in_french(content):
    with pytest.raises(ValidationError, match="n’est pas une image lisible"):
        validate_logo(SimpleUploadedFile("logo.png", content))


def test_a_heavy_or_a_huge_logo_is_refused_in_french():
    with pytest.raises(ValidationError, match="plus de 2 Mo"):
        validate_logo(SimpleUploadedFile("logo.png", b"\0" * (MAX_LOGO_BYTES + 1)))
    with pytest.raises(ValidationError, match="trop grande"):
        validate_logo(picture(size=(6000, 3000)))


@pytest.mark.parametrize(
    ("traits", "short", "of", "full"),
    [
        ({"caf": True}, "la Caf", "de la Caf", "la Caisse d’allocations familiales de la Nièvre"),
        ({"council": True}, "le Département", "du Département", "le Département de la Lozère"),
        ({}, "la commune de Chanac", "de la commune de Chanac", "la commune de Chanac"),
        (
            {"kind": "state", "legal_name": "Éducation nationale", "short_name": "", "article": "l’"},
            "l’Éducation nationale",
            "de l’Éducation nationale",
            "l’Éducation nationale",
        ),
        (
            {"kind": "other", "legal_name": "Foyers ruraux de Lozère", "short_name": "", "article": "les",
             "number": "p", "gender": "m"},
            "les Foyers ruraux de Lozère",
            "des Foyers ruraux de Lozère",
            "les Foyers ruraux de Lozère",
        ),
        (
            {"kind": "intermunicipality", "legal_name": "Bordeaux Métropole", "short_name": "", "article": ""},
            "Bordeaux Métropole",
            "de Bordeaux Métropole",
            "Bordeaux Métropole",
        ),
    ],
)  # fmt: skip
def test_an_organisation_is_named_in_a_sentence(traits, short, of, full):
    organisation = OrganisationFactory(**traits)
    assert organisation.designation.full == short
    assert organisation.designation.of == of
    assert organisation.full_name.full == full


def test_a_commune_of_the_official_list_is_created_once():
    municipality = MunicipalityFactory(
        name="Le Creusot", liaison=2, siren=siren_with_key(21710153), postcodes=["71200"]
    )
    created = Organisation.objects.create_from_municipality(municipality)
    assert created.legal_name == "Commune du Creusot"
    assert created.full_name.full == "la commune du Creusot"
    assert (created.siren, created.city, created.postcode) == (
        municipality.siren,
        "Le Creusot",
        "71200",
    )
    created.full_clean()
    assert Organisation.objects.create_from_municipality(municipality) == created


def test_a_commune_already_known_by_its_siren_is_not_created_again():
    municipality = MunicipalityFactory(siren=siren_with_key(21480039))
    known = OrganisationFactory(siren=municipality.siren, municipality=None)
    assert Organisation.objects.create_from_municipality(municipality) == known


def test_a_ccas_and_a_commune_live_side_by_side():
    municipality = MunicipalityFactory(name="Le Gâvre", liaison=2)
    commune = Organisation.objects.create_from_municipality(municipality)
    ccas = Organisation.objects.create_ccas_from_municipality(municipality)
    assert ccas != commune
    assert ccas.legal_name == "Centre communal d’action sociale du Gâvre"
    assert ccas.designation.of == "du CCAS du Gâvre"
    assert Organisation.objects.create_ccas_from_municipality(municipality) == ccas


@pytest.mark.parametrize(
    ("kind", "name", "legal_name", "full"),
    [
        ("CC", "Aubrac Lot Causses Tarn", "Communauté de communes Aubrac Lot Causses Tarn",
         "la communauté de communes Aubrac Lot Causses Tarn"),
        ("CU", "d’Arras", "Communauté urbaine d’Arras", "la communauté urbaine d’Arras"),
        ("CA", "du Grand Chambéry", "Communauté d’agglomération du Grand Chambéry",
         "la communauté d’agglomération du Grand Chambéry"),
        ("MET", "Bordeaux Métropole", "Bordeaux Métropole", "Bordeaux Métropole"),
        ("MET", "Métropole de Lyon", "Métropole de Lyon", "la métropole de Lyon"),
        ("MET", "Eurométropole de Strasbourg", "Eurométropole de Strasbourg", "l’eurométropole de Strasbourg"),
        ("EPT", "Plaine Commune", "Établissement public territorial Plaine Commune",
         "l’établissement public territorial Plaine Commune"),
    ],
)  # fmt: skip
def test_an_epci_of_the_official_list_is_created_with_its_right_name(kind, name, legal_name, full):
    epci = Organisation.objects.create_from_intermunicipality(
        IntermunicipalityFactory(kind=Intermunicipality.Kind(kind), name=name)
    )
    epci.full_clean()
    assert epci.legal_name == legal_name
    assert epci.full_name.full == full


@pytest.mark.parametrize("query", ["caf nievre", "CAF de la Nièvre", "allocations  familiales"])
def test_an_organisation_is_found_without_accents_nor_order(query):
    caf = OrganisationFactory(caf=True)
    OrganisationFactory()
    assert list(Organisation.objects.search(query)) == [caf]


def test_saving_one_field_keeps_the_search_text_true():
    organisation = OrganisationFactory()
    organisation.legal_name = "Commune de Massegros Causses Gorges"
    organisation.save(update_fields=["legal_name"])
    assert Organisation.objects.search("massegros").get() == organisation


def test_constraints_have_the_names_the_code_relies_on():
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Organisation._meta.db_table)
    assert "organisation_siren_unique" in constraints
