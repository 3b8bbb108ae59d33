"""Cells of a spreadsheet become values, or a French sentence that names what is wrong.

Widgets for django-import-export: they raise ``ValueError`` and nothing else, which is what it collects.
"""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Choices, Q, QuerySet
from import_export import widgets

from partners import siren as sirens
from partners.grammar import fold
from partners.models import Municipality, Organisation
from partners.models.fields import one_line
from partners.models.searching import index_text
from partners.spreadsheets import as_typed

MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y")


def text_of(value: Any) -> str:
    """Return a cell as text: 48500.0 is "48500", an empty cell is ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return as_typed(str(value)).strip()


class TextWidget(widgets.Widget):
    """Text, blanks collapsed unless *multiline*."""

    def __init__(self, *, multiline: bool = False) -> None:
        super().__init__()
        self.multiline = multiline

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        return text if self.multiline else one_line(text)


class PostcodeWidget(TextWidget):
    """A postcode, whose leading zero a spreadsheet may have eaten."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value).replace(" ", "")
        return text.zfill(5) if re.fullmatch(r"\d{4}", text) else text


class SirenWidget(TextWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return sirens.compact(text_of(value))


class FrenchDecimalWidget(widgets.Widget):
    """« 1 234,56 € » → ``Decimal("1234.56")``; empty → ``None``."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        text = str(value) if isinstance(value, int | float | Decimal) else text_of(value)
        if not text:
            return None
        plain = re.sub(r"[\s€\u00a0\u202f]", "", text).replace("−", "-").replace(",", ".")
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{0,15})?", plain):
            raise ValueError(f"« {text} » n’est pas un nombre.")
        return Decimal(plain)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else value


class FrenchIntegerWidget(FrenchDecimalWidget):
    """« 1 200 » → 1200; a negative or broken number is refused; empty → ``None``."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:  # type: ignore[override]
        number = super().clean(value, row, **kwargs)
        if number is None:
            return None
        if number != number.to_integral_value() or number < 0:
            raise ValueError(f"« {text_of(value)} » n’est pas un nombre entier positif.")
        return int(number)


class FrenchDateWidget(widgets.Widget):
    """« 31/12/2024 », « 1er janvier 2024 » or a date cell → a date; empty → ``None``."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        text = text_of(value)
        return _date(text) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value.strftime("%d/%m/%Y") if value else ""


def _date(text: str) -> datetime.date:
    for form in DATE_FORMATS:
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    words = re.fullmatch(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})", fold(text))
    try:
        if words is None:
            raise ValueError(text)
        return datetime.date(int(words[3]), MONTHS.index(words[2]) + 1, int(words[1]))
    except ValueError as error:
        raise ValueError(
            f"« {text} » n’est pas une date ; écrivez par exemple 31/12/2026."
        ) from error


class FrenchBooleanWidget(widgets.Widget):
    """« oui », « x », « vrai », 1 → ``True``; « non », empty, 0 → ``False``."""

    YES: ClassVar = {"oui", "o", "x", "vrai", "true", "1"}
    NO: ClassVar = {"non", "n", "faux", "false", "0", ""}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        word = fold(text_of(value))
        if word not in self.YES | self.NO:
            raise ValueError(f"« {text_of(value)} » : écrivez oui ou non.")
        return word in self.YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "oui" if value else "non"


class ChoiceWidget(widgets.Widget):
    """A label of *choices* (or its value, or the acronym in brackets) → the value."""

    def __init__(self, choices: type[Choices]) -> None:
        super().__init__()
        self.labels = {str(value): str(label) for value, label in choices.choices}
        self.known: dict[str, str] = {}
        for value, label in self.labels.items():
            acronyms = re.findall(r"\(([^)]+)\)", label)
            names = [value, label, re.sub(r"\s*\([^)]*\)", "", label), *acronyms]
            self.known |= {fold(name): value for name in names}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        found = self.known.get(fold(text), "" if not text else None)
        if found is None:
            raise ValueError(
                f"« {text} » n’est pas reconnu. Choix possibles : {', '.join(self.labels.values())}."
            )
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.labels.get(value, "")


class NamedWidget(widgets.Widget):
    """The name (or code) of another row → that row; the same name is looked for once per file.

    *find* returns the rows a text may mean; none or several is the user's fault.
    """

    def __init__(
        self,
        find: Callable[[str], "QuerySet[Any]"],
        none: str,
        hint: str,
        label: Callable[[Any], str] = str,
    ) -> None:
        super().__init__()
        self.find, self.none, self.hint, self.label = find, none, hint, label
        self.found: dict[str, Any] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = text_of(value)
        if not text:
            return None
        if text not in self.found:
            self.found[text] = self._look_for(text)
        return self.found[text]

    def _look_for(self, text: str) -> Any:
        rows = list(self.find(text)[:2])
        if not rows:
            raise ValueError(f"« {text} » : {self.none} {self.hint}")
        if len(rows) > 1:
            raise ValueError(f"« {text} » : plusieurs réponses possibles. {self.hint}")
        return rows[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.label(value) if value else ""


def municipalities_called(text: str) -> "QuerySet[Municipality]":
    """Return the communes *text* may mean: an INSEE code, a name, or « Chanac (48230) »."""
    coded = re.fullmatch(r"(.+?)\s*\((\w{5})\)", text)
    name, code = (coded[1], coded[2]) if coded else (text, "")
    if re.fullmatch(r"\d[0-9ABab]\d{3}", text):
        return Municipality.objects.filter(insee_code=text.upper())
    named = Municipality.objects.filter(search_text=index_text(name)).order_by("-vintage", "pk")
    return named.filter(Q(insee_code=code) | Q(postcodes__contains=[code])) if code else named


def organisations_called(text: str) -> "QuerySet[Organisation]":
    """Return the organisations *text* may mean: a SIREN or a full name, accents and hyphens ignored."""
    number = sirens.compact(text)
    if number.isdigit():
        return Organisation.objects.filter(siren=number)
    named = Organisation.objects.filter(search_text__startswith=index_text(text))
    exact = [one.pk for one in named if fold(one.legal_name) == fold(text)]
    return Organisation.objects.filter(pk__in=exact)
