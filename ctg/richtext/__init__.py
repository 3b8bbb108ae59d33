"""Rich text: what HTML is allowed, the live nodes inside it, and how it is read.

Stored text is sanitised HTML. Live nodes are `<span data-var="periode"></span>` (a variable),
`<span data-ref="KEY" data-kind="article"></span>` (a reference) and `<span data-note="…"></span>` (a footnote).
"""

from ctg.richtext.cleaning import (
    ATTRIBUTES,
    INLINE_TAGS,
    KINDS,
    MAX_BYTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_SPAN,
    SCHEMES,
    TAGS,
    is_empty,
    sanitise,
    sanitise_inline,
)
from ctg.richtext.nodes import Live, live_nodes, note, reference, variable
from ctg.richtext.rendering import LABELS, Reference, Variable, label, render, to_text

__all__ = [
    "ATTRIBUTES",
    "INLINE_TAGS",
    "KINDS",
    "LABELS",
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_DEPTH",
    "MAX_SPAN",
    "SCHEMES",
    "TAGS",
    "Live",
    "Reference",
    "Variable",
    "is_empty",
    "label",
    "live_nodes",
    "note",
    "reference",
    "render",
    "sanitise",
    "sanitise_inline",
    "to_text",
    "variable",
]
