"""A clause put into the words of one convention: roles become its parties, clauses become its blocks.

A clause is written for any convention. It says `role:caf.de` where the text will say `partie:KEY.de`, refers to
`clause:plan` where the text will refer to a block, and marks with `si:msa` or `sauf:msa` what is only said when
somebody holds that role, or nobody does. `partie` is the one party a repeated clause is written for; `si:partie.msa`
asks what it is, `si:communes` whether the communes of the territory are known. `porteur` is the party that keeps the
convention, else the first. What speaks of somebody who is not there, or of a clause that was not kept, is left out: the
paragraph, the item of a list, or the heading with all that stands under it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ctg.markup import parse, serialise, words_of
from ctg.richtext import Live
from ctg.richtext.nodes import attributes_of, live_of

# Role → kinds of organisation (`Organisation.Kind`) that hold it
ROLES: dict[str, tuple[str, ...]] = {
    "caf": ("caf", "ccss"),
    "msa": ("msa",),
    "carsat": ("carsat",),
    "cpam": ("cpam",),
    "departement": ("department",),
    "region": ("region",),
    "etat": ("state",),
    "epci": ("intermunicipality",),
    "commune": ("municipality",),
    "ccas": ("ccas",),
    "association": ("association",),
    "ecole": ("school",),
}
REPEATS: dict[str, tuple[str, ...]] = {
    "caf": ROLES["caf"],
    "authority": (*ROLES["epci"], *ROLES["commune"], *ROLES["ccas"]),
}
ITSELF = "partie"
PORTER = "porteur"

_HEADINGS = ("h3", "h4", "h5")
_SENTENCES = ("p", "tr", "blockquote", "caption", *_HEADINGS)


@dataclass(frozen=True, slots=True)
class Member:
    """A party: the key of its block, and the kind of its organisation."""

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there: the parties in order, the block each clause became (code → key), the party of a repeated clause."""

    members: tuple[Member, ...] = ()
    blocks: Mapping[str, str] = field(default_factory=dict)
    itself: Member | None = None
    porter: Member | None = None  # the party that keeps the convention
    has_municipalities: bool = True

    def holder(self, role: str) -> str | None:
        """The key of the first party that holds the role."""
        if role == ITSELF:
            return self.itself.key if self.itself else None
        if role == PORTER:
            porter = self.porter or next(iter(self.members), None)
            return porter.key if porter else None
        kinds = ROLES.get(role, ())
        return next((member.key for member in self.members if member.kind in kinds), None)

    def is_met(self, condition: str) -> bool:
        """Tell whether somebody holds the role `msa`, or the party at hand is one: `partie.msa`."""
        if condition == "communes":
            return self.has_municipalities
        head, dot, kind = condition.partition(".")
        if head == ITSELF and dot:
            return self.itself is not None and self.itself.kind in ROLES.get(kind, ())
        return self.holder(condition) is not None


def written_for(repeat: str, members: tuple[Member, ...]) -> tuple[Member | None, ...]:
    """The parties a clause is written for, one article each; (None,) when it is written once, for all."""
    if not repeat:
        return (None,)
    if repeat == "party":
        return members
    if repeat in REPEATS:
        return tuple(member for member in members if member.kind in REPEATS[repeat])
    named = {kind for kinds in REPEATS.values() for kind in kinds}
    return tuple(member for member in members if member.kind not in named)


def resolve_line(html: str, cast: Cast) -> str | None:
    """A title or a visa in the words of the convention; None when it speaks of who or what is not there."""
    root = parse(html)
    spans = [element for element in root.iter("span") if live_of(element)]
    if not all(_resolve(element, cast) for element in spans):
        return None
    return serialise(root).strip()


def resolve(html: str, cast: Cast) -> str:
    """A text in the words of the convention, without what cannot be said there; "" when nothing is left."""
    root = parse(html)
    for element in [element for element in root.iter("span") if live_of(element)]:
        if _is_out(element, root):
            continue
        sentence = _sentence(element)
        if not _resolve(element, cast):
            _leave_out(sentence)
    return serialise(root)


def _is_out(element: HtmlElement, root: HtmlElement) -> bool:
    """What holds it was left out already."""
    return root not in element.iterancestors()


def _resolve(element: HtmlElement, cast: Cast) -> bool:
    """Put a live node in the words of the convention. Tell whether it has any."""
    live = live_of(element)
    if live is None or live.type == "note":
        return True
    if live.type == "reference":
        return _resolve_reference(element, live, cast)
    word, _, rest = live.name.partition(":")
    if word in ("si", "sauf"):
        parent = element.getparent()
        element.drop_tag()
        if parent is not None and parent.text:
            parent.text = parent.text.lstrip()
        return cast.is_met(rest) == (word == "si")
    if word.lower() == "role":
        return _resolve_role(element, live, cast)
    return True


def _resolve_role(element: HtmlElement, live: Live, cast: Cast) -> bool:
    word, _, rest = live.name.partition(":")
    role, dot, form = rest.partition(".")
    key = cast.holder(role)
    if key is None:
        return False
    party = {"role": "partie", "Role": "Partie"}.get(word, "PARTIE")
    element.set("data-var", f"{party}:{key}{dot}{form}")
    return True


def _resolve_reference(element: HtmlElement, live: Live, cast: Cast) -> bool:
    prefix, _, rest = live.key.partition(":")
    if prefix != "clause":
        return True
    code = rest.removesuffix(".n")
    if code not in cast.blocks:
        return False
    key = f"{cast.blocks[code]}{rest[len(code) :]}"
    element.attrib.update(attributes_of(Live("reference", kind=live.kind, key=key)))
    return True


def _sentence(element: HtmlElement) -> HtmlElement:
    """What is left out with the node: its paragraph, or the whole item that begins with it."""
    block = next(
        (node for node in element.iterancestors() if node.tag in _SENTENCES), element.getparent()
    )
    parent = block.getparent()
    is_item = parent is not None and parent.tag == "li" and parent[0] is block
    return parent if is_item else block


def _leave_out(block: HtmlElement) -> None:
    """Remove a block; with a heading, what stands under it; with its last item, a list and what announced it."""
    if block.tag in _HEADINGS:
        _leave_out_section(block)
        return
    parent, previous = block.getparent(), block.getprevious()
    if parent is None:
        return
    parent.remove(block)
    if block.tag in ("ul", "ol") and previous is not None and _announces(previous):
        _leave_out(previous)
    elif parent.tag in ("ul", "ol", "li", "tbody", "table") and not len(parent):
        _leave_out(parent)


def _leave_out_section(heading: HtmlElement) -> None:
    below = []
    for node in heading.itersiblings():
        if node.tag in _HEADINGS and node.tag <= heading.tag:
            break
        below.append(node)
    for node in [heading, *below]:
        node.getparent().remove(node)


def _announces(paragraph: HtmlElement) -> bool:
    return paragraph.tag == "p" and words_of(paragraph).rstrip().endswith(":")


def codes_cited(html: str) -> set[str]:
    """The clauses a text refers to."""
    keys = [element.get("data-ref") or "" for element in parse(html).iter("span")] if html else []
    return {
        key.removeprefix("clause:").removesuffix(".n") for key in keys if key.startswith("clause:")
    }
