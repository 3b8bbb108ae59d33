"""The door: who asks to come in, and where to once inside."""

from typing import Any
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme


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


class BackToThePage(LoginRequiredMiddleware):
    """Who sends a form when the session has ended comes back to its page: the address it was sent to shows nothing."""

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("Referer", "")
        here = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
        asked = urlsplit(page) if here else urlsplit("/")
        query = f"?{asked.query}" if asked.query else ""
        return redirect_to_login(f"{asked.path}{query}")
