import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from partners import grammar, reference, siren
from partners.models import Department, Intermunicipality, Municipality, Organisation
from partners.reference import load_organisations, load_territories
from tests.partners.factories import MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DEPARTMENTS = [
    {"code": "04", "nom": "Alpes-de-Haute-Provence", "typeLiaison": 4},
    {"code": "48", "nom": "Lozère", "typeLiaison": 3},
]
EPCI = [
    {
        "code": "200069268",
        "nom": "CC Aubrac Lot Causses Tarn",
        "type": "CC",
        "populationMunicipale": 7000,
        "membres": [{"code": "48034"}, {"code": "48039"}],
    },
    {
        "code": "240400440",
        "nom": "CC Pays d'Aubrac ''Nord''",
        "type": "CC",
        "populationMunicipale": 9000,
        "membres": [{"code": "04178"}],
    },
]


def commune(code, nom, siren, postcode, population, liaison=0, **more):
    return {
        "code": code,
        "nom": nom,
        "type": "commune-actuelle",
        "departement": code[:2],
        "siren": siren,
        "codesPostaux": [postcode],
        "population": population,
        "typeLiaison": liaison,
    } | more


COMMUNES = [
    commune("48034", "La Canourgue", "214800344", "48500", 2074, 3),
    commune("48039", "Chanac", "214800393", "48230", 1404),
    commune("04178", "Saint-Étienne-les-Orgues", "210401782", "04230", 1286),
    commune("04088", "Saint-Étienne", "", "04230", 9000),
    commune("48999", "Ancienne Commune", "", "48000", 10, type="commune-deleguee"),
]


@pytest.fixture
def source(tmp_path):
    """A small official list, as the npm package lays it."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder, DEPARTMENTS, EPCI, COMMUNES)
    (tmp_path / "package.json").write_text(
        json.dumps({"name": reference.PACKAGE, "version": "6.0.0"})
    )
    return folder


def write(folder, departments, epci, communes):
    for name, rows in (("departements", departments), ("epci", epci), ("communes", communes)):
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def test_the_official_list_is_loaded(source, capsys):
    call_command("load_territories", source=source)
    assert (
        "Liste officielle 2026 : 2 départements, 2 intercommunalités, 4 communes"
        in capsys.readouterr().out
    )
    canourgue = Municipality.objects.get(insee_code="48034")
    assert str(canourgue.intermunicipality) == "Communauté de communes Aubrac Lot Causses Tarn"
    assert (canourgue.siren, canourgue.population, canourgue.vintage) == ("214800344", 2074, 2026)
    assert canourgue.department.phrase.of == "de la Lozère"
    assert canourgue.intermunicipality.department == canourgue.department
    assert (canourgue.of, canourgue.at) == ("de La Canourgue", "à La Canourgue")
    assert not Municipality.objects.filter(name="Ancienne Commune").exists()
    other = Intermunicipality.objects.get(siren="240400440")
    assert other.legal_name == "Communauté de communes Pays d’Aubrac «\u00a0Nord\u00a0»"


def test_loading_twice_updates_and_adds_nothing(source):
    load_territories(source)
    keys = set(Municipality.objects.values_list("pk", flat=True))
    write(source, DEPARTMENTS, EPCI, [one | {"population": 7} for one in COMMUNES])
    again = load_territories(source)
    assert again.organisations == 0
    assert set(Municipality.objects.values_list("pk", flat=True)) == keys
    assert set(Municipality.objects.values_list("population", flat=True)) == {7}


def test_an_older_list_adds_what_has_disappeared_and_changes_nothing_else(source):
    load_territories(source)
    old = commune("48017", "Banassac", "", "48500", 900)
    write(source, DEPARTMENTS, EPCI, [*[one | {"population": 7} for one in COMMUNES], old])
    load_territories(source, vintage=2015)
    assert Municipality.objects.get(insee_code="48017").vintage == 2015
    assert Municipality.objects.get(insee_code="48039").population == 1404
    assert not Municipality.objects.current().filter(name="Banassac").exists()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("saint etienne les orgues", ["Saint-Étienne-les-Orgues"]),
        ("ST ETIENNE", ["Saint-Étienne", "Saint-Étienne-les-Orgues"]),
        ("orgues étienne", ["Saint-Étienne-les-Orgues"]),
        ("canourgue", ["La Canourgue"]),
        ("48500", ["La Canourgue"]),
        ("48039", ["Chanac"]),
        ("214800393", ["Chanac"]),
        ("chan", ["Chanac"]),
        ("anac", []),
        ("' OR 1=1 %", []),
    ],
)
def test_a_commune_is_found_without_accents_nor_hyphens(source, query, names):
    load_territories(source)
    assert [one.name for one in Municipality.objects.search(query)] == names


def test_an_exact_name_comes_before_a_larger_commune():
    MunicipalityFactory(name="Saint-Étienne-du-Valdonnez", population=90_000)
    small = MunicipalityFactory(name="Saint-Étienne", population=12)
    assert Municipality.objects.search("saint-etienne").first() == small


def test_an_epci_is_found_by_its_name_alone(source):
    load_territories(source)
    assert [one.siren for one in Intermunicipality.objects.search("aubrac lot causses tarn")] == [
        "200069268"
    ]
    assert Intermunicipality.objects.search("communaute de communes aubrac").count() == 2


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "communes.json").unlink(), "communes.json est introuvable"),
        (lambda folder: (folder / "communes.json").write_text("[{"), "illisible ou abîmé"),
        (
            lambda folder: (folder / "communes.json").write_bytes(b"\xff\xfe\x00"),
            "illisible ou abîmé",
        ),
        (lambda folder: (folder / "epci.json").write_text("{}"), "ne contient pas de liste"),
        (
            lambda folder: (folder / "epci.json").write_text('[{"code": "1"}]'),
            "n’ont pas la forme attendue",
        ),
        (lambda folder: (folder.parent / "package.json").unlink(), "précisez-le avec --vintage"),
    ],
)
def test_a_spoilt_list_is_refused_in_one_french_sentence(source, spoil, message, capsys):
    spoil(source)
    with pytest.raises(SystemExit) as stopped:
        call_command("load_territories", source=source)
    assert stopped.value.code == 1
    said = capsys.readouterr().err.strip()
    assert message in said
    assert "\n" not in said
    assert not Department.objects.exists()
    assert not Organisation.objects.exists()


def test_a_row_the_database_refuses_leaves_nothing_half_stored(source, capsys):
    write(source, DEPARTMENTS, EPCI, [*COMMUNES, commune("48040", "Chanac" * 40, "", "48230", 1)])
    with pytest.raises(SystemExit):
        call_command("load_territories", source=source)
    assert "Rien n’a été enregistré" in capsys.readouterr().err
    assert not Department.objects.exists()


def test_the_reviewed_list_holds_the_101_organisations_of_the_family_branch():
    load_organisations()
    funds = Organisation.objects.family_funds()
    assert funds.exclude(short_name="CSSM").count() == 101
    assert (
        funds.filter(kind="ccss")
        .values_list("short_name", flat=True)
        .order_by("short_name")
        .count()
        == 2
    )
    assert Organisation.objects.filter(kind="msa").count() == 35
    assert Organisation.objects.get(reference_code="caf-04").legal_name == (
        "Caisse d’allocations familiales des Alpes-de-Haute-Provence"
    )
    assert Organisation.objects.get(reference_code="ccss-48").designation.full == "la CCSS"
    for organisation in Organisation.objects.all():
        organisation.full_clean()


def test_each_caf_bears_the_name_of_its_departement(source):
    load_territories(source)
    provence = Organisation.objects.get(reference_code="caf-04")
    assert provence.department.code == "04"
    assert provence.legal_name.endswith(provence.department.phrase.of)


def test_loading_again_keeps_what_was_corrected_by_hand():
    load_organisations()
    caf = Organisation.objects.get(reference_code="caf-58")
    caf.legal_name = "Caisse d’allocations familiales de la Nièvre (Nevers)"
    caf.save()
    assert load_organisations() == 0
    caf.refresh_from_db()
    assert caf.legal_name.endswith("(Nevers)")


def test_an_organisation_typed_by_hand_is_not_doubled_by_the_supplied_list():
    OrganisationFactory(caf=True)
    load_organisations()
    assert (
        Organisation.objects.filter(
            legal_name="Caisse d’allocations familiales de la Nièvre"
        ).count()
        == 1
    )


@pytest.fixture
def official():
    folder = Path(settings.CTG_REFERENCE_DIR)
    if not folder.is_dir():
        pytest.skip("the official list is not installed (npm ci)")
    return folder


def test_the_real_list_is_whole_and_its_names_are_well_written(official):
    loaded = load_territories(official)
    assert loaded.municipalities > 34_000
    assert loaded.intermunicipalities > 1_200
    assert Municipality.objects.filter(intermunicipality=None).count() < 150
    for place in Municipality.objects.iterator():
        assert not place.siren or siren.is_valid(place.siren)
        article, _ = grammar.split_article(place.name)
        if place.liaison > 1:
            assert article == grammar.article_of_liaison(place.liaison), place
    for caf in Organisation.objects.filter(kind="caf", department__isnull=False).exclude(
        department__code="64"
    ):
        assert caf.legal_name == f"Caisse d’allocations familiales {caf.department.phrase.of}"
    covered = set(Organisation.objects.family_funds().values_list("department__code", flat=True))
    missing = set(Department.objects.values_list("code", flat=True)) - covered
    assert missing <= {"975", "977", "978", "984", "986", "987", "988", "989"}
