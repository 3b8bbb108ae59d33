"""The look of our Word files: styles, lists, and the automatic numbers of the articles.

There is no reference file to keep beside the code: what Word shows in its gallery of styles is written from the tables
below. One sober typeface, that every machine has or replaces without moving a line.
"""

from conventions.document.marks import STYLE
from conventions.writers.docx.ooxml import HEAD, NAMESPACES, PORTRAIT, safe
from conventions.writers.docx.story import FIRST_LIST

FONT = "Arial"
INK, ACCENT, GREY, LINE = "1F2933", "1F5548", "5B6770", "B8C4C0"
ARTICLE_FIRST, ARTICLES = 1, 2  # numbers of the two lists of articles
BULLETS = "•–▪•–▪•–▪"


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{LINE}"/></w:pBdr>'
ASIDE = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{LINE}"/></w:pBdr>'
LEADER = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{PORTRAIT}"/></w:tabs>'
NUMBERED = f'<w:numPr><w:numId w:val="{ARTICLES}"/></w:numPr>'


def _run(size: float, color: str = INK, *extra: str) -> str:
    """`size` in points; `extra` among b, i, caps."""
    marks = "".join(f"<w:{mark}/>" for mark in extra)
    return f'{marks}<w:color w:val="{color}"/><w:sz w:val="{int(size * 2)}"/>'


# id: (name, based on, next, properties of the paragraph, properties of its words)
PARAGRAPHS: dict[str, tuple[str, str, str, str, str]] = {
    "BodyText": ("Body Text", "Normal", "", f'{_spacing(0, 120)}<w:jc w:val="both"/>', ""),
    "Title": ("Title", "Normal", "Subtitle", f"{_spacing(2400, 160, 240)}", _run(30, ACCENT, "b")),
    "Subtitle": ("Subtitle", "Normal", "BodyText", _spacing(0, 240), _run(15, GREY)),
    "CoverPlace": (
        "Couverture – département",
        "Normal",
        "",
        _spacing(600, 0),
        _run(10, GREY, "caps"),
    ),
    "CoverTerritory": (
        "Couverture – territoire",
        "Normal",
        "",
        _spacing(480, 60),
        _run(18, INK, "b"),
    ),
    "CoverText": ("Couverture – texte", "Normal", "", _spacing(0, 80), _run(11)),
    "CoverState": ("Couverture – état", "Normal", "", _spacing(360, 480), _run(11, ACCENT, "b")),
    "CoverParty": ("Couverture – partie", "Normal", "", _spacing(0, 40), _run(10)),
    "Heading1": (
        "heading 1",
        "Normal",
        "BodyText",
        f"{KEEP}{RULE}{_spacing(480, 200, 252)}{_outline(0)}",
        _run(17, ACCENT, "b"),
    ),
    "Heading2": (
        "heading 2",
        "Normal",
        "BodyText",
        f"{KEEP}{NUMBERED}{_spacing(340, 120, 252)}{_outline(1)}",
        _run(12.5, ACCENT, "b"),
    ),
    "Heading3": (
        "heading 3",
        "Normal",
        "BodyText",
        f"{KEEP}{_spacing(240, 80, 252)}{_outline(2)}",
        _run(11, INK, "b"),
    ),
    "Heading4": (
        "heading 4",
        "Normal",
        "BodyText",
        f"{KEEP}{_spacing(200, 60, 252)}{_outline(3)}",
        _run(10.5, GREY, "b"),
    ),
    "Heading5": (
        "heading 5",
        "Normal",
        "BodyText",
        f"{KEEP}{_spacing(160, 60, 252)}{_outline(4)}",
        _run(10.5, GREY, "i"),
    ),
    "SheetTitle": (
        "Titre de fiche",
        "Normal",
        "BodyText",
        f"{KEEP}{_spacing(120, 120, 252)}{_outline(1)}",
        _run(13, ACCENT, "b"),
    ),
    "SheetBand": (
        "Fiche – rattachement",
        "Normal",
        "",
        f"{KEEP}{_spacing(300, 0, 252)}<w:contextualSpacing/>",
        _run(9, GREY),
    ),
    "TOCHeading": (
        STYLE.contents,
        "Normal",
        "",
        f"{KEEP}<w:pageBreakBefore/>{RULE}{_spacing(0, 240)}",
        _run(17, ACCENT, "b"),
    ),
    "TOC1": ("toc 1", "Normal", "", f"{LEADER}{_spacing(100, 40)}", _run(10.5, INK, "b")),
    "TOC2": ("toc 2", "Normal", "", f'{LEADER}{_spacing(0, 30)}<w:ind w:left="284"/>', ""),
    "Lead": ("Chapeau", "Normal", "", _spacing(0, 160), ""),
    "Party": ("Partie", "Normal", "", f"<w:keepLines/>{_spacing(0, 60)}", ""),
    "Side": ("Côté", "Normal", "", f'{_spacing(60, 200)}<w:jc w:val="right"/>', "<w:i/>"),
    "Basis": (STYLE.basis, "Normal", "", f'{_spacing(0, 100)}<w:jc w:val="both"/>', ""),
    "Agreed": ("Formule", "Normal", "", f"{KEEP}{_spacing(240, 120)}", "<w:i/>"),
    "Quote": ("Quote", "Normal", "", f'{ASIDE}{_spacing(60, 120)}<w:ind w:left="454"/>', "<w:i/>"),
    "Rule": (STYLE.rule, "Normal", "", f"{RULE}{_spacing(0, 160)}", ""),
    "ListParagraph": ("List Paragraph", "Normal", "", f'{_spacing(0, 60)}<w:jc w:val="both"/>', ""),
    "Caption": (
        "caption",
        "Normal",
        "",
        f"<w:keepNext/>{_spacing(240, 100)}",
        _run(10.5, INK, "b"),
    ),
    "TableText": (STYLE.cell, "Normal", "", _spacing(30, 30, 240), _run(9)),
    "TableHead": (
        STYLE.head,
        "Normal",
        "",
        f"<w:keepNext/>{_spacing(40, 40, 240)}",
        _run(9, ACCENT, "b"),
    ),
    "TableLabel": (f"{STYLE.head} de ligne", "Normal", "", _spacing(30, 30, 240), _run(9)),
    "TableFigure": (
        STYLE.figure,
        "Normal",
        "",
        f'{_spacing(30, 30, 240)}<w:jc w:val="right"/>',
        _run(9),
    ),
    "TableNote": ("Tableau – note", "Normal", "", _spacing(60, 0, 240), _run(8.5, GREY)),
    "AfterTable": (
        "Après un tableau",
        "Normal",
        "BodyText",
        '<w:spacing w:before="0" w:after="60" w:line="200" w:lineRule="exact"/>',
        _run(6),
    ),
    "SignatureName": (
        "Signature – organisme",
        "Normal",
        "",
        f"<w:keepNext/>{_spacing(40, 20, 240)}",
        _run(9, INK, "b"),
    ),
    "SignatureRole": ("Signature – qualité", "Normal", "", _spacing(0, 40, 240), _run(9, GREY)),
    "Header": (
        "header",
        "Normal",
        "",
        '<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs>',
        _run(8, GREY),
    ),
    "Footer": (
        "footer",
        "Normal",
        "",
        '<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs>',
        _run(8, GREY),
    ),
    "FootnoteText": ("footnote text", "Normal", "", _spacing(0, 20, 240), _run(8.5)),
    "CommentText": ("annotation text", "Normal", "", "", _run(9)),
}
PARAGRAPHS |= {
    f"ListContinue{depth + 1}": (
        f"List Continue{f' {depth + 1}' if depth else ''}",
        "ListParagraph",
        "",
        f'<w:ind w:left="{(depth + 1) * 397}"/>',
        "",
    )
    for depth in range(9)
}
CHARACTERS: dict[str, tuple[str, str]] = {
    "FootnoteReference": ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
    "Number": (STYLE.number, f'<w:color w:val="{GREY}"/>'),
    "Blank": ("À compléter", '<w:shd w:val="clear" w:color="auto" w:fill="FFF0C2"/>'),
    "Strong": ("Strong", "<w:b/>"),
}
BORDER = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'


def styles() -> str:
    """The part styles.xml. The language is French everywhere."""
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:color w:val="{INK}"/><w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(0, 80)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    )
    named = "".join(_paragraph(key, *facts) for key, facts in PARAGRAPHS.items())
    named += "".join(_character(key, *facts) for key, facts in CHARACTERS.items())
    return f"{HEAD}<w:styles {NAMESPACES}>{defaults}{normal}{named}{_tables()}</w:styles>"


def _paragraph(key: str, name: str, base: str, following: str, block: str, words: str) -> str:
    custom = "" if name[:1].islower() or name in BUILT_IN else ' w:customStyle="1"'
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{safe(name)}"/>'
        f'<w:basedOn w:val="{base}"/>{after}<w:qFormat/>'
        f"<w:pPr>{block}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
    )


BUILT_IN = {"Body Text", "Title", "Subtitle", "Quote", "List Paragraph", "TOC Heading"} | {
    facts[0] for facts in PARAGRAPHS.values() if facts[0].startswith("List Continue")
}


def _character(key: str, name: str, words: str) -> str:
    custom = "" if name in ("footnote reference", "Strong") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{key}"><w:name w:val="{safe(name)}"/>'
        f"<w:rPr>{words}</w:rPr></w:style>"
    )


def _tables() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    full = "".join(f"<w:{side} {BORDER}/>" for side in sides)
    lines = "".join(f"<w:{side} {BORDER}/>" for side in ("top", "bottom", "insideH"))
    margins = (
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>'
    )
    made = ""
    for key, name, borders in (
        ("TableGrid", "Table Grid", full),
        ("FieldTable", "Repères", lines),
        ("SignatureTable", "Signatures", full),
    ):
        made += (
            f'<w:style w:type="table" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr></w:style>"
        )
    return normal + made


def numbering(lists: list[tuple[str, int]]) -> str:
    """The part numbering.xml: a shape of list each, the articles, then every list of the text.

    « Article 1er » is the whole mark of the first article, for no format of Word writes « 1er, 2, 3 »; the others are
    counted from two. An article added in Word is thus numbered by Word.
    """
    abstract = _articles(ARTICLE_FIRST, "Article 1er.", 1, "")
    abstract += _articles(ARTICLES, "Article %1.", 2, '<w:pStyle w:val="Heading2"/>')
    numbers = _number(ARTICLE_FIRST) + _number(ARTICLES)
    for rank, (shape, start) in enumerate(lists):
        abstract += _shape(FIRST_LIST + rank, shape, start)
        numbers += _number(FIRST_LIST + rank)
    return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{numbers}</w:numbering>"


def _number(number: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


def _shape(number: int, shape: str, start: int) -> str:
    """A list of its own: editors that cut a shared one in pieces leave it whole."""
    levels = ""
    for level in range(9):
        mark = (
            BULLETS[level]
            if shape == "bullet"
            else f"%{level + 1}{'.' if shape == 'decimal' else ')'}"
        )
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{mark}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{(level + 1) * 397}" w:hanging="340"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number:08X}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def _articles(number: int, mark: str, start: int, style: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number:08X}"/>'
        '<w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>{style}<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
    )
