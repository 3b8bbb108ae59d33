import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from conventions.management.commands.import_convention import Command as Import
from conventions.management.commands.read_convention import Command as Read
from conventions.models import Convention
from partners.models import Organisation
from tests.conventions.reading import SEEDS
from tests.conventions.test_read_refusals import CONVENTION


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "chanac é.txt"
    path.write_text(CONVENTION, encoding="utf-8")
    return path


def test_reading_stores_nothing_and_tells_what_was_understood(path, capsys):
    call_command("read_convention", str(path))
    told = capsys.readouterr().out
    assert "CONVENTION TERRITORIALE GLOBALE\n" in told
    assert "Période : du 1er janvier 2024 au 31 décembre 2028" in told
    assert "l. 5     la Caisse d’allocations familiales de la Lozère, « la Caf »" in told
    assert "délibération : conseil municipal du 3 mars 2024" in told


def test_json_holds_the_facts(path, capsys):

    call_command("read_convention", str(path), "--json")
    data = json.loads(capsys.readouterr().out)
    assert data["period"]["end"] == "2028-12-31"
    assert [party["name"] for party in data["parties"]] == [
        "Caisse d’allocations familiales de la Lozère",
        "commune de Chanac",
    ]
    assert data["closing"]["date"] == "2024-03-12"


@pytest.mark.django_db
def test_importing_stores_the_convention_and_tells_its_reference(path, capsys):
    call_command("import_convention", str(path))
    convention = Convention.objects.get()
    told = capsys.readouterr().out
    assert f"Référence : {convention.reference}\n" in told
    assert f"Adresse   : {convention.get_absolute_url()}\n" in told
    assert [article.title for article in convention.articles.all()] == ["Objet", "Durée"]
    assert convention.import_record.source_text == CONVENTION


@pytest.mark.django_db
def test_the_same_file_twice_is_refused(path):
    call_command("import_convention", str(path))
    with pytest.raises(CommandError, match="déjà été importé"):
        call_command("import_convention", str(path))
    assert Convention.objects.count() == 1


@pytest.mark.django_db
def test_a_period_that_ends_before_it_starts_is_refused_and_nothing_is_stored(path):
    path.write_text(CONVENTION.replace("2028", "2022"), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_convention", str(path))
    assert "\n" not in str(refused.value)
    assert not Convention.objects.exists()
    assert not Organisation.objects.filter(legal_name__contains="Chanac").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEEDS)
def test_each_real_convention_is_imported_whole(seeds, name):
    call_command("import_convention", str(seeds / SEEDS[name]), verbosity=0)
    convention = Convention.objects.get()
    counts = {
        "aubrac": (9, 10, 19),
        "bazois": (5, 10, 15),
        "creusot": (21, 8, 11),
        "forcalquier": (6, 11, 14),
    }
    found = (
        convention.parties.count(),
        convention.legal_bases.count(),
        convention.articles.count(),
    )
    assert found == counts.get(name, (6, 0, 11))


@pytest.mark.parametrize("command", [Read, Import])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("absent.txt", "n’existe pas."),
        ("", "est un dossier : indiquez le fichier de la convention."),
        ("vide.txt", "« vide.txt » est vide."),
        ("recette.txt", "« recette.txt » ne ressemble pas à une convention : il manque"),
    ],
)
def test_the_command_line_says_one_sentence_and_exits_with_1(
    tmp_path, capsys, command, given, said
):
    (tmp_path / "vide.txt").touch()
    (tmp_path / "recette.txt").write_text("Tarte aux pommes")
    with pytest.raises(SystemExit) as ended:
        command().run_from_argv(["manage.py", "lire", str(tmp_path / given)])
    out, err = capsys.readouterr()
    assert ended.value.code == 1
    assert said in err
    assert err.count("\n") == 1
    assert "Error" not in err
    assert out == ""
