"""Visas are written in the page of their convention; here, only what removing and moving one needs."""

from django.contrib import admin

from conventions.admin.base import BlockAdmin
from conventions.forms.stated import StatedForm
from conventions.models import LegalBasis


@admin.register(LegalBasis)
class LegalBasisAdmin(BlockAdmin):
    form = StatedForm
    anchor = "visas"
    fields = ["kind", "text"]
