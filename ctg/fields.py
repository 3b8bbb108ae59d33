"""Model fields shared by the apps: rich text is sanitised on every way in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ctg import richtext
from ctg.forms import RichTextWidget


class RichTextField(models.TextField):
    """Sanitised HTML with live nodes (`ctg.richtext`).

    `inline` keeps one line: text, emphasis and live nodes. Sanitising happens in `pre_save` too,
    because commands and imports do not call `full_clean`.
    """

    def __init__(self, *args: Any, inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # Migrations see a plain text column: leaving the editor costs no schema change.
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", list(args), kwargs

    def sanitise(self, value: str) -> str:
        return richtext.sanitise_inline(value) if self.inline else richtext.sanitise(value)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        try:
            value = self.sanitise(value or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return super().clean(value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 (Django’s signature)
        value = self.sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        kwargs["widget"] = RichTextWidget(inline=self.inline)
        return super().formfield(**kwargs)
