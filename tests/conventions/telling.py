"""What the tests of the history share: a save as the atelier does it, and what the pages say."""

from django.urls import reverse

from conventions import blocks, history
from conventions.blocks import Address
from ctg.markup import parse, words_of

HTMX = {"HX-Request": "true"}


def url(name, convention, *args, **query):
    told = reverse(f"conventions:{name}", args=[convention.reference, *args])
    return told + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def save(client, block, kind=None, **values):
    """As the atelier does it."""
    block.refresh_from_db()
    convention = getattr(block, "convention", block)
    kind = kind or Address.of(block).kind
    address = Address(kind, getattr(block, "key", ""))
    sent = blocks.values(block, kind) | values | {"etat": blocks.state(block, kind)}
    answer = client.post(
        reverse("conventions:save-block", args=[convention.reference, str(address)]),
        sent,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200, answer.content


def page(client, convention, **query):
    answer = client.get(url("history", convention, **query))
    assert answer.status_code == 200
    return text_of(answer)


def text_of(answer):
    root = parse(answer.content.decode().partition("<main")[2] or answer.content.decode())
    return " ".join(words_of(root).split())


def said(convention, address=None, **query):
    return [change.said for change in history.changes(convention, address, **query).changes]
