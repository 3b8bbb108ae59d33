"""The parts of a .docx around its text, and the archive that holds them: the same text gives the same bytes."""

import base64
import io
import zipfile
import zlib

from conventions.document import codec, marks
from conventions.document.model import Document
from conventions.writers.docx import ooxml, styles
from conventions.writers.docx.ooxml import HEAD, NAMESPACES, paragraph, run, safe
from conventions.writers.docx.story import Story

DATE = (1980, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
MEMORY_ID = "{6B0C5B0E-6C5D-4B6E-9D0A-2C7C1F3A9E41}"
ENDS = ("header-high", "header-wide", "header-none", "footer-high", "footer-wide", "footer-none")


def pack(
    document: Document, story: Story, *, title: str, running: str, footer: str, seal: str
) -> bytes:
    """The file. `seal` is the signature of what it remembers of the convention (`remembered`)."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _roots(),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(story.pieces)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(story),
        "word/styles.xml": styles.styles(),
        "word/numbering.xml": styles.numbering(story.lists),
        "word/footnotes.xml": _footnotes(story.notes),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f'{HEAD}<w:fonts {NAMESPACES}><w:font w:name="{styles.FONT}"/></w:fonts>',
        "docProps/core.xml": _core(document, title),
        "docProps/custom.xml": _custom(document),
        "customXml/item1.xml": _memory(document, seal),
        "customXml/itemProps1.xml": _memory_properties(),
        "customXml/_rels/item1.xml.rels": (
            f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
        ),
        **{f"word/{name}.xml": _end(name, running, footer) for name in ENDS},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def remembered(document: Document) -> str:
    """What the file remembers of the convention it was made from, compressed, as plain letters."""
    words = codec.canonical(marks.without_images(document))
    return base64.b64encode(zlib.compress(words, 9)).decode()


def _memory(document: Document, seal: str) -> str:
    return (
        f'{HEAD}<convention xmlns="{marks.NAMESPACE}" reference="{safe(document.reference)}" '
        f'seal="{safe(seal)}">{remembered(document)}</convention>'
    )


def _memory_properties() -> str:
    """Word and LibreOffice keep a part of ours when it has an identity."""
    return (
        f'{HEAD}<ds:datastoreItem ds:itemID="{MEMORY_ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{marks.NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _custom(document: Document) -> str:
    """A property that survives most editors: the reference and the digest of what was exported."""
    value = f"{document.reference} {codec.digest(marks.without_images(document))}"
    return (
        f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}"><property fmtid="{FORMAT_ID}" pid="2" '
        f'name="{marks.PROPERTY}"><vt:lpwstr>{safe(value)}</vt:lpwstr></property></Properties>'
    )


def _core(document: Document, title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{safe(title)}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>"
    )


def _types() -> str:
    kinds = {
        "/word/document.xml": f"{TYPES}.document.main+xml",
        "/word/styles.xml": f"{TYPES}.styles+xml",
        "/word/numbering.xml": f"{TYPES}.numbering+xml",
        "/word/footnotes.xml": f"{TYPES}.footnotes+xml",
        "/word/settings.xml": f"{TYPES}.settings+xml",
        "/word/fontTable.xml": f"{TYPES}.fontTable+xml",
        "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        **{f"/word/{name}.xml": f"{TYPES}.{name.partition('-')[0]}+xml" for name in ENDS},
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _roots() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{HEAD}<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{core}" Target="docProps/core.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )


def _relations(story: Story) -> str:
    inner = {
        "styles": "styles.xml",
        "numbering": "numbering.xml",
        "footnotes": "footnotes.xml",
        "settings": "settings.xml",
        "fontTable": "fontTable.xml",
        "customXml": "../customXml/item1.xml",
    }
    lines = [
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in inner.items()
    ]
    lines += [
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.partition("-")[0]}" Target="{name}.xml"/>'
        for name in ENDS
    ]
    lines += [
        f'<Relationship Id="link-{rank}" Type="{OFFICE}/hyperlink" Target="{safe(link)}" TargetMode="External"/>'
        for rank, link in enumerate(story.links, 1)
    ]
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def _footnotes(notes: list[str]) -> str:
    call = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    lines += "".join(
        f'<w:footnote w:id="{rank}">{paragraph("FootnoteText", call + note)}</w:footnote>'
        for rank, note in enumerate(notes, 1)
    )
    return f"{HEAD}<w:footnotes {NAMESPACES}>{lines}</w:footnotes>"


def _settings() -> str:
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _end(name: str, running: str, footer: str) -> str:
    """The head or the foot of the pages: the title above, the version and the pages below."""
    kind, _, side = name.partition("-")
    tag, style = ("hdr", "Header") if kind == "header" else ("ftr", "Footer")
    stop = ooxml.LANDSCAPE if side == "wide" else ooxml.PORTRAIT
    tabs = (
        f'<w:tabs><w:tab w:val="clear" w:pos="9298"/><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
    )
    words = ""
    if side != "none" and kind == "header":
        words = run(running)
    elif side != "none":
        words = run(f"{footer}\tPage ") + ooxml.field("PAGE", "1") + run(" sur ")
        words += ooxml.field("NUMPAGES", marks.COUNTED)
    return f"{HEAD}<w:{tag} {NAMESPACES}>{paragraph(style, words, tabs)}</w:{tag}>"
