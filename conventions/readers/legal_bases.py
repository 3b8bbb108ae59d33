"""« Vu … » and « Considérant … », one each; what follows them without being one is left over."""

import re

from conventions.document.model import LegalBasis
from conventions.readers.blocks import Manner
from conventions.readers.inline import rich
from conventions.readers.keys import key
from conventions.readers.source import Line, join

_FIRST = re.compile(r"^\W*(?P<kind>vu|consid[ée]rant)\b\s*:?\s*", re.IGNORECASE)


def read(lines: list[Line], how: Manner) -> tuple[tuple[LegalBasis, ...], list[Line]]:
    """The legal bases in order, and the lines that belong to none."""
    texts: list[tuple[int, str, str]] = []
    left: list[Line] = []
    apart = True
    tail = ""
    for line in lines:
        if line.blank:
            apart = True
            continue
        found = _FIRST.match(line.text)
        if found:
            kind = "vu" if found["kind"].lower() == "vu" else "considerant"
            texts.append((line.number, kind, line.text[found.end() :]))
        elif texts and not left and _goes_on(tail, line, how, apart=apart):
            number, kind, text = texts[-1]
            texts[-1] = (number, kind, join(text, line.text))
        else:
            left.append(line)
        apart, tail = False, line.text
    bases = tuple(
        LegalBasis(key("visa", at, text), rich(_without_end(text), how.notes), kind, number)  # type: ignore[arg-type]
        for at, (number, kind, text) in enumerate(texts)
    )
    return bases, left


def _goes_on(tail: str, line: Line, how: Manner, *, apart: bool) -> bool:
    """A wrapped line, or a bullet under a visa that announces a list."""
    if not apart:
        return True
    return how.wrapped and len(tail) > how.width * 0.7 and line.text.strip()[:1].islower()


def _without_end(text: str) -> str:
    return (
        re.sub(r"\s*(?:[;,]|(?<!\.)\.)?\s*(?:et)?\s*$", "", text)
        if re.search(r"[;,.]\s*(?:et)?\s*$", text)
        else text.strip()
    )
