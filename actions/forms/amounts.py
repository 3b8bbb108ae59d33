"""Amounts as people type them: « 10 000,50 € »."""

import re

from django import forms

from ctg import typography


class AmountField(forms.DecimalField):
    """A decimal number typed with blanks, a comma or a euro sign; shown the French way."""

    def __init__(self, **kwargs):
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "class": "amount"})
        super().__init__(**kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f€]", "", value).replace("−", "-").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return typography.number(value, self.decimal_places or 0)
