"""What was left to fill in: blanks, instructions, options not decided, blocks without a text."""

import re
from collections.abc import Iterator

from conventions.checks.finding import Finding, Severity, Where, shortened
from conventions.checks.reading import Passage, Reading
from ctg.richtext import is_empty

# XX that stand for something unknown, not « XXe siècle » nor « XXL »
_BLANK = re.compile(
    r"\bX{2,}(?![\wà-ÿ])"
    r"|…\s*…"
    r"|_{3,}"
    r"|\[\s*\]"
    r"|\b[àÀ] compléter\b"
    r"|\b(?:du|en date du|le)\s+(?:…|\.{3})"
    r"|\b(?:en date du|délibération du)\s*(?=[,;.)])",
)
_INSTRUCTION = re.compile(
    r"(?m)^\s*(?:Insérer|Compléter|Préciser|Indiquer|À renseigner)\b[^.\n]{0,120}"
)
_OPTION = re.compile(
    r"\w+\((?:e|s|es|e\(s\)|a|x)\)|\b(?:le|la|du|au)\s*/\s*(?:la|le|de la|à la|les)\b"
)


def blanks(reading: Reading) -> Iterator[Finding]:
    """P01: dots, XX, brackets or an instruction of the model in place of a fact."""
    for passage in reading.passages:
        for found in [*_BLANK.finditer(passage.words), *_INSTRUCTION.finditer(passage.words)]:
            message = (
                "Un blanc reste à remplir : personne ne peut voter ni signer un texte incomplet."
            )
            yield _at(passage, found, "P01", "PLACEHOLDER", "blocking", message)


def options(reading: Reading) -> Iterator[Finding]:
    """P02: « contrat(s) », « le/la »: the drafter had to choose."""
    for passage in reading.passages:
        if (
            passage.where.part == "annex"
        ):  # statistics and job titles say « enfant(s) », « chargé(e) »
            continue
        if found := _OPTION.search(passage.words):
            message = "Une rédaction au choix n’a pas été tranchée : gardez la forme qui convient."
            yield _at(passage, found, "P02", "OPTION_NON_TRANCHEE", "minor", message)


def empty_blocks(reading: Reading) -> Iterator[Finding]:
    """An article without a text, a preamble without a word."""
    document = reading.document
    for article in document.articles:
        if is_empty(article.html):
            where = reading.block("article", article.key, article.line)
            yield Finding(
                "P01", "ANNEXE_ABSENTE", "blocking", where, "Cet article n’a pas encore de texte."
            )
        if is_empty(article.title):
            where = reading.block("article", article.key, article.line)
            yield Finding("N02", "NUMEROTATION", "major", where, "Cet article n’a pas de titre.")
    if document.articles and is_empty(document.preamble):
        message = "Le préambule n’est pas écrit : rien ne dit pourquoi les parties s’engagent."
        yield Finding(
            "C01", "CLAUSE_MANQUANTE", "major", Where("preamble", label="préambule"), message
        )


def _at(
    passage: Passage, found: "re.Match[str]", code: str, kind: str, severity: Severity, message: str
) -> Finding:
    """A finding that quotes the words around those at fault."""
    start, end = max(0, found.start() - 60), found.end() + 60
    around = passage.words[start:end].replace("\n", " ")
    return Finding(code, kind, severity, passage.where, message, quote=shortened(around))
