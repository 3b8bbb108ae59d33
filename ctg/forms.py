"""Widgets shared by the apps: the rich text editor, days."""

from typing import Any

from django import forms
from js_asset import ImportMap, Media, Script

MODULES = ("catalogue", "dialogs", "nodes", "toolbar", "word")

# Modules name each other by these names, so that WhiteNoise may give every file its own hashed address.
IMPORT_MAP = ImportMap(
    {
        "django-prose-editor/editor": "django_prose_editor/editor.js",
        **{f"ctg/editor/{name}": f"js/editor/{name}.js" for name in MODULES},
    }
)


class RichTextWidget(forms.Textarea):
    """The rich text editor over a textarea: `inline` for one line (titles, visas), else whole blocks.

    Values and references are offered once `quote_from` has told where they are read. The import map is an
    inline script: pages print the media through `with_nonce`, the content security policy refuses it otherwise.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, inline: bool = False) -> None:
        self.inline = inline
        kind = {"data-editor": "inline" if inline else "block", "rows": 2 if inline else 12}
        super().__init__(kind | (attrs or {}))

    @property
    def media(self) -> Media:
        return Media(
            importmap=IMPORT_MAP,
            css={"all": ["css/editor.css"]},
            js=[Script("js/editor.js", type="module")],
        )

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: the browser cannot point at a textarea that the editor hides; the server checks."""
        return False


class DayInput(forms.DateInput):
    """A day in the calendar of the browser, which knows how its user writes dates."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def quote_from(url: str, fields: dict[str, forms.Field]) -> None:
    """Let the rich texts among *fields* insert the values and references read at *url*."""
    for field in fields.values():
        if isinstance(field.widget, RichTextWidget):
            field.widget.attrs["data-insertions"] = url


def with_nonce(media: forms.Media, nonce: object) -> Media:
    """The media of a form, with the nonce of the page on every tag it prints."""
    return Media.from_media(media, nonce=str(nonce))
