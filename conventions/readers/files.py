"""A file on disk, text or Word → Document. Never reads a file it would refuse for its size."""

from pathlib import Path

from conventions.document.model import Document
from conventions.readers import text
from conventions.readers.docx.lines import text_of
from conventions.readers.source import MAX_BYTES, Unreadable, called_file, decode, too_big

__all__ = ["Unreadable", "load", "load_with_text"]


def load(path: str | Path) -> Document:
    """The convention in that file. Raises `Unreadable` when it is absent, a folder, too big or no convention."""
    return load_with_text(path)[0]


def load_with_text(path: str | Path) -> tuple[Document, str]:
    """The convention and the whole text it was read in. Raises `Unreadable` as `load` does."""
    data = _bytes_of(Path(path))
    name = Path(path).name
    if data.startswith(b"PK\x03\x04"):
        words = text_of(data, name)
        return text.read(words.encode(), name), words
    return text.read(data, name), decode(data, name)[0]


def _bytes_of(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise Unreadable(
                f"{called_file(name)} est un dossier : indiquez le fichier de la convention."
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise Unreadable(too_big(max(path.stat().st_size, len(data)), name))
            return data
    except FileNotFoundError:
        raise Unreadable(f"Le fichier {called_file(str(path))} n’existe pas.") from None
    except (OSError, ValueError):  # ValueError: a null character in the path
        raise Unreadable(
            f"Le fichier {called_file(str(path))} ne peut pas être lu : vérifiez ses droits d’accès."
        ) from None
