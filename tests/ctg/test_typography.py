import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import example, given, strategies as st

from ctg import typography
from ctg.typography import french, french_html

N, F = "\u00a0", "\u202f"
PIECES = [
    *"mot L l ' \" « » : ; ! ? % € ° n 12 345 1er janvier M. Mme".split(),
    *"14:02 https://caf.fr/?a=1 annexe ( ) . , “ ” é -".split(),
    *(" ", N, F, "\n"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Entre : la Caf ;", f"Entre{N}: la Caf{F};"),
        ("Vraiment ?!", f"Vraiment{F}?!"),
        ("l'Etat, aujourd'hui", "l’Etat, aujourd’hui"),
        ('dite "la Caf" ici', f"dite «{N}la Caf{N}» ici"),
        ("dite « la Caf »", f"dite «{N}la Caf{N}»"),
        ("«la Caf»", f"«{N}la Caf{N}»"),
        ("26,4% et 524 518 €", f"26,4{F}% et 524{F}518{N}€"),
        ("1 234 567 habitants en 2022 300 fois", f"1{F}234{F}567 habitants en 2022 300 fois"),
        ("04 92 75 00 00", "04 92 75 00 00"),
        ("n°82-213 et n ° 3", f"n°{N}82-213 et n°{N}3"),
        ("le 1er janvier 2024", f"le 1er{N}janvier 2024"),
        ("M. Jean, Mme Florence", f"M.{N}Jean, Mme{N}Florence"),
        ("article 4, Annexes 2 et 3", f"article{N}4, Annexes{N}2 et 3"),
        ("L.263-1 ou L. 223-1", f"L.{N}263-1 ou L.{N}223-1"),
        ("à 14:02 sur https://caf.fr/?a=1;b", "à 14:02 sur https://caf.fr/?a=1;b"),
        ("rapport 1:2", "rapport 1:2"),
        ("(?)", "(?)"),
    ],
)
def test_text_takes_french_spaces_and_quotes(typed, printed):
    assert french(typed) == printed


@given(texts)
@example('"a "b" c"')
@example("« a ; b »")
def test_typesetting_twice_changes_nothing_more(text):
    once = french(text)
    assert french(once) == once


@given(texts)
def test_typesetting_touches_only_spaces_quotes_and_apostrophes(text):
    def bare(value):
        return re.sub("[\\s«»\"“”'’\u02bc\u00b4]", "", value)

    assert bare(french(text)) == bare(text)


@given(st.lists(texts, min_size=1, max_size=4))
def test_markup_inside_words_does_not_change_the_typography(pieces):
    from html import escape

    marked = "<p>" + "".join(f"<em>{escape(piece)}</em>" for piece in pieces) + "</p>"
    once = french_html(marked)
    assert french_html(once) == once


def test_markup_keeps_its_attributes_and_addresses():
    html = '<p>Voir <a href="https://caf.fr/a?b=1">l\'<em>aide</em></a>?</p>'
    assert (
        french_html(html) == f'<p>Voir <a href="https://caf.fr/a?b=1">l’<em>aide</em></a>{F}?</p>'
    )


def test_the_letter_of_an_annex_is_not_an_ordinal():
    html = "<p>voir annexe 1e et l’annexe 2e</p>"
    assert french_html(html).replace(N, " ") == html


def test_ordinals_and_civilities_are_raised_once():
    once = french_html("<p>Le 1er janvier, Mme Paul, 2e fois, XXe siècle</p>")
    assert once == (
        f"<p>Le 1<sup>er</sup>{N}janvier, M<sup>me</sup>{N}Paul, 2<sup>e</sup> fois, XX<sup>e</sup> siècle</p>"
    )
    assert french_html(once) == once


def test_a_note_does_not_come_between_a_word_and_its_mark():
    html = '<p>au titre de l\'année<span class="note">Voir "ici"</span> ;</p>'
    assert french_html(html) == (
        f'<p>au titre de l’année<span class="note">Voir «{N}ici{N}»</span>{F};</p>'
    )


def test_dates_are_written_in_full():
    first, last = dt.date(2024, 1, 1), dt.date(2028, 12, 31)
    assert typography.date_range(first, last) == f"du 1er{N}janvier 2024 au 31{N}décembre 2028"
    assert typography.date_long(first, html=True) == f"1<sup>er</sup>{N}janvier 2024"
    assert typography.date_long(last, weekday=True) == f"dimanche 31{N}décembre 2028"


def test_items_are_joined_with_commas_and_a_last_word():
    assert typography.join([]) == ""
    assert typography.join(["a"]) == "a"
    assert typography.join(["a", "b", "c"]) == "a, b et c"
    assert typography.join(["a", "b"], "ou") == "a ou b"


def test_ordinals():
    assert typography.ordinal(1) == "1er"
    assert typography.ordinal(1, feminine=True, html=True) == "1<sup>re</sup>"
    assert typography.ordinal(21) == "21e"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zéro"),
        (9, "neuf"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (77, "soixante-dix-sept"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (100, "cent"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (1000, "mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (2_000_000, "deux millions"),
        (80_000_000, "quatre-vingts millions"),
        (524_518, "cinq cent vingt-quatre mille cinq cent dix-huit"),
    ],
)
def test_numbers_in_words(value, words):
    assert typography.number_in_words(value) == words


def test_feminine_changes_only_a_final_one():
    assert typography.number_in_words(1, feminine=True) == "une"
    assert typography.number_in_words(21, feminine=True) == "vingt et une"
    assert typography.number_in_words(81, feminine=True) == "quatre-vingt-une"
    assert typography.number_in_words(11, feminine=True) == "onze"


SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
VALUES = {word: rank for rank, word in enumerate(SMALL.split())} | TENS


def read(words: str) -> int:
    """A reader written apart: adds and multiplies words from left to right."""
    total = current = 0
    for word in (
        words.replace("quatre-vingts", "quatre-vingt")
        .replace("quatre-vingt", "@")
        .replace("-", " ")
        .split()
    ):
        if word == "@":
            current += 80
        elif word in ("cent", "cents"):
            current = max(current, 1) * 100 if current < 10 else current
        elif word == "mille":
            total, current = total + max(current, 1) * 1000, 0
        elif word != "et":
            current += VALUES[word]
    return total + current


@given(st.integers(0, 999_999))
def test_numbers_in_words_can_be_read_back(value):
    assert read(typography.number_in_words(value)) == value


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_are_never_written_alike(one, other):
    same = typography.number_in_words(one) == typography.number_in_words(other)
    assert same == (one == other)


def test_a_number_out_of_bounds_is_refused():
    with pytest.raises(ValueError, match="en lettres"):
        typography.number_in_words(-1)


def test_amounts_in_figures():
    assert typography.amount(524518) == f"524{F}518{N}€"
    assert typography.amount(Decimal("41478.97")) == f"41{F}478,97{N}€"
    assert typography.amount(Decimal("12"), cents=True) == f"12,00{N}€"
    assert typography.amount(Decimal("-1234.5")) == f"−1{F}234,50{N}€"
    assert typography.amount(Decimal("-0.001")) == f"0{N}€"
    assert typography.percent(Decimal("0.264"), 1) == f"26,4{F}%"


@given(st.decimals(-(10**9), 10**9, places=2))
def test_amounts_can_be_read_back(value):
    text = typography.amount(value, cents=True)
    read = text.replace(F, "").replace(f"{N}€", "").replace(",", ".").replace("−", "-")
    assert Decimal(read) == value


def test_amounts_in_words():
    assert typography.amount_in_words(1) == "un euro"
    assert typography.amount_in_words(1_000_000) == "un million d’euros"
    assert typography.amount_in_words(Decimal("21.01")) == "vingt et un euros et un centime"
