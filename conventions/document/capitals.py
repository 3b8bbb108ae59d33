"""Titles printed in capitals, given back their usual case and accents: « DUREE » is « durée » if the text says so.

Every word must be spelled somewhere in the same document, outside capitals; otherwise the title stays as printed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from conventions.document.model import Document
from ctg.markup import parse, words_of
from partners.grammar import capitalised, fold

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:;•–-]\s+|«\s*)$")

_MAJORITY = 0.75
_EVER_SMALL = 0.2  # share of small letters from which a word is a common one
# In a title, never « là », « où », « dû », « dès »
_SURE = {"a": "à", "la": "la", "ou": "ou", "du": "du", "des": "des"}
# The words of the usual titles, for a text that does not use them itself
_USUAL = {
    fold(word): word
    for word in (
        "actions annexes axes bilan caractère champs clauses collaboration communication compétences conditions "
        "confidentialité convention coordination date diagnostic dispositions données durée échanges éducation effet "
        "engagements équipements évaluation exécution fin financement financières fonctionnement formelle générales "
        "gouvernance intervention litiges liste modalités modification nationale objectifs objet obligations offre "
        "partagé partagés partenaires partenariales personnel pilotage plan préambule priorités protection recours "
        "renouvellement résiliation responsabilités révision sécurité services stratégique suivi territoriale"
    ).split()
}

Lexicon = dict[str, str]


def soften(document: Document) -> Document:
    """Return the document with its titles in capitals written as its text writes their words."""
    if not any(map(_is_capitals, _titles(document))):
        return document
    known = lexicon(document)
    return replace(
        document,
        articles=tuple(
            replace(item, title=soften_title(item.title, known)) for item in document.articles
        ),
        annexes=tuple(
            replace(item, title=soften_title(item.title, known)) for item in document.annexes
        ),
    )


def _is_capitals(title: str) -> bool:
    return "<" not in title and title.isupper() and len(_WORD.findall(title)) > 0


def soften_title(title: str, known: Lexicon) -> str:
    """« LES CHAMPS D’INTERVENTION DE LA CCSS » → « Les champs d’intervention de la CCSS »."""
    if not _is_capitals(title):
        return title
    words = _WORD.findall(title)
    if any(len(word) > 1 and fold(word) not in known for word in words):
        return title
    return capitalised(_WORD.sub(lambda word: known.get(fold(word[0]), word[0].lower()), title))


def lexicon(document: Document) -> Lexicon:
    """How the text spells each word, by the word folded: the way most of it does."""
    spellings: dict[str, Counter[str]] = {}
    for text in _plain_texts(document):
        for match in _WORD.finditer(text):
            word = match[0]
            if word[0].isupper() and _SENTENCE_HEAD.search(text[: match.start()][-3:]):
                word = word.lower() if not word[1:].isupper() else word
            spellings.setdefault(fold(word), Counter())[word] += 1
    usual = {folded: _usual(counts) for folded, counts in spellings.items()}
    return _USUAL | {folded: word for folded, word in usual.items() if word} | _SURE


def _usual(counts: Counter[str]) -> str:
    """The accents most of the text gives it, "" when it hesitates; in small letters if it often is."""
    accents: Counter[str] = Counter()
    for word, count in counts.items():
        if not word.isupper():
            accents[word.lower()] += count
    if not accents:  # an acronym
        return max(counts, key=lambda word: counts[word])
    spelling, count = accents.most_common(1)[0]
    if count < accents.total() * _MAJORITY:
        return ""
    if counts[spelling] >= count * _EVER_SMALL:
        return spelling
    return max((word for word in counts if word.lower() == spelling), key=lambda word: counts[word])


def _plain_texts(document: Document) -> Iterator[str]:
    for party in document.parties:
        yield f"{party.name} {party.designation}"
    for html in (
        document.preamble,
        *(item.html for item in document.articles),
        *(item.html for item in document.annexes),
        *(item.html for item in document.legal_bases),
    ):
        for block in parse(html) if html else ():
            yield words_of(block)
    yield from (title for title in _titles(document) if not _is_capitals(title))


def _titles(document: Document) -> list[str]:
    return [item.title for item in document.articles] + [item.title for item in document.annexes]
