"""Stable keys: the same source gives the same keys, whatever the machine."""

import hashlib

from conventions.readers.dates import plain


def key(kind: str, position: int, text: str) -> str:
    """Ten characters, unique within one document because the position is in it."""
    seed = f"{kind}|{position}|{plain(text)}"
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:10]
