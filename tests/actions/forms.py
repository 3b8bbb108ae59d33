"""Filling in the pages of the back office as a browser would: every field that the page shows."""

from lxml import html


def filled(response, prefix=None):
    """The fields of the main form of a page, with the values they show; `prefix` keeps an inline's."""
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    data = {}
    for field in form.inputs:
        name = field.get("name")
        if not name or "__prefix__" in name or field.get("type") in {"submit", "file"}:
            continue
        if prefix and not name.startswith(f"{prefix}-"):
            continue
        if field.get("type") == "checkbox":
            if field.checked:
                data[name] = field.get("value") or "on"
            continue
        value = field.value
        if getattr(field, "multiple", False):
            data[name] = list(value)
        else:
            data[name] = value or ""
    return data


def errors(response):
    """The messages a page shows beside its fields."""
    page = html.fromstring(response.content.decode())
    lists = page.find_class("errorlist")
    return [" ".join(item.text_content().split()) for one in lists for item in one.iter("li")]


def texts(response, name):
    """The text of every element of that class."""
    found = html.fromstring(response.content.decode()).find_class(name)
    return [" ".join(one.text_content().split()) for one in found]
