"""Addresses and forms of the administration, as a browser uses them."""

import datetime as dt
import re

from django.urls import reverse


def page_of(convention):
    return reverse("admin:conventions_convention_change", args=[convention.pk])


def edit(block):
    return reverse(f"admin:conventions_{block._meta.model_name}_change", args=[block.pk])


def add(model, convention, **more):
    query = "&".join(
        f"{name}={value}" for name, value in {"convention": convention.pk, **more}.items()
    )
    return reverse(f"admin:conventions_{model._meta.model_name}_add") + f"?{query}"


def form_of(page):
    """What a browser would send back from the page: every field of its forms."""
    data = {}
    form = page.context["adminform"].form
    for bound in (form, *(inline.formset for inline in page.context["inline_admin_formsets"])):
        forms = (
            [bound]
            if not hasattr(bound, "management_form")
            else [bound.management_form, *bound.forms]
        )
        for one in forms:
            for field in one:
                value = field.value()
                if value is None or value is False:
                    continue
                if isinstance(value, dt.date):
                    value = value.isoformat()
                data[field.html_name] = value
    return data


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page_data(page):
    """The same, with what the page tells it has shown."""
    return form_of(page) | {"etat": page.context["known"]}
