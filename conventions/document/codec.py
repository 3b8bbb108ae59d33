"""A document as JSON and back, without loss.

Fields left at their default are not written, so that a document frozen today still reads, and still hashes the same,
when the model has grown. Dates are ISO, decimals strings, bytes base64, tuples lists; keys are sorted.
"""

import datetime as dt
import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from conventions.document.model import Document

FORMAT = 1


def dumps(document: Document) -> str:
    """Return the document as one line of JSON, the same for equal documents."""
    return json.dumps(
        {"format": FORMAT, "document": encode(document)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def loads(text: str) -> Document:
    """Return the document `dumps` wrote. Raises ValueError, in French, for anything else."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        return decode(data["document"])
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        raise ValueError(
            "Ce texte n’est pas une convention enregistrée par ce logiciel."
        ) from error


def canonical(document: Document) -> bytes:
    """The bytes whose SHA-256 identifies a document."""
    return dumps(document).encode()


def digest(document: Document) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def encode(value: Any) -> Any:
    """A value of the tree as what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def decode(data: dict[str, Any]) -> Document:
    """The document whose `encode` gave `data`."""
    return _decoder(Document)(data)  # type: ignore[no-any-return]


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How to read a value of the type `kind` back."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = _decoder(next(argument for argument in arguments if argument is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin is Literal:
        return _literal_decoder(arguments)
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    return _SIMPLE[kind]


def _tuple_decoder(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda data: tuple(item(held) for held in data)
    items = [_decoder(argument) for argument in arguments]
    return lambda data: tuple(item(held) for item, held in zip(items, data, strict=True))


def _literal_decoder(allowed: tuple[Any, ...]) -> Callable[[Any], Any]:
    def decoded(data: Any) -> Any:
        if data not in allowed:
            raise ValueError(data)
        return data

    return decoded


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    hints: dict[str, Any] = {}

    def decoded(data: dict[str, Any]) -> Any:
        if not hints:  # late: a plan holds plans
            hints.update(get_type_hints(kind))
        return kind(**{name: _decoder(hints[name])(held) for name, held in data.items()})

    return decoded


def _exactly(kind: type) -> Callable[[Any], Any]:
    def decoded(data: Any) -> Any:
        if type(data) is not kind:
            raise TypeError(data)
        return data

    return decoded


_SIMPLE: dict[Any, Callable[[Any], Any]] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    bytes: b64decode,
    Decimal: Decimal,
    dt.date: dt.date.fromisoformat,
}
