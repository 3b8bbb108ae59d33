"""The door: who asks to come in."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.forms import AuthenticationForm


class LoginForm(AuthenticationForm):
    """An e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = self.fields["username"]
        address.label = "Adresse électronique"
        address.widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("username", "password")
