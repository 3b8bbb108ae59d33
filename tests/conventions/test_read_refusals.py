"""What is no convention is refused in one French sentence."""

import contextlib

import pytest
from hypothesis import given, settings, strategies as st

from conventions.readers.files import load
from conventions.readers.source import MAX_BYTES, MAX_LINES
from conventions.readers.text import Unreadable, read

RECIPE = """Tarte aux pommes

Ingrédients : 6 pommes, 200 g de farine, 100 g de beurre.

1. Éplucher les pommes.
2. Étaler la pâte.
"""

CONVENTION = "\n\n".join(
    [
        "CONVENTION TERRITORIALE GLOBALE",
        "Entre :",
        "- la Caisse d’allocations familiales de la Lozère, représentée par sa directrice, "
        "Mme Jeanne MARTIN, ci-après dénommée « la Caf » ;",
        "et",
        "- la commune de Chanac, représentée par son maire, M. Paul DURAND, dûment autorisé par "
        "délibération du conseil municipal du 3 mars 2024, ci-après dénommée « la commune » ;",
        "Il est convenu ce qui suit :",
        "Article 1 : Objet",
        "Le présent accord lie les parties.",
        "Article 2 : Durée",
        "La convention est conclue du 1er janvier 2024 au 31 décembre 2028.",
        "Fait à Chanac, le 12 mars 2024",
        "",
    ]
)


def refusal(data, name="essai.txt"):
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_the_small_convention_is_read():
    document = read(CONVENTION.encode())
    assert [p.name for p in document.parties] == [
        "Caisse d’allocations familiales de la Lozère", "commune de Chanac",
    ]  # fmt: skip
    assert document.parties[1].decision.on.isoformat() == "2024-03-03"
    assert document.period.end.isoformat() == "2028-12-31"


@pytest.mark.parametrize("data", [b"", b"   \n\t\n ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(data):
    assert refusal(data) == "« essai.txt » est vide."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "un PDF"),
        (b"PK\x03\x04....", "un fichier Word, LibreOffice ou une archive"),
        (b"\xd0\xcf\x11\xe0....", "un ancien fichier Word ou Excel"),
        (b"{\\rtf1 ...", "un fichier RTF"),
        (b"\x89PNG....", "une image"),
    ],
)
def test_another_format_is_named_and_the_way_out_told(data, what):
    message = refusal(data)
    assert f"est {what}, un format qui n’est pas encore lu" in message
    assert "« texte brut »" in message


@pytest.mark.parametrize("data", [b"abc\x00def" * 50, bytes(range(256)) * 40])
def test_a_binary_file(data):
    assert "binaire" in refusal(data)


def test_a_file_of_fifty_megabytes():
    assert refusal(b"a" * (MAX_BYTES + 1)) == (
        "« essai.txt » pèse 20 Mo, plus que les 20 Mo admis pour une convention."
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_of_millions_of_lines_is_refused_before_it_is_read(end):
    message = refusal((end * (MAX_LINES + 1) + "fin").encode())
    assert message == "« essai.txt » compte plus de 50000 lignes : ce n’est pas une convention."


def test_a_name_on_two_lines_stays_in_one_sentence(tmp_path):
    path = tmp_path / "recette\nde cuisine.txt"
    for call in (lambda: load(path), lambda: load(tmp_path), lambda: path.mkdir() or load(path)):
        with pytest.raises(Unreadable) as caught:
            call()
        assert "\n" not in str(caught.value)
    assert refusal(RECIPE.encode(), path.name).startswith("« recette de cuisine.txt »")


@pytest.mark.parametrize(
    "text",
    [
        RECIPE,
        "nom;ville\nCaf;Mende\n" * 20,
        "def lire(fichier):\n    return open(fichier).read()\n",
        "Bonjour",
    ],
)
def test_a_text_that_is_no_convention_says_what_is_missing(text):
    message = refusal(text.encode())
    assert message == (
        "« essai.txt » ne ressemble pas à une convention : il manque un titre de convention, la désignation "
        "des parties (« Entre …, représentée par … ») et des articles numérotés."
    )


def test_a_convention_without_parties():
    start, end = CONVENTION.index("Entre"), CONVENTION.index("Article 1")
    message = refusal((CONVENTION[:start] + CONVENTION[end:]).encode())
    assert "est une convention sans parties" in message


def test_a_convention_without_articles():
    message = refusal(CONVENTION[: CONVENTION.index("Article 1")].encode())
    assert message.endswith("il manque des articles numérotés.")


def test_a_period_that_ends_before_it_starts_is_told():
    document = read(CONVENTION.replace("2028", "2022").encode())
    assert "La période finit le 31 décembre 2022, avant de commencer le 1er janvier 2024." in {
        w.message for w in document.warnings
    }


PIECES = st.sampled_from(
    """
Entre :
- la commune de X, représentée par son maire, M. Paul DURAND
Article 1 : Objet
ARTICLE 2 –
Article 1er
Annexe 1 : Plan
ANNEXE
Vu le code ;
Considérant que
Préambule
PREAMBULE
Sommaire
Liste des annexes
Fait à Mende, le 3 mars 2024
Le Maire
Paul DURAND
**gras
gras**
*x*
- puce
 - sous-puce
1. un
2. deux
a) lettre
col\tcol\t
\t\t
¹ note
appel¹
d’une part,
d'autre part
CONVENTION TERRITORIALE GLOBALE
EXTRAIT DU REGISTRE DES DELIBERATIONS
Séance du 12 octobre 2023
ID : 048-200069268-20231012-D23_080-DE
Envoyé en préfecture le 24/10/2023
ci-après dénommée « la Caf » ;
durée de 3 ans à compter du 31 février 2024
XX
<p>a
</ul>
à compter du 01/01/2024 jusqu'au 31/12/2020
^{er}
« »
dûment autorisé par délibération du

""".split("\n")[1:]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Unreadable):
        read(data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=40))
def test_any_disorder_of_a_convention_is_read_or_refused(lines):
    try:
        document = read((CONVENTION + "\n".join(lines)).encode("utf-8", "replace"))
    except Unreadable:
        return
    assert document.parties


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=5, max_size=60))
def test_pieces_of_conventions_alone_are_read_or_refused(lines):
    with contextlib.suppress(Unreadable):
        read("\n".join(lines).encode())
