"""French typography in templates."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString, mark_safe

from ctg import typography

register = template.Library()


@register.filter
def long_date(day: dt.date) -> SafeString:
    """« 1er janvier 2024 », the ending raised."""
    return mark_safe(typography.date_long(day, html=True))  # noqa: S308 - a date


@register.filter
def number(value: int) -> str:
    """« 8 254 », thousands apart."""
    return typography.number(value)
