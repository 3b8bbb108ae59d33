"""The checks: a sound convention says nothing; spoilt in one place, exactly that is found."""

import datetime as dt
from dataclasses import replace

import pytest

from conventions.checks import SEVERITIES, check
from conventions.document.model import Annex, Closing, Period
from ctg.richtext import reference, variable
from tests.conventions.samples import sample


def spoilt(article_html=None, **changes):
    document = sample(**changes)
    if article_html is None:
        return document
    first = replace(document.articles[0], html=article_html)
    return replace(document, articles=(first, *document.articles[1:]))


def codes(document):
    return {(found.code, found.where.part) for found in check(document)}


def test_a_sound_convention_has_no_finding():
    assert check(sample()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>La délibération en date du XX 2023 est jointe.</p>", "P01"),
        ("<p>La délibération du … est jointe.</p>", "P01"),
        ("<p>Le budget est de ____ euros.</p>", "P01"),
        ("<p>Coordonnées : à compléter.</p>", "P01"),
        ("<p>Insérer ici la liste des équipements</p>", "P01"),
        ("<p>Le ou les contrat(s) passé(s) prennent fin.</p>", "P02"),
        ("<p>Le maire ou le /la président désigné siège.</p>", "P02"),
        (f"<p>Voir {reference('article', 'disparu')}.</p>", "N08"),
        (f"<p>Voir {reference('annex', 'disparue')}.</p>", "N06"),
        (f"<p>{variable('partie:partie-retiree')} s’engage.</p>", "S08"),
        ("", "P01"),
        ("<p></p>", "P01"),
    ],
)
def test_one_thing_wrong_in_an_article_is_found_there_and_nowhere_else(text, expected):
    document = spoilt(text)
    found = check(document)

    assert [(one.code, one.where.key) for one in found] == [(expected, document.articles[0].key)]
    assert found[0].where.label.endswith("article 1er")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Au XXe siècle, la taille XXL n’existait pas.</p>",
        "<p>Les parties le complètent chaque année… puis le publient.</p>",
        "<p>Le Code de l’action sociale (article L. 263-1) s’applique.</p>",
        "<p>Du lundi au vendredi, et/ou le samedi.</p>",
    ],
)
def test_what_only_looks_like_a_blank_is_left_alone(text):
    assert check(spoilt(text)) == ()


def test_a_value_the_convention_does_not_hold_is_named():
    document = spoilt(f"<p>Elle court {variable('periode')}.</p>", period=Period())
    messages = [found.message for found in check(document) if found.where.part == "article"]

    assert any("« période »" in message for message in messages)


def test_an_act_not_taken_yet_is_to_be_dated_and_blocks_nothing():
    document = sample()
    party = replace(document.parties[0], decision=None)
    document = replace(document, parties=(party, *document.parties[1:]))
    document = replace(
        document,
        articles=(
            replace(
                document.articles[0], html=f"<p>Vu {variable(f'partie:{party.key}.acte')}.</p>"
            ),
            *document.articles[1:],
        ),
    )
    [found] = [one for one in check(document) if one.code == "P01"]
    assert found.severity == "minor"
    assert "L’acte qui autorise la Caf à signer n’est pas daté" in found.message


def test_a_party_without_anybody_to_sign_blocks():
    document = sample()
    alone = replace(document.parties[1], representatives=())
    document = replace(document, parties=(document.parties[0], alone, *document.parties[2:]))
    [found] = check(document)

    assert (found.code, found.severity, found.where.key) == ("S01", "blocking", alone.key)


def test_two_parties_called_alike_are_both_named():
    document = sample()
    name = document.parties[1].designation
    twin = replace(document.parties[2], designation=name)
    document = replace(document, parties=(*document.parties[:2], twin, *document.parties[3:]))

    found = [one.where.key for one in check(document) if one.code == "S03"]
    assert found == [document.parties[1].key, twin.key]


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(dt.date(2024, 1, 1), None), "D01"),
        (Period(dt.date(2024, 1, 1), dt.date(2023, 1, 1)), "D01"),
        (Period(dt.date(2024, 1, 1), dt.date(2029, 1, 1)), "D01"),
    ],
)
def test_a_period_without_end_backwards_or_too_long_is_found(period, code):
    assert (code, "general") in codes(sample(period=period))


def test_five_years_to_the_day_are_not_too_long():
    closing = Closing("Montaury", dt.date(2023, 12, 1), None, copies_as_parties=True)
    period = Period(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
    assert ("D01", "general") not in codes(sample(period=period, closing=closing))


def test_taking_effect_before_the_signature_is_said():
    closing = Closing("Montaury", dt.date(2030, 1, 1), None, copies_as_parties=True)
    assert ("D02", "closing") in codes(sample(closing=closing))


def test_an_annex_announced_and_empty_is_found():
    document = sample()
    document = replace(document, annexes=(*document.annexes, Annex("vide", "Diagnostic")))
    [found] = check(document)

    assert (found.code, found.where.key, found.severity) == ("N06", "vide", "blocking")


def test_the_gravest_come_first_then_the_reading_order():
    document = spoilt("<p>Le ou les contrat(s). Le XX 2023.</p>", period=Period())
    ranks = [SEVERITIES.index(found.severity) for found in check(document)]

    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
