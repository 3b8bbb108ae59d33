"""The key that signs sessions and tokens."""

import contextlib
import os
import secrets
from pathlib import Path

from ctg.embedded import make_folder


class MissingSecret(RuntimeError):
    """The message is one French sentence for the person at the keyboard."""


def secret_key(home: Path) -> str:
    """SECRET_KEY of the environment, else with the embedded database a key kept in *home*, made at its first use.

    Raises MissingSecret when the database is a real one and SECRET_KEY is missing.
    """
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    if os.environ.get("DATABASE_URL"):
        raise MissingSecret(
            "SECRET_KEY n’est pas définie\u00a0: donnez-lui au moins 50 caractères au hasard."
        )
    path = home / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text()
    except OSError as error:
        raise MissingSecret(
            f"La clé secrète ne peut pas être gardée dans {home}\u00a0: {error}"
        ) from error


def _make_key(path: Path) -> None:
    """The first of two processes wins, and nobody reads half a key."""
    make_folder(path.parent)
    draft = path.with_name(f"secret_key.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64))
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
