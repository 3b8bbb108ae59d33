"""A printed line → inline rich text: bold, italics, raised letters, footnote calls; everything else escaped."""

import html
import re

from conventions.document.model import Footnote, Warning
from conventions.readers.source import Line

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CALL = re.compile(rf"(?<=\S)(?<!\bm)(?<!\bkm)(?<!\bcm)(?<![{RAISED}])[{RAISED}]+")
_NOTE = re.compile(rf"^\s*([{RAISED}]+)\s*(\S.*)$")
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_RULES = (
    (re.compile(r"\*\*(?=\S)([^*]{1,4000}?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,4000}?)(?<=[^\s*])\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"\^\{([^{}]{1,20})\}"), r"<sup>\1</sup>"),
    (re.compile(r"&lt;(/?)(?:b|strong)&gt;", re.IGNORECASE), r"<\1strong>"),
    (re.compile(r"&lt;(/?)(?:i|em)&gt;", re.IGNORECASE), r"<\1em>"),
    (re.compile(r"&lt;(/?)(sup|sub)&gt;"), r"<\1\2>"),
    (re.compile(r"&lt;br\s*/?&gt;", re.IGNORECASE), "<br>"),
)
_TAG = re.compile(r"<(/?)(strong|em|sup|sub)>")


class Notes:
    """The footnotes of a file: calls are marked in the lines, texts are kept to be put back where they are called."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.footnotes: list[Footnote] = []
        self.warnings: list[Warning] = []

    def take(self, lines: list[Line]) -> list[Line]:
        """The lines with each call marked; a line that was a note's text is blanked once its call is found."""
        kept: list[Line] = []
        for line in lines:
            found = _NOTE.match(line.text)
            call = self._call_of(kept, found[1]) if found else None
            if found:
                text = clean(found[2])
                self.footnotes.append(Footnote(digits(found[1]), text, line.number))
            if found and call is not None:
                self._bind(kept, call, found[1], text)
                kept.append(line.with_text(""))
            else:
                kept.append(line)
        self._orphans(kept)
        return kept

    def _call_of(self, kept: list[Line], mark: str) -> int | None:
        for at in range(len(kept) - 1, max(len(kept) - 400, -1), -1):
            if any(call.group() == mark for call in _CALL.finditer(kept[at].text)):
                return at
        return None

    def _bind(self, kept: list[Line], at: int, mark: str, text: str) -> None:
        line = kept[at]
        calls = [call for call in _CALL.finditer(line.text) if call.group() == mark]
        start, end = calls[-1].span()
        self.texts.append(text)
        marked = f"{line.text[:start]}{_OPEN}{len(self.texts) - 1}{_CLOSE}{line.text[end:]}"
        kept[at] = line.with_text(marked)

    def _orphans(self, kept: list[Line]) -> None:
        for line in kept:
            for call in _CALL.finditer(line.text):
                if not re.match(r"\w", line.text[call.end() :]):
                    message = f"Appel de note {digits(call.group())} sans note correspondante."
                    self.warnings.append(Warning(message, line.number))
            if found := _NOTE.match(line.text):
                message = f"Note {digits(found[1])} sans appel dans le texte : laissée à sa place."
                self.warnings.append(Warning(message, line.number))

    def html(self, text: str) -> str:
        """Marked calls in already escaped text → live footnotes."""
        return _MARK.sub(lambda found: self._span(int(found[1])), text)

    def _span(self, index: int) -> str:
        if index >= len(self.texts):
            return ""
        text = html.escape(self.texts[index], quote=False).replace('"', "&quot;")
        return f'<span data-note="{text}"></span>'


def digits(mark: str) -> str:
    return "".join(str(RAISED.index(c)) for c in mark)


def rich(text: str, notes: Notes | None = None) -> str:
    """Inline rich text. Tags come out balanced, whatever the source."""
    out = html.escape(text.strip(), quote=False)
    for pattern, replacement in _RULES:
        out = pattern.sub(replacement, out)
    out = _balanced(out.replace("**", ""))
    return notes.html(out) if notes else _MARK.sub("", out)


def _balanced(text: str) -> str:
    """Close what is left open, drop what closes nothing."""
    stack: list[str] = []

    def keep(found: re.Match[str]) -> str:
        closing, name = found[1], found[2]
        if not closing:
            stack.append(name)
            return found.group()
        if stack and stack[-1] == name:
            stack.pop()
            return found.group()
        return ""

    out = _TAG.sub(keep, text)
    return out + "".join(f"</{name}>" for name in reversed(stack))


def clean(text: str) -> str:
    """Plain text: no emphasis marks, no braces round raised letters, no call of note, single blanks."""
    text = _MARK.sub("", text)
    text = re.sub(r"\^\{([^{}]{1,20})\}", r"\1", text)
    text = re.sub(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)", "", text)
    return re.sub(r"\s+", " ", text).strip()
