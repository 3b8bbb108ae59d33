"""Widgets shared by the apps."""

from typing import Any

from django import forms


class RichTextWidget(forms.Textarea):
    """The rich text editor over a textarea: `inline` for one line (titles, visas), else whole blocks."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, inline: bool = False
    ) -> None:
        self.inline = inline
        super().__init__(attrs)
