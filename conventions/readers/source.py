"""Bytes → numbered lines. Says what was decoded, refuses what is no text."""

import re
from dataclasses import dataclass, replace

from conventions.document.model import Warning

MAX_BYTES = 20_000_000
MAX_LINES = 50_000  # the longest convention we know has fewer than 5 000
MAGIC = (
    (b"%PDF", "un PDF"),
    (b"PK\x03\x04", "un fichier Word, LibreOffice ou une archive"),
    (b"\xd0\xcf\x11\xe0", "un ancien fichier Word ou Excel"),
    (b"{\\rtf", "un fichier RTF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"\x1f\x8b", "une archive"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ue000-\ue0ff]")


class Unreadable(Exception):
    """The input is at fault. The message is one French sentence, fit to be shown as it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line. `number` is where it begins in the source, 1-based; `span` counts the source lines it holds."""

    number: int
    text: str
    span: int = 1

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def bare(self) -> str:
        """Without emphasis marks nor outer blanks: what headings are recognised on."""
        return re.sub(r"\*+|^#+\s*", "", self.text).strip()

    def with_text(self, text: str) -> "Line":
        return replace(self, text=text)


def decode(data: bytes, name: str = "") -> tuple[str, list[Warning]]:
    """The text, and a warning when the encoding had to be recognised. Raises `Unreadable`."""
    called = called_file(name)
    if len(data) > MAX_BYTES:
        raise Unreadable(too_big(len(data), name))
    if not data.strip():
        raise Unreadable(f"{called} est vide.")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise Unreadable(
                f"{called} est {what}, un format qui n’est pas encore lu : "
                "enregistrez-le au format Word (.docx) ou « texte brut » (.txt) puis recommencez."
            )
    text, warnings = _decoded(data)
    if _is_binary(text):
        raise Unreadable(f"{called} n’est pas un fichier de texte : son contenu est binaire.")
    if not text.strip():
        raise Unreadable(f"{called} est vide.")
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        raise Unreadable(
            f"{called} compte plus de {MAX_LINES} lignes : ce n’est pas une convention."
        )
    return text, warnings


def called_file(name: str) -> str:
    """How a sentence names the file, whatever its name holds."""
    return f"« {' '.join(name.split())} »" if name.strip() else "Ce fichier"


def too_big(size: int, name: str = "") -> str:
    """The refusal of a file of `size` bytes."""
    return (
        f"{called_file(name)} pèse {size // 1_000_000} Mo, plus que les {MAX_BYTES // 1_000_000} Mo admis "
        "pour une convention."
    )


def _decoded(data: bytes) -> tuple[str, list[Warning]]:
    for mark, codec, label in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return _with_doubt(data, codec, label)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text, label = data.decode("cp1252"), "Windows-1252 (Latin-1)"
    except UnicodeDecodeError:
        text, label = data.decode("latin-1"), "Latin-1"
    return text, [Warning(f"Fichier enregistré en {label} et non en UTF-8 : accents convertis.")]


def _with_doubt(data: bytes, codec: str, label: str) -> tuple[str, list[Warning]]:
    text = data.decode(codec, errors="replace").removeprefix("\ufeff")
    if "\ufffd" in text:
        return text, [
            Warning(f"Des caractères {label} sont illisibles : ils sont marqués « \ufffd ».")
        ]
    return text, [] if label == "UTF-8" else [Warning(f"Fichier enregistré en {label}, converti.")]


def _is_binary(text: str) -> bool:
    head = text[:200_000]
    controls = len(re.findall("[\x00-\x08\x0e-\x1f\x7f-\x9f]", head))
    return "\x00" in head or controls > len(head) * 0.02


def lines_of(text: str) -> list[Line]:
    """Numbered lines as an editor counts them; a bold passage that runs over several lines is one line."""
    rows = [
        _CONTROLS.sub(" ", row).replace("\u00ad", "").rstrip(" \u00a0\f")
        for row in re.split(r"\r\n|\n|\r", text)
    ]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        last = _end_of_bold(rows, at)
        joined = rows[at]
        for row in rows[at + 1 : last + 1]:
            joined = join(joined, row)
        lines.append(Line(at + 1, joined, last - at + 1))
        at = last + 1
    return lines


def _end_of_bold(rows: list[str], at: int) -> int:
    """The row that closes the `**` opened by row `at`; itself when none is left open."""
    if rows[at].count("**") % 2 == 0:
        return at
    for last in range(at + 1, min(at + 8, len(rows))):
        if not rows[last].strip():
            return at
        if rows[last].count("**") % 2:
            return last
    return at


def join(left: str, right: str) -> str:
    """Two source lines as one. A hyphen at the cut is kept, without a blank: « ci-/dessous » → « ci-dessous »."""
    left, right = left.rstrip(), right.strip()
    if left[-1:] == "-" and left[-2:-1].isalpha() and right[:1].isalpha():
        return left + right
    return f"{left} {right}" if left and right else left + right
