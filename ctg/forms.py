"""What the forms of the apps share: the rich text editor, days, rows checked against what others stored."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from js_asset import ImportMap, Media, Script

MODULES = ("catalogue", "dialogs", "keys", "nodes", "toolbar", "word")

# Modules name each other by these names, so that WhiteNoise may give every file its own hashed address.
IMPORT_MAP = ImportMap(
    {
        "django-prose-editor/editor": "django_prose_editor/editor.js",
        **{f"ctg/editor/{name}": f"js/editor/{name}.js" for name in MODULES},
    }
)


GONE = "Une ligne n’existe plus : quelqu’un l’a retirée entre-temps. Rechargez la page."


class RowsFormSet(forms.BaseInlineFormSet):
    """Rows of an object, compared with those that someone else stored since the page was opened.

    Django leaves the parent out when it checks the constraints of a row: two pages that add the same row would be
    an error of the database. When stored rows change in the same go, only the database can tell, and refuses.
    """

    def clean(self) -> None:
        super().clean()
        pk = self.model._meta.pk.attname  # type: ignore[union-attr]  # the model of a formset is set by its factory
        if any(pk in form.errors for form in self.initial_forms):
            raise ValidationError(GONE)
        if self.instance.pk is None or any(form.has_changed() for form in self.initial_forms):
            return
        for form in self.extra_forms:
            removed = form.errors or form.cleaned_data.get(DELETION_FIELD_NAME)
            if form.has_changed() and not removed:
                self._compare_with_stored(form)

    def _compare_with_stored(self, form: Any) -> None:
        setattr(form.instance, self.fk.name, self.instance)
        try:
            form.instance.validate_constraints(exclude=form._get_validation_exclusions())
        except ValidationError as refused:
            form.add_error(None, refused.messages)


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
