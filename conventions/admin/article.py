"""The page of one article: its text, what it will read like, the way to the next."""

from django.contrib import admin
from django.urls import reverse

from conventions import library
from conventions.admin.base import BlockAdmin, add_url
from conventions.admin.outline import outline_of
from conventions.blocks import Address
from conventions.forms.blocks import ArticleForm
from conventions.models import Article

WORDS = ("title", "body")


class TextBlockAdmin(BlockAdmin):
    """An article or an annex: numbered in a list, previous and next at hand, shown as it will read."""

    at_the_end = "À la fin"

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            self._offer_places(form.base_fields["after"], request)
        return form

    def _offer_places(self, field, request):
        rows = outline_of(self.convention_of(request, None), request).rows(self.model).values()
        after = [
            (row.position, f"Après l’{row.label[0].lower()}{row.label[1:]} – {row.words}")
            for row in rows
        ]
        field.choices = (
            [("", self.at_the_end), (0, "Au début"), *after] if after else [("", "À la fin")]
        )
        asked = request.GET.get("apres", "")
        field.initial = asked if asked.isdecimal() else ""

    def page_context(self, request, convention, obj):
        outline = outline_of(convention, request)
        rows = list(outline.rows(self.model).values())
        context = {"rows": rows, "cards_title": self.opts.verbose_name_plural}
        if obj is None:
            return context
        at = next((rank for rank, row in enumerate(rows) if row.key == obj.key), None)
        if at is None:
            return context
        return context | {
            "row": rows[at],
            "previous": rows[at - 1] if at else None,
            "next": rows[at + 1] if at + 1 < len(rows) else None,
            "insert_url": add_url(self.model, convention, apres=obj.position),
            "preview": _preview(outline, obj),
            "clause": library.changes_since(obj),
            "locked": obj.is_locked,
            "clause_url": clause_url(obj),
        }

    def get_fieldsets(self, request, obj=None):
        names = self.text_fields if obj else (*self.text_fields[:1], "after", *self.text_fields[1:])
        if obj is not None and obj.is_locked:  # read below, unlocked on the page of its clause
            names = [name for name in names if name not in WORDS]
        return [(None, {"fields": names})] if names else []


def clause_url(block):
    address = Address.of(block)
    return reverse("conventions:clause", args=[block.convention.reference, str(address)])


def _preview(outline, block):
    """What the block will read like; nothing while its text is refused, which is said beside it."""
    try:
        return outline.rendered(block.body)
    except ValueError:
        return ""


@admin.register(Article)
class ArticleAdmin(TextBlockAdmin):
    form = ArticleForm
    anchor = "articles"
    text_fields = ("title", "body")
