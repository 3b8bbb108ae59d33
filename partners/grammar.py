"""French noun phrases: articles, contractions, agreement, searching. Plain Python, no Django.

Every name printed in a convention goes through here, so that « de Alpes », « à Le Creusot »
or « la commune de Écuisses » cannot be written. Apostrophes are always typographic (’).

Genders are ``"m"`` and ``"f"``, numbers ``"s"`` (singular) and ``"p"`` (plural); articles are
one of :data:`ARTICLES`, the empty one meaning that the name takes none (« Bordeaux Métropole »)
or carries its own (« Le Creusot »).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

ARTICLES: Final = ("", "le", "la", "l’", "les")

# ------------------------------------------------------------------------------- searching

_ABBREVIATIONS: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """Return *text* as it is compared in searches: « St-Étienne-les-Orgues » → "saint etienne les orgues".

    Lower case, no accent, no ligature, every run of other characters one blank, "st" and "ste"
    written out. Used when a row is stored and when it is looked for, so both sides agree.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


# ------------------------------------------------------------------------ articles, elision

# Aspirated h cannot be deduced from spelling. These are the words met at the head of a name;
# for a commune, INSEE tells (``liaison``), and its answer comes first.
_ASPIRATED: Final = frozenset(
    "haguenau haie haies hall halle halles halte ham hameau hameaux hand handball handicap handicapes hangar "
    "hans haricot haricots hauban haut haute hautes hauteur hauteurs hauts havre hem hibou hockey hollande "
    "hongrie honfleur hors hotte houblon houdan houille houlgate huelgoat huit huitieme huningue hutte".split()
)
_NOT_ELIDED: Final = frozenset({"onze", "onzieme", "oui", "yaourt", "yoga", "youth"})
_APOSTROPHES: Final = str.maketrans({"'": "’", "ʼ": "’", "`": "’"})
_OWN_ARTICLE: Final = re.compile(r"(?P<article>[Ll][ea]s?\s+|[Ll]’)(?P<rest>\S.*)", re.DOTALL)

# INSEE's « type de nom en clair »: 0 consonant, 1 vowel, 2 Le, 3 La, 4 Les, 5 L’ (6–8: Aux, Las, Los).
_LIAISON_ARTICLES: Final = {2: "le", 3: "la", 4: "les", 5: "l’"}


def article_of_liaison(liaison: int | None) -> str:
    """Return the article INSEE gives a place with this *liaison* code: 3 → « la » (Lozère), 0 → ""."""
    return _LIAISON_ARTICLES.get(liaison or 0, "")


def elides(name: str) -> bool:
    """Tell whether « de » and « le » are elided before *name* (vowel, y, h that is not in the short list)."""
    folded = fold(name)
    if not folded:
        return False
    word = folded.split()[0]
    return word[0] in "aeiouyh" and word not in _ASPIRATED and word not in _NOT_ELIDED


def definite_article(name: str, gender: str, number: str = "s") -> str:
    """Return the article *name* takes: « la » (commune), « l’ » (association), « les » (communes)."""
    if number == "p":
        return "les"
    if elides(name):
        return "l’"
    return "la" if gender == "f" else "le"


# First words of the names of organisations, folded.
_NOUNS: Final = {
    "m": "ccas centre cias college comite conseil departement etablissement groupement institut lycee office pays "
    "pole rectorat reseau secretariat service syndicat",
    "f": "academie agence association caf caisse carsat commune communaute cpam direction ecole federation fondation "
    "mairie maison metropole mission msa mutualite prefecture region union ville",
}


def gender_of_organisation(name: str) -> str:
    """Return the gender its first word gives an organisation: « Conseil départemental » → "m"; "" when unknown."""
    first = (fold(name).split() or [""])[0]
    return next((gender for gender, nouns in _NOUNS.items() if first in nouns.split()), "")


def split_article(name: str) -> tuple[str, str]:
    """Split a place name from the article it carries: « Le Creusot » → ("le", "Creusot"); "" when none.

    Only a capital letter after the article tells an article from a word: « Les Bizots » is split,
    « La » alone is not.
    """
    match = _OWN_ARTICLE.fullmatch(name.translate(_APOSTROPHES).strip())
    if match is None or match["article"].strip().lower() == "las":
        return "", name.translate(_APOSTROPHES).strip()
    return match["article"].strip().lower(), match["rest"]


def of(name: str, *, elided: bool | None = None) -> str:
    """Put « de » before a place name that may carry its article.

    « de Chanac », « d’Écuisses », « du Creusot », « des Bizots », « de La Canourgue »,
    « de L’Isle ». *elided* overrides the guess for a name in h (``liaison == 1`` at INSEE).
    """
    article, rest = split_article(name)
    if article in _CONTRACTED_OF:
        return f"{_CONTRACTED_OF[article]} {rest}"
    whole = name.translate(_APOSTROPHES).strip()
    if article == "" and (elides(whole) if elided is None else elided):
        return f"d’{whole}"
    return f"de {whole}"


def at(name: str) -> str:
    """Put « à » before a place name: « à Chanac », « au Creusot », « aux Bizots », « à La Canourgue »."""
    article, rest = split_article(name)
    if article in _CONTRACTED_AT:
        return f"{_CONTRACTED_AT[article]} {rest}"
    return f"à {name.translate(_APOSTROPHES).strip()}"


_CONTRACTED_OF: Final = {"le": "du", "les": "des"}
_CONTRACTED_AT: Final = {"le": "au", "les": "aux"}


def capitalised(text: str) -> str:
    """Return *text* with its first letter in upper case, accents kept: « état » → « État »."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return *text* with its first letter in lower case, unless the first word is an acronym."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A name with what its sentence needs: article, gender and number.

    ``NounPhrase("la", "Caf", "f").of`` is « de la Caf ». With an empty article the name stands alone
    or carries its own: ``NounPhrase("", "Le Creusot").of`` is « du Creusot ».
    Raises ``ValueError`` for an article, gender or number outside the lists above.
    """

    article: str
    name: str
    gender: str = "m"
    number: str = "s"

    def __post_init__(self) -> None:
        if self.article not in ARTICLES:
            raise ValueError(f"article inconnu : {self.article!r}")
        if self.gender not in ("m", "f") or self.number not in ("s", "p"):
            raise ValueError(f"genre ou nombre inconnu : {self.gender!r}, {self.number!r}")

    @property
    def full(self) -> str:
        """« la Caf », « l’Éducation nationale », « Bordeaux Métropole »."""
        return _joined(self.article, self.name)

    @property
    def of(self) -> str:
        """« de la Caf », « du Département », « de l’Éducation nationale », « des communes »."""
        if not self.article:
            return of(self.name)
        if self.article in _CONTRACTED_OF:
            return f"{_CONTRACTED_OF[self.article]} {self.name}"
        return f"de {self.full}"

    @property
    def to(self) -> str:
        """« à la Caf », « au Département », « à l’Éducation nationale », « aux communes »."""
        if not self.article:
            return at(self.name)
        if self.article in _CONTRACTED_AT:
            return f"{_CONTRACTED_AT[self.article]} {self.name}"
        return f"à {self.full}"

    @property
    def bare(self) -> str:
        """The name without its article: « Caf »."""
        return self.name

    @property
    def full_capitalised(self) -> str:
        """« La Caf », at the head of a sentence."""
        return capitalised(self.full)

    @property
    def of_capitalised(self) -> str:
        """« De la Caf », « Du Département »."""
        return capitalised(self.of)

    @property
    def to_capitalised(self) -> str:
        """« À la Caf », « Au Département »."""
        return capitalised(self.to)

    def agree(self, word: str) -> str:
        """Make the masculine singular *word* agree with this phrase: « représenté » → « représentée »."""
        return agree(word, self.gender, self.number)


def _joined(article: str, name: str) -> str:
    if not article:
        return name
    return f"{article}{name}" if article.endswith("’") else f"{article} {name}"


# -------------------------------------------------------------------------------- agreement

_IRREGULAR_FEMININE: Final = {
    "directeur": "directrice", "préfet": "préfète", "administrateur": "administratrice",
    "recteur": "rectrice", "inspecteur": "inspectrice", "coordinateur": "coordinatrice",
    "coordonnateur": "coordonnatrice", "animateur": "animatrice", "éducateur": "éducatrice",
    "médiateur": "médiatrice", "fondateur": "fondatrice", "acteur": "actrice", "rapporteur": "rapporteure",
    "procureur": "procureure", "docteur": "docteure", "professeur": "professeure", "ingénieur": "ingénieure",
    "chef": "cheffe", "premier": "première", "dernier": "dernière", "doyen": "doyenne", "gestionnaire": "gestionnaire",
    "nouveau": "nouvelle", "public": "publique", "social": "sociale", "médecin": "médecin", "maître": "maître",
}  # fmt: skip
_FEMININE_ENDINGS: Final = (
    ("ateur", "atrice"), ("iteur", "itrice"), ("uteur", "utrice"), ("cteur", "ctrice"), ("teur", "teuse"),
    ("eur", "eure"), ("ier", "ière"), ("er", "ère"), ("ien", "ienne"), ("if", "ive"), ("eux", "euse"), ("el", "elle"),
)  # fmt: skip
_COMPARATIVES: Final = frozenset(
    {"supérieur", "inférieur", "extérieur", "intérieur", "mineur", "majeur"}
)


def agree(word: str, gender: str, number: str = "s") -> str:
    """Make a masculine singular participle, adjective or noun agree.

    agree("autorisé", "f", "p") is « autorisées »; "maire" keeps its form; "social" gives « sociaux ».
    """
    if gender == "f":
        return _plural(_feminine(word)) if number == "p" else _feminine(word)
    return _plural(word) if number == "p" else word


def _feminine(word: str) -> str:
    head, hyphen, tail = word.rpartition("-")
    if hyphen and head.lower() in {"vice", "sous", "co", "ex"}:
        return f"{head}-{_feminine(tail)}"
    lower = word.lower()
    if lower in _IRREGULAR_FEMININE:
        return _like(word, _IRREGULAR_FEMININE[lower])
    if not lower or lower.endswith("e") or lower in _COMPARATIVES:
        return word + "e" if lower in _COMPARATIVES else word
    for ending, feminine in _FEMININE_ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending):
            return word[: -len(ending)] + feminine
    return word + "e"


def _plural(word: str) -> str:
    lower = word.lower()
    if not lower or lower[-1] in "sxz":
        return word
    if lower.endswith("al") and lower not in {"bal", "carnaval", "festival"}:
        return word[:-2] + "aux"
    if lower.endswith(("eau", "eu")):
        return word + "x"
    return word + "s"


def _like(model: str, word: str) -> str:
    return capitalised(word) if model[:1].isupper() else word


_STOPS: Final = frozenset("au aux de du des en par pour à auprès dans".split())


def feminine_function(function: str) -> str:
    """Suggest the feminine of a function: « directeur général » → « directrice générale ».

    Words agree up to the first preposition, the complement is kept: « président du conseil
    d’administration » → « présidente du conseil d’administration », « 1er adjoint » → « 1re adjointe ».
    """
    words = function.translate(_APOSTROPHES).split()
    for index, word in enumerate(words):
        if word.lower() in _STOPS or re.match(r"(?i)[dl]’", word):
            break
        words[index] = _feminine_word(word)
    return " ".join(words)


def _feminine_word(word: str) -> str:
    if re.fullmatch(r"1er", word):
        return "1re"
    return word if re.fullmatch(r"\d+e", word) else _feminine(word)
