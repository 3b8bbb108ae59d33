import pytest
from hypothesis import given, settings, strategies as st

from ctg import richtext

PIECES = [
    *"<p>|</p>|<ul>|<ol type=a>|<ol start=3>|</ol>|</ul>|<li>|</li>|<div>|</div>|<h1>|</h1>".split(
        "|"
    ),
    *"<table>|<tr>|<td colspan=2>|<th>|</td>|</table>|<caption>|<b>|</b>|<em>|</em>|<br>|<hr>|<sup>".split(
        "|"
    ),
    *"<script>x</script>|<blockquote>|<span style='a'>|</span>|<a href='javascript:x'>|</a>".split(
        "|"
    ),
    "<span data-var='periode'>x</span>",
    "<span data-ref='a1' data-kind='annex'>",
    "<span data-note='voir'></span>",
    *("mot", " ", "\n", "&lt;"),
]
soups = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def shown(html, **values):
    return richtext.render(
        richtext.sanitise(html), variable=values.get, reference=lambda kind, key: None
    )


def words(html, **values):
    return richtext.to_text(
        richtext.sanitise(html), variable=values.get, reference=lambda kind, key: None
    )


@given(soups)
@settings(max_examples=400)
def test_sanitising_twice_changes_nothing_more(soup):
    once = richtext.sanitise(soup)
    assert richtext.sanitise(once) == once


@given(soups)
def test_sanitising_a_line_twice_changes_nothing_more(soup):
    once = richtext.sanitise_inline(soup)
    assert richtext.sanitise_inline(once) == once
    assert "<p" not in once
    assert "<td" not in once


@given(soups)
def test_no_word_is_lost_and_nothing_forbidden_stays(soup):
    clean = richtext.sanitise(soup)
    if "data-" not in soup:  # the words of a live node are computed, never kept
        assert clean.count("mot") == soup.count("mot")
    for forbidden in ("script", "style", "class", "javascript", "<div", "<h1", "<b>"):
        assert forbidden not in clean


def test_attacks_are_disarmed():
    html = (
        '<p onclick="x()" style="color:red" class="a" id="b">Bon<img src=x onerror=alert(1)><iframe src="/"></iframe>'
        '<a href="javascript:alert(1)">jour</a> <a href="https://caf.fr" target="_blank">ici</a></p>'
    )
    assert richtext.sanitise(html) == '<p>Bonjour <a href="https://caf.fr">ici</a></p>'


def test_live_nodes_are_kept_empty_and_false_ones_are_unwrapped():
    html = (
        '<p><span data-var="periode">2024-2028</span> <span data-ref="ab12cd34" data-kind="annex">annexe 4</span> '
        '<span data-var="x y!">mot</span> <span data-ref="k" data-kind="page">p</span></p>'
    )
    assert richtext.sanitise(html) == (
        '<p><span data-var="periode"></span> <span data-ref="ab12cd34" data-kind="annex"></span> '
        'mot <span data-ref="k" data-kind="article"></span></p>'
    )


def test_words_outside_any_paragraph_get_one():
    assert richtext.sanitise("Bonjour <b>à</b> tous<div>Fin</div>") == (
        "<p>Bonjour <strong>à</strong> tous</p><p>Fin</p>"
    )


def test_an_empty_text_is_stored_as_nothing():
    assert richtext.sanitise("<p> </p><p><br></p>") == ""
    assert richtext.is_empty("<p>\u00a0</p>")
    assert not richtext.is_empty(richtext.variable("periode"))


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("a" * 1_000_001, "dépasse 1 Mo"),
        ("<ul><li>" * 15 + "x", "niveaux"),
        ("<ul><li>" * 20_000 + "x", "niveaux"),
        ("<table><tr><td colspan=60>x</td></tr></table>", "s’étend sur plus de 50"),
        ("<table>" + "<tr><td>x</td></tr>" * 5001 + "</table>", "plus de 5000 cellules"),
    ],
)
def test_what_is_too_large_is_refused_in_french(html, sentence):
    with pytest.raises(ValueError, match=sentence):
        richtext.sanitise(html)


def test_a_title_is_one_line_with_its_live_nodes():
    html = f"<h2>Objet</h2><p>de <b>la</b> {richtext.variable('partie:c1')}<br>ici<u>!</u></p>"
    assert richtext.sanitise_inline(html) == (
        f"Objet de <strong>la</strong> {richtext.variable('partie:c1')} ici!"
    )


def test_live_nodes_are_listed_in_reading_order():
    html = f"<p>{richtext.note('a')}<em>{richtext.variable('duree')}</em>{richtext.reference('annex', 'k1')}</p>"
    assert list(richtext.live_nodes(html)) == [
        richtext.Live("note", text="a"),
        richtext.Live("variable", name="duree"),
        richtext.Live("reference", kind="annex", key="k1"),
    ]


def test_variables_references_and_notes_are_resolved():
    html = (
        f"<p>Avec {richtext.variable('partie:c1')}, selon l'{richtext.reference('article', 'k1')}"
        f"{richtext.note('Voir « Cog » ; 2018')}.</p>"
    )
    shown = richtext.render(
        html,
        variable={"partie:c1": "la Caf"}.get,
        reference=lambda kind, key: ("article 1er", f"art-{key}"),
    )
    assert shown == (
        '<p>Avec <span class="variable">la Caf</span>, selon l’'
        '<a class="renvoi" href="#art-k1">article\u00a01<sup>er</sup></a>'
        '<span class="note">Voir «\u00a0Cog\u00a0»\u202f; 2018</span>.</p>'
    )


def test_what_is_missing_is_shown_as_missing():
    assert shown(f"<p>{richtext.variable('originaux')}</p>") == (
        '<p><span class="blanc">[à compléter\u00a0: nombre d’originaux]</span></p>'
    )
    assert 'class="renvoi rompu"' in shown(f"<p>{richtext.reference('annex', 'x')}</p>")


def test_a_value_cannot_bring_markup_in():
    html = shown(
        f"<p>{richtext.variable('territoire')}</p>", territoire="<script>alert(1)</script>"
    )
    assert "<script" not in html


def test_tables_say_what_their_headers_head():
    html = shown(
        "<table><tr><th>Financeur</th><th colspan=2>2025</th></tr>"
        "<tr><th>Caf</th><td><p>1 000 €</p></td><td>Oui</td></tr></table>"
    )
    assert html == (
        '<table><thead><tr><th scope="col">Financeur</th><th colspan="2" scope="colgroup">2025</th></tr></thead>'
        '<tbody><tr><th scope="row">Caf</th><td class="n">1\u202f000\u00a0€</td><td>Oui</td></tr></tbody></table>'
    )


def test_a_header_that_runs_into_the_body_stays_there():
    html = shown("<table><tr><th rowspan=2>A</th></tr><tr><td>b</td></tr></table>")
    assert "<thead" not in html


def test_lists_keep_their_kind_of_number():
    html = shown('<ol type="i" start="3"><li><p>un</p><ul><li>sous</li></ul></li></ol>')
    assert html == '<ol start="3" class="lower-roman"><li>un<ul><li>sous</li></ul></li></ol>'


def test_text_has_a_line_per_block_and_tabs_between_cells():
    html = (
        f"<h3>Titre</h3><p>Un<br>deux {richtext.note('note')}</p><ul><li><p>trois</p></li></ul>"
        "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>"
    )
    assert words(html) == "Titre\nUn\ndeux [note]\ntrois\na b\tc"


@given(soups)
def test_rendering_never_fails_and_typesets_once(soup):
    html = shown(soup, periode="2024")
    assert "data-" not in html
