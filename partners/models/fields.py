"""Fields used by several models of this application."""

import re

from django.db import models

from partners import siren as sirens
from partners.validators import validate_logo, validate_siren


class _PlainlyMigrated:
    """Migrations name the Django parent, never this application's code."""

    migrated_as = ""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, self.migrated_as, args, kwargs


class SirenField(_PlainlyMigrated, models.CharField):
    """A SIREN, stored without blanks, "" when unknown."""

    migrated_as = "django.db.models.CharField"
    default_validators = [validate_siren]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 9, "blank": True, "default": ""} | kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return sirens.compact(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname)) or ""
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        # Room for the blanks people type; the stored number is still nine digits long.
        field = super().formfield(**kwargs)
        field.max_length = None
        field.validators = [v for v in field.validators if getattr(v, "code", "") != "max_length"]
        field.widget.attrs.update({"maxlength": "14", "inputmode": "numeric"})
        return field


class LogoField(_PlainlyMigrated, models.ImageField):
    """A PNG or JPEG picture, checked by its content."""

    migrated_as = "django.db.models.ImageField"
    default_validators = [*models.ImageField.default_validators, validate_logo]


class SiteField(models.URLField):
    """An address of a site; "https" is supplied when the scheme is left out."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


def one_line(text: str) -> str:
    """Return *text* with blanks collapsed, typographic apostrophes, and quotes that hold to their words."""
    plain = re.sub(r"\s+", " ", text).strip().replace("'", "’")
    return plain.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
