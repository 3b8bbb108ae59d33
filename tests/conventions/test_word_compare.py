"""A Word file edited outside: what it changes, block by block. No database."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from conventions.document.model import Article, Document
from conventions.readers.docx import returned
from conventions.readers.docx.archive import Archive
from conventions.writers.docx import to_docx
from ctg import richtext
from tests.conventions import samples, word_files
from tests.conventions.word_files import block, comparison, paragraph, rewrite, split_run, tracked

OBJECT = Article(
    "objet",
    "Objet de la convention",
    '<p>La présente convention lie <span data-var="parties"></span> pour cinq ans, '
    'selon <span data-ref="duree" data-kind="article"></span>.</p>'
    '<p>Elle dit "qui" fait quoi ; c\'est tout.</p><ul><li>un point ;</li><li>un autre.</li></ul>',
)
LAST = Article("duree", "Durée", '<p>Elle court <span data-var="periode"></span>.</p>')
MIDDLE = Article("argent", "Financement", "<p>Chacun paie sa part, au prorata des habitants.</p>")


@pytest.fixture
def document():
    return samples.small(articles=(OBJECT, MIDDLE, LAST), preamble="<p>Le val se dépeuple.</p>")


@pytest.fixture
def file(document):
    return to_docx(document)


def only(compared):
    assert len(compared.changes) == 1
    return compared.changes[0]


def proposed(change, name="body"):
    html = next(text for field, _, text in change.fields if field == name)
    return richtext.sanitise_inline(html) if name in ("title", "text") else richtext.sanitise(html)


def test_a_file_nobody_edited_changes_nothing():
    document = samples.sample()
    compared = comparison(document, to_docx(document))
    assert compared.changes == []
    assert compared.notes == []
    assert compared.matched == 1


def test_one_word_changes_one_field_and_live_nodes_stay_live(document, file):
    change = only(comparison(document, word_files.replace(file, "pour cinq ans", "pour six ans")))
    assert (change.action, change.kind, change.key) == ("change", "article", "objet")
    assert [name for name, *_ in change.fields] == ["body"]
    assert proposed(change) == richtext.sanitise(OBJECT.html).replace("cinq", "six")


def test_what_french_typography_set_is_not_taken_for_a_change(document, file):
    change = only(comparison(document, word_files.replace(file, "fait quoi", "fait cela")))
    assert "' tout" not in proposed(change)
    assert "fait cela ; c'est tout." in proposed(change)


def test_a_live_node_rewritten_becomes_text_and_is_told(document, file):
    edited = word_files.rewrite(
        file, lambda xml: xml.replace(">deux parties<", ">toutes les parties<")
    )
    compared = comparison(document, edited)
    html = proposed(only(compared))
    assert "lie toutes les parties pour" in html
    assert 'data-var="parties"' not in html
    assert 'data-ref="duree"' in html
    assert any("deux" in note and "texte" in note for note in compared.notes)


def test_live_nodes_stay_live_when_bookmarks_are_lost(document, file):
    bare = rewrite(file, lambda xml: re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", xml))
    assert comparison(document, bare).changes == []
    change = only(comparison(document, word_files.replace(bare, "pour cinq ans", "pour six ans")))
    assert proposed(change) == richtext.sanitise(OBJECT.html).replace("cinq", "six")


def test_tracked_changes_are_taken_as_accepted_with_their_author(document, file):
    inside = tracked("del", "cinq") + tracked("ins", "six")
    edited = word_files.replace(file, "pour cinq ans", split_run("pour ", inside, " ans"))
    change = only(comparison(document, edited))
    assert "pour six ans" in proposed(change)
    assert {(found.author, found.on[:10]) for found in change.changes} == {
        ("Léa Martin", "2026-03-03")
    }


def test_a_paragraph_deleted_with_tracking_is_joined_or_gone(document, file):
    gone = tracked("del", "Chacun paie sa part, au prorata des habitants.")
    run = (
        '<w:r><w:t xml:space="preserve">Chacun paie sa part, au prorata des habitants.</w:t></w:r>'
    )
    mark = '<w:rPr><w:del w:id="901" w:author="Léa Martin" w:date="2026-03-03T10:00:00Z"/></w:rPr></w:pPr>'
    edited = rewrite(
        file,
        lambda xml: xml.replace(run, gone).replace(f"</w:pPr>{gone}", f"{mark}{gone}"),
    )
    change = only(comparison(document, edited))
    assert (change.key, proposed(change)) == ("argent", "")
    assert change.changes[0].author == "Léa Martin"


def test_a_title_changes_alone(document, file):
    edited = word_files.replace(file, ">Financement<", ">Financement partagé<")
    change = only(comparison(document, edited))
    assert [(name, text) for name, _, text in change.fields] == [("title", "Financement partagé")]
    assert change.key == "argent"


def test_a_number_typed_before_a_title_is_not_part_of_it(document, file):
    edited = rewrite(
        file,
        lambda xml: re.sub(
            r"<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", "", xml
        ),
    )
    edited = rewrite(
        edited,
        lambda xml: xml.replace(
            ">Objet de la convention<", ">Article 1er – Objet de la convention<"
        ),
    )
    assert comparison(document, edited).changes == []


def test_an_article_added_in_word_comes_after_its_neighbour(document, file):
    new = paragraph("Heading2", "Confidentialité") + paragraph("BodyText", "Nul ne divulgue.")
    edited = rewrite(
        file, lambda xml: xml.replace(block(file, "Financement"), block(file, "Financement") + new)
    )
    change = only(comparison(document, edited))
    assert (change.action, change.kind, change.after) == ("add", "article", "argent")
    assert proposed(change, "title") == "Confidentialité"
    assert proposed(change) == "<p>Nul ne divulgue.</p>"


def test_an_article_typed_before_a_heading_does_not_take_its_place(document, file):
    """Enter typed at the head of « Financement »: Word leaves the bookmark on the new first line."""
    old = block(file, "Financement")
    mark = re.search(r"<w:bookmarkStart[^>]*_ctg_article_argent\"/>", old)[0]
    end = re.search(r"<w:bookmarkEnd[^>]*/>", old)[0]
    moved = old.replace(mark, "", 1).replace(end, "", 1)
    new = paragraph("Heading2", "Confidentialité").replace(
        "<w:r>", f"{mark}{end}<w:r>"
    ) + paragraph("BodyText", "Nul ne divulgue.")
    change = only(comparison(document, rewrite(file, lambda xml: xml.replace(old, new + moved))))
    assert (change.action, change.after) == ("add", "objet")


def test_an_article_removed_in_word_is_to_be_removed(document, file):
    edited = rewrite(file, lambda xml: xml.replace(block(file, "Financement"), ""))
    change = only(comparison(document, edited))
    assert (change.action, change.kind, change.key) == ("remove", "article", "argent")


def test_articles_in_another_order_are_told_and_nothing_changes(document, file):
    first, second = block(file, "Financement"), block(file, "Durée")
    edited = rewrite(file, lambda xml: xml.replace(second, "").replace(first, second + first))
    compared = comparison(document, edited)
    assert compared.changes == []
    assert len(compared.notes) == 1
    assert "a changé de place" in compared.notes[0]


def test_a_visa_is_compared_without_its_first_word_nor_its_mark(document, file):
    edited = word_files.replace(file, "notamment ses articles", "en particulier ses articles")
    change = only(comparison(document, edited))
    assert (change.kind, [name for name, *_ in change.fields]) == ("legal_basis", ["text"])
    assert proposed(change, "text") == samples.BASES[0].html.replace("notamment", "en particulier")


def test_a_visa_added_comes_after_the_one_above(document, file):
    xml = word_files.parts(file)[word_files.BODY]
    first = re.search(r"<w:p><w:pPr><w:pStyle w:val=\"Basis\"/>.*?</w:p>", xml)[0]
    new = paragraph("Basis", "Vu le Code rural ;")
    change = only(
        comparison(document, rewrite(file, lambda text: text.replace(first, first + new)))
    )
    assert (change.action, change.kind, change.after) == (
        "add",
        "legal_basis",
        samples.BASES[0].key,
    )
    assert proposed(change) == "<p>le Code rural</p>"


def test_the_preamble_is_a_block_like_another(document, file):
    change = only(comparison(document, word_files.replace(file, "se dépeuple", "se peuple")))
    assert (change.kind, change.key) == ("preamble", "")
    assert proposed(change, "preamble") == "<p>Le val se peuple.</p>"


def test_a_party_rewritten_is_told_and_changes_nothing(document, file):
    edited = rewrite(file, lambda xml: xml.replace("ci-après dénommée", "désormais appelée", 1))
    compared = comparison(document, edited)
    assert compared.changes == []
    assert any(
        note.startswith("Parties") and "à reporter à la main" in note for note in compared.notes
    )


def test_a_figure_changed_in_a_computed_table_is_told():
    document = samples.sample()
    xml = word_files.parts(to_docx(document))[word_files.BODY]
    figure = re.search(r">(108\s000)<", xml)[1]
    edited = word_files.rewrite(to_docx(document), lambda text: text.replace(figure, "109 000"))
    compared = comparison(document, edited)
    assert compared.changes == []
    assert any("109 000" in note and "Annexe 3" in note for note in compared.notes)


def test_a_note_and_a_list_and_a_table_come_back_as_rich_text():
    html = (
        '<p>Avant<span data-note="Vu en l\'état."></span>.</p><ul><li>un<ul><li>deux</li></ul></li></ul>'
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>fin</td></tr></tbody></table>"
    )
    document = samples.small(articles=(Article("k", "Titre", html),))
    edited = word_files.replace(to_docx(document), ">fin<", ">suite<")
    assert proposed(only(comparison(document, edited))) == richtext.sanitise(html).replace(
        "fin", "suite"
    )


def test_a_comment_of_word_is_tied_to_its_block(document, file):
    files = word_files.parts(file)
    files["word/comments.xml"] = (
        f'<w:comments xmlns:w="{word_files.W[1:-1]}"><w:comment w:id="5" w:author="Léa Martin" '
        'w:date="2026-03-03T10:00:00Z"><w:p><w:r><w:t>Est-ce assez ?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    inside = (
        '<w:commentRangeStart w:id="5"/><w:r><w:t>au prorata</w:t></w:r><w:commentRangeEnd w:id="5"/>'
        '<w:r><w:commentReference w:id="5"/></w:r>'
    )
    edited = word_files.replace(
        word_files.packed(files), "part, au prorata des", split_run("part, ", inside, " des")
    )
    compared = comparison(document, edited)
    assert compared.changes == []
    kind, key, comment = compared.comments[0]
    assert (kind, key) == ("article", "argent")
    assert (comment.author, comment.text, comment.quote) == (
        "Léa Martin",
        "Est-ce assez ?",
        "au prorata",
    )


def test_a_picture_or_a_box_added_in_word_is_told(document, file):
    edited = word_files.replace(
        file, "pour cinq ans", split_run("pour ", "<w:r><w:drawing/></w:r>", "cinq ans")
    )
    compared = comparison(document, edited)
    assert compared.changes == []
    assert compared.notes == [
        "Article 1er\u00a0: une image ou un cadre ajouté dans Word n’est pas repris."
    ]


def test_two_articles_of_one_title_are_told_apart_by_their_bookmarks():
    twins = tuple(Article(key, "Dispositions", f"<p>Texte {key}.</p>") for key in ("un", "deux"))
    document = samples.small(articles=twins)
    edited = word_files.replace(to_docx(document), "Texte deux.", "Texte trois.")
    change = only(comparison(document, edited))
    assert (change.key, proposed(change)) == ("deux", "<p>Texte trois.</p>")


WORDS = st.lists(
    st.sampled_from(
        "la commune finance un accueil ; pour les familles du val « ouvert » l’été 3 200 €".split()
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
LIVE = st.sampled_from(
    [
        "",
        '<span data-var="partie:caf"></span>',
        '<span data-ref="fin" data-kind="article"></span>',
        "<strong>fort</strong>",
    ]
)
PARAGRAPH = st.tuples(WORDS, LIVE, WORDS).map(
    lambda parts: f"<p>{parts[0]} {parts[1]} {parts[2]}.</p>"
)
LIST = st.lists(WORDS, min_size=1, max_size=3).map(
    lambda items: f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
)
BODIES = st.lists(st.one_of(PARAGRAPH, LIST), min_size=1, max_size=4).map("".join)


@settings(deadline=None, max_examples=40)
@given(bodies=st.lists(BODIES, min_size=1, max_size=3), place=st.integers(0, 50))
def test_any_text_comes_back_as_stored_save_what_was_edited(bodies, place):
    articles = tuple(Article(f"a{rank}", f"Titre {rank}", body) for rank, body in enumerate(bodies))
    document: Document = replace(
        samples.small(), articles=(*articles, Article("fin", "Fin", "<p>Fin du texte.</p>"))
    )
    file = to_docx(document)
    assert comparison(document, file).changes == []
    chosen = articles[place % len(articles)]
    marked = replace(
        document,
        articles=tuple(
            replace(article, html=f"<p>AJOUT ici.</p>{article.html}")
            if article is chosen
            else article
            for article in document.articles
        ),
    )
    change = only(comparison(document, to_docx(marked)))
    assert change.key == chosen.key
    assert proposed(change) == richtext.sanitise(f"<p>AJOUT ici.</p>{chosen.html}")


def test_the_blocks_of_a_file_are_read_in_their_order(document, file):
    kinds = [found.kind for found in returned.read(Archive(file)).blocks]
    assert kinds == ["legal_basis", "preamble", "article", "article", "article"]
