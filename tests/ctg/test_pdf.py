"""Rendering: what is served, what is refused, what the file is. Each render is a process: few of them, small pages."""

import io

import pikepdf
import pypdfium2
import pytest

from ctg import pdf
from ctg.pdf import Limits, RenderRefused, fonts

HEAD = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title></head><body>'
)
SECRET = "JAMAIS-IMPRIMÉ"
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9"/></svg>'


def render(body: str, **options) -> pdf.Rendered:
    return pdf.render(HEAD + body, **({"limits": Limits(seconds=8, pages=20)} | options))


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


@pytest.fixture(scope="module")
def page() -> pdf.Rendered:
    """Everything that goes well on one page."""
    body = """<h1>Titre</h1><p>Cœur, 45 % de 12 345 €, ☐ oui ✓</p><p><b>gras</b> <i>italique</i></p>
    <img src="ctg-asset:logo" alt="Logo"><a href="https://caf.fr">caf.fr</a>"""
    return render(
        body,
        css="html{font-family:'Liberation Sans','DejaVu Sans'}",
        assets={"logo": (DOT, "image/svg+xml")},
    )


def test_a_page_comes_out_with_its_words_and_no_warning(page):
    assert page.pages == 1
    assert page.warnings == ()
    assert "Cœur" in text_of(page.pdf)


def test_the_file_is_tagged_titled_in_french_and_has_an_outline(page):
    with pikepdf.open(io.BytesIO(page.pdf)) as file:
        assert file.Root.MarkInfo.Marked
        assert file.Root.Lang == "fr"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.docinfo["/Title"] == "Essai"
        assert file.open_outline().root[0].title == "Titre"
        assert b"pdfaid" in file.Root.Metadata.read_bytes()


def test_only_the_bundled_fonts_are_embedded(page):
    with pikepdf.open(io.BytesIO(page.pdf)) as file:
        names = {str(font.BaseFont) for font in file.pages[0].Resources.Font.values()}
        embedded = [
            any(
                key in font.DescendantFonts[0].FontDescriptor
                for key in ("/FontFile2", "/FontFile3")
            )
            for font in file.pages[0].Resources.Font.values()
        ]
    assert all("Liberation" in name or "DejaVu" in name for name in names)
    assert any("DejaVu" in name for name in names)
    assert all(embedded)


def test_the_same_page_gives_the_same_bytes(page):
    again = render(
        """<h1>Titre</h1><p>Cœur, 45 % de 12 345 €, ☐ oui ✓</p><p><b>gras</b> <i>italique</i></p>
    <img src="ctg-asset:logo" alt="Logo"><a href="https://caf.fr">caf.fr</a>""",
        css="html{font-family:'Liberation Sans','DejaVu Sans'}",
        assets={"logo": (DOT, "image/svg+xml")},
    )
    assert again.pdf == page.pdf


def test_nothing_is_read_from_the_disk_the_network_or_an_unknown_asset(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    body = f"""<img src="file://{secret}" alt=a>
    <img src="http://127.0.0.1:9/x.png" alt=b><img src="ctg-asset:autre" alt=c>
    <img src="data:image/png;base64,AAAA" alt=d><img src="//hote/x.png" alt=e>
    <a rel="attachment" href="file://{secret}">pièce</a><object data="file://{secret}"></object>
    <a href="javascript:alert(1)">clic</a><a href="file://{secret}">lien</a>
    <style>@import "file://{secret}"; @font-face {{ font-family: x; src: url(file://{secret}) }}</style>
    <link rel="stylesheet" href="http://127.0.0.1:9/x.css"><link rel="attachment" href="file://{secret}">"""
    rendered = render(body)
    for address in (
        f"file://{secret}",
        "http://127.0.0.1:9/x.png",
        "ctg-asset:autre",
        "javascript:alert(1)",
    ):
        assert f"Adresse refusée\u00a0: {address}" in rendered.warnings
    with pikepdf.open(io.BytesIO(rendered.pdf)) as file:
        assert not file.attachments
        streams = [
            o.read_bytes()
            for o in file.objects
            if isinstance(o, pikepdf.Stream) and "/Subtype" not in o
        ]
        links = [
            str(a.get("/A", {}).get("/URI", "")) for p in file.pages for a in p.get("/Annots", [])
        ]
    assert not any(SECRET.encode() in stream for stream in streams)
    assert SECRET not in text_of(rendered.pdf)
    assert not any(link.startswith(("javascript", "file")) for link in links)


def test_a_character_no_font_has_and_a_broken_image_are_told():
    rendered = render(
        '<p>\U0001f4a9</p><img src="ctg-asset:logo" alt="Logo">',
        assets={"logo": (b"rien", "image/png")},
    )
    assert (
        "Le caractère U+1F4A9 manque dans les polices\u00a0: il est imprimé comme un carré vide."
        in rendered.warnings
    )
    assert (
        "L’image «\u00a0logo\u00a0» ne peut pas être lue\u00a0: elle n’est pas imprimée."
        in rendered.warnings
    )


def test_an_image_with_too_many_pixels_is_left_out():
    from PIL import Image

    image = io.BytesIO()
    Image.new("1", (4000, 3000)).save(image, "PNG")
    limits = Limits(seconds=8, pixels=1_000_000)
    rendered = render(
        '<img src="ctg-asset:a" alt="a">',
        assets={"a": (image.getvalue(), "image/png")},
        limits=limits,
    )
    assert any("ne peut pas être lue" in warning for warning in rendered.warnings)


@pytest.mark.parametrize(
    ("body", "limits", "reason"),
    [
        ('<div style="display:flex">' * 16 + "x", Limits(seconds=2), "2\u00a0secondes"),
        (
            "<table><td colspan=1000000000>x",
            Limits(seconds=5, megabytes=700),
            "700\u00a0Mo de mémoire",
        ),
        ("<div>" * 2000, Limits(seconds=8), "imbriqués"),
        (
            '<p style="break-after:page">x' * 12,
            Limits(seconds=8, pages=10),
            "dépasse 10\u00a0pages",
        ),
    ],
    ids=["time", "memory", "depth", "pages"],
)
def test_a_document_that_is_too_much_is_refused_in_french(body, limits, reason):
    with pytest.raises(RenderRefused, match=reason):
        render(body, limits=limits)


def test_a_heavy_source_is_refused_before_any_process():
    with pytest.raises(RenderRefused, match="trop lourd"):
        render("", assets={"a": (b"x" * (60 * 2**20 + 1), "image/png")})


def test_missing_fonts_are_named_with_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    with pytest.raises(RenderRefused, match=r"LiberationSans-Regular\.ttf.*bin/assets"):
        render("<p>x</p>")
