import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from conventions.assembling import assemble
from conventions.document.model import (
    Annex,
    Article,
    Closing,
    Decision,
    Deliberation,
    Document,
    LegalBasis,
    Party,
    Period,
    Representative,
    Territory,
    Unread,
    Warning,
)
from conventions.document.references import Context, broken
from conventions.filing import file
from conventions.models import Convention, ImportRecord
from conventions.readers.text import read
from conventions.recognising import both_genders, kind_of, place_of, split_name
from partners.models import Mandate, Organisation, Person
from tests.partners.factories import (
    DepartmentFactory,
    IntermunicipalityFactory,
    MunicipalityFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

READ = Document(
    title="CONVENTION TERRITORIALE GLOBALE DE SERVICES AUX FAMILLES",
    period=Period(dt.date(2024, 1, 1), dt.date(2028, 12, 31)),
    territory=Territory(
        "Communauté de communes Aubrac Lot Causses Tarn", "Lozère", ("Chanac", "Saint-Bonnet")
    ),
    parties=(
        Party(
            "caisse1",
            "Caisse Commune de Sécurité Sociale de la Lozère",
            "la",
            "f",
            designation="la CCSS",
            representatives=(Representative("Philippe ROCHOUX", "M.", "président de son conseil"),),
        ),
        Party(
            "epci1",
            "Communauté de communes Aubrac Lot Causses Tarn",
            "la",
            "f",
            designation="la communauté de communes",
            representatives=(Representative("Jean-Claude SALEIL", "M.", "président"),),
        ),
        Party(
            "ville1",
            "Commune de Masegros Causses Gorges",
            "la",
            "f",
            designation="la commune de Masegros Causses Gorges",
            representatives=(Representative("Jean-Paul POURQUIER", "M.", "maire"),),
            decision=Decision("Conseil municipal", dt.date(2023, 9, 15)),
        ),
        Party(
            "dsden1",
            "Direction des Services Départementaux de l'Education Nationale de la Lozère",
            "la",
            "f",
            designation="le DSDEN",
            representatives=(Representative("Alexandre FALCO", "M.", "directeur"),),
        ),
        Party(
            "dep1",
            "Département de la Lozère",
            "le",
            "m",
            designation="le Département",
            representatives=(Representative("Sophie PANTEL", "Mme", "présidente"),),
        ),
    ),
    legal_bases=(LegalBasis("v1", "le Code de l’action sociale et des familles"),),
    preamble="<p>La CCSS et la commune de Masegros Causses Gorges.</p>",
    articles=(
        Article("a1", "Objet", "<p>Voir l’annexe 1a et l’article 2.</p>", "1"),
        Article("a2", "Durée", "<p>Le Département y veille.</p><script>x</script>", "2"),
    ),
    annexes=(
        Annex(
            "x1",
            "Délibération de la communauté de communes Aubrac Lot Causses Tarn",
            kind="deliberation",
            printed_label="1a",
        ),
        Annex("x2", "Diagnostic", with_previous=True, printed_label="1b"),
    ),
    closing=Closing("La Canourgue", copies=9),
    deliberations=(
        Deliberation(
            "COMMUNAUTE DE COMMUNES AUBRAC LOT CAUSSES TARN",
            "D23.080",
            dt.date(2023, 10, 12),
            act_identifier="048-200069268-20231012-D23_080-DE",
            html="<p>Séance du 12 octobre 2023</p>",
        ),
    ),
    warnings=(Warning("Date laissée en blanc.", 12),),
    unread=(Unread("Berger Levrault", 88),),
)


def filed(document=READ, **changes):
    values = {"owner": None, "source_name": "aubrac.txt", "source_text": "texte d’origine"}
    return file(document, **(values | changes))


def texts(convention):
    document = assemble(convention)
    context = Context(document)
    return [context.text(article.html) for article in document.articles], document, context


def test_a_document_is_stored_whole():
    convention = filed()
    assert convention.reference == "aubrac-lot-causses-tarn-2024"
    assert (convention.title, convention.subtitle) == (
        "Convention territoriale globale",
        "de services aux familles",
    )
    assert convention.owner.kind == Organisation.Kind.CCSS
    assert convention.copies == 9
    articles, document, context = texts(convention)
    assert articles == ["Voir l’annexe\u00a01a et l’article\u00a02.", "Le Département y veille."]
    assert context.text(document.preamble) == "La CCSS et la commune de Masegros Causses Gorges."
    assert broken(document) == []
    assert [party.key for party in document.parties] == [party.key for party in READ.parties]
    assert document.period == READ.period


def test_the_source_its_doubts_and_what_was_not_read_are_kept():
    record = filed().import_record
    assert record.source_text == "texte d’origine"
    assert {"line": 12, "message": "Date laissée en blanc."} in record.warnings
    assert record.unread == [{"line": 88, "text": "Berger Levrault"}]


def test_the_same_file_is_not_imported_twice():
    filed()
    with pytest.raises(
        ValidationError, match="déjà été importé : c’est la convention aubrac-lot-causses-tarn-2024"
    ):
        filed()
    assert filed(source_text="autre").reference == "aubrac-lot-causses-tarn-2024-2"


def test_a_second_import_reuses_organisations_people_and_mandates():
    filed()
    before = [model.objects.count() for model in (Organisation, Person, Mandate)]
    filed(source_text="autre")
    assert [model.objects.count() for model in (Organisation, Person, Mandate)] == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"parties": ()}, "Aucune partie"),
        ({"kind": "amendment"}, "avenant"),
        ({"period": Period(dt.date(2028, 1, 1), dt.date(2024, 1, 1))}, "avant d’avoir commencé"),
        (
            {"articles": (Article("a1", "Objet", "<ul><li>" * 15 + "x", "4"),)},
            "Article 4 : .*niveaux",
        ),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing_behind(changes, sentence):
    with pytest.raises(ValidationError, match=sentence):
        filed(replace(READ, **changes))
    assert not Convention.objects.exists()
    assert not Organisation.objects.exists()
    assert not ImportRecord.objects.exists()


def test_a_name_corrected_once_is_corrected_in_every_text():
    convention = filed()
    town = Organisation.objects.get(legal_name__contains="Masegros")
    town.legal_name = "Commune de Massegros Causses Gorges"
    town.save()
    _, document, context = texts(convention)
    assert context.text(document.preamble) == "La CCSS et la commune de Massegros Causses Gorges."


def test_a_deliberation_goes_into_the_annex_that_announces_it_and_authorises_its_party():
    convention = filed()
    annex = convention.annexes.get(key="x1")
    assert annex.body == "<p>Séance du 12 octobre 2023</p>"
    party = convention.parties.get(key="epci1")
    assert (party.decided_on, party.decision_number) == (dt.date(2023, 10, 12), "D23.080")
    assert party.deciding_body == "conseil communautaire"


def test_a_deliberation_that_nothing_announces_is_annexed_at_the_end():
    convention = filed(replace(READ, annexes=READ.annexes[1:]))
    last = convention.annexes.last()
    assert last.kind == "deliberation"
    assert last.title.startswith("Délibération n°")


def test_people_sign_under_a_mandate_in_both_genders():
    filed()
    mandate = Mandate.objects.get(person__last_name="PANTEL")
    assert (mandate.function_masculine, mandate.function_feminine) == ("président", "présidente")
    assert str(mandate.person) == "Mme\u00a0Sophie PANTEL"


def test_somebody_without_civility_is_reported_rather_than_guessed():
    nobody = replace(READ.parties[0], representatives=(Representative("Buchon", "", "directeur"),))
    convention = filed(replace(READ, parties=(nobody,)))
    assert convention.parties.get().signatories.count() == 0
    assert any("Buchon" in warning["message"] for warning in convention.import_record.warnings)


def test_the_same_person_signs_for_two_parties_under_two_mandates():
    both = replace(READ.parties[2], representatives=READ.parties[1].representatives)
    filed(replace(READ, parties=(READ.parties[1], both)))
    assert Person.objects.count() == 1
    assert Mandate.objects.count() == 2


def test_organisations_of_the_directory_and_of_the_official_list_are_recognised():
    lozere = DepartmentFactory()
    epci = IntermunicipalityFactory(siren="200069268", department=lozere)
    town = MunicipalityFactory(name="Massegros Causses Gorges", department=lozere)
    MunicipalityFactory(name="Chanac", department=lozere)
    fund = OrganisationFactory(ccss=True, department=lozere)
    council = OrganisationFactory(council=True, department=lozere)
    right = replace(READ.parties[2], name="commune de Massegros-Causses-Gorges")
    parties = (*READ.parties[:2], right, *READ.parties[3:])
    convention = filed(replace(READ, parties=parties))
    found = {party.key: party.organisation for party in convention.parties.all()}
    assert found["caisse1"] == fund
    assert found["dep1"] == council
    assert found["epci1"].intermunicipality == epci
    assert found["ville1"].municipality == town
    assert convention.intermunicipality == epci
    assert convention.department == lozere
    assert [item.name for item in convention.municipalities.all()] == ["Chanac"]
    assert convention.municipality_names == "Saint-Bonnet"


def test_a_caf_misread_by_a_scanner_is_recognised_and_said():
    fund = OrganisationFactory(
        caf=True, legal_name="Caisse d’allocations familiales de Saône-et-Loire"
    )
    party = Party(
        "c", "Caisse d’Allocations Familiales de Sabne-et-Loire", "la", "f", designation="la Caf"
    )
    convention = filed(replace(READ, parties=(party,)))
    assert convention.parties.get().organisation == fund
    assert any("à vérifier" in item["message"] for item in convention.import_record.warnings)


def test_namesakes_of_two_departments_are_not_mixed_up():
    first, second = DepartmentFactory(), DepartmentFactory(code="71", name="Saône-et-Loire")
    MunicipalityFactory(name="Torcy", department=second, insee_code="71540")
    right = MunicipalityFactory(name="Torcy", department=first, insee_code="48999")
    OrganisationFactory(ccss=True, department=first)
    town = replace(READ.parties[2], name="commune de Torcy", designation="")
    convention = filed(replace(READ, parties=(READ.parties[0], town)))
    assert convention.parties.get(key="ville1").organisation.municipality == right


def test_communes_of_two_intermunicipalities_do_not_tell_one():
    lozere = DepartmentFactory()
    parties = []
    for name in ("Chanac", "Florac"):
        MunicipalityFactory(
            name=name, department=lozere, intermunicipality=IntermunicipalityFactory(name=name)
        )
        parties.append(Party(name.lower(), f"Commune de {name}", "la", "f"))
    assert filed(replace(READ, parties=tuple(parties))).intermunicipality is None
    alone = filed(replace(READ, parties=tuple(parties[:1])), source_text="autre")
    assert alone.intermunicipality.name == "Chanac"


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("Caisse des Allocations Familiales de la Nièvre", "caf", "nievre"),
        ("Caisse commune de sécurité sociale de la Lozère", "ccss", "lozere"),
        ("Caisse Régionale de Mutualité Sociale agricole de Bourgogne", "msa", "bourgogne"),
        ("Conseil Départemental de la Nièvre", "department", "nievre"),
        ("Communauté urbaine Creusot Montceau", "intermunicipality", "creusot montceau"),
        ("commune d’Écuisses", "municipality", "ecuisses"),
        ("centre communal d'action sociale de Le Gâvre", "ccas", "gavre"),
        ("Association Les Petits Loups", "association", "petits loups"),
    ],
)
def test_a_name_tells_its_kind_and_its_place(name, kind, place):
    assert kind_of(name) == kind
    assert place_of(name) == place


def test_names_and_functions_are_split():
    assert split_name("Marie-Agnès GARCIA") == ("Marie-Agnès", "GARCIA")
    assert split_name("Guy DE SOUSA") == ("Guy", "DE SOUSA")
    assert split_name("Dominique Joyeux") == ("Dominique", "Joyeux")
    assert split_name("Rakotorina") == ("", "Rakotorina")
    assert both_genders("directrice générale", "f") == ("directeur général", "directrice générale")
    assert both_genders("adjointe au maire", "f") == ("adjoint au maire", "adjointe au maire")
    assert both_genders("maire", "m") == ("maire", "maire")


@pytest.mark.parametrize(
    ("name", "parties", "articles"),
    [
        ("aubrac-lot-causses-tarn-2024", 9, 19),
        ("bazois-2016", 5, 15),
        ("creusot-bassin-nord-2022", 21, None),
        ("forcalquier-2022", 6, None),
        ("reseau-acteurs-sociaux-2014", 6, 11),
    ],
)
def test_each_of_the_five_documents_is_filed_and_assembled_again(seeds, name, parties, articles):
    source = (seeds / f"{name}.txt").read_bytes()
    document = read(source, name)
    convention = filed(document, source_text=source.decode())
    again = assemble(convention)
    assert len(again.parties) == parties == len(document.parties)
    assert len(again.articles) == len(document.articles)
    assert articles in (None, len(again.articles))
    assert broken(again) == []
    assert len(again.annexes) >= len(document.annexes)
    assert [item.name for item in again.signatures if item.name]
