"""Forms of the library: a clause and the wording to publish, a template and the clauses it holds."""

from django import forms
from django.core.exceptions import ValidationError

from conventions.forms.blocks import OrderedFormSet, OrderedRowForm
from conventions.library import refuse_variants
from conventions.models import Clause, ClauseVersion, ConventionTemplate, TemplateClause

UNSAID = "Dites en quelques mots ce qui change : les rédacteurs le liront."
EMPTY = "Un visa a besoin de ses mots."
Mode = TemplateClause.Mode


class ClauseForm(forms.ModelForm):
    """A clause and its words: those of the version in force, which a change publishes as another version."""

    title = ClauseVersion._meta.get_field("title").formfield(
        required=False,
        help_text="D’un visa, tout le texte, sans « Vu » ni point-virgule. D’un préambule, laissez vide.",
    )
    body = ClauseVersion._meta.get_field("body").formfield(
        required=False, help_text="Laissez vide une clause que le rédacteur doit écrire."
    )
    note = forms.CharField(
        label="ce qui change",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Montré aux rédacteurs des conventions qui emploient la version d’avant.",
    )

    class Meta:
        model = Clause
        fields = [
            "name",
            "code",
            "part",
            "family",
            "repeat",
            "annex_kind",
            "requires",
            "advice",
            "is_active",
        ]
        widgets = {"advice": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.last = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        if self.last:
            self.initial |= {"title": self.last.title, "body": self.last.body}
        if "requires" in self.fields and self.instance.pk:
            self.fields["requires"].queryset = self.fields["requires"].queryset.exclude(
                pk=self.instance.pk
            )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        said = ClauseVersion(title=cleaned.get("title", ""), body=cleaned.get("body", ""))
        for name in ("title", "body"):
            try:
                cleaned[name] = ClauseVersion._meta.get_field(name).clean(getattr(said, name), said)
            except ValidationError as refused:
                self.add_error(name, refused)
        part = cleaned.get("part") or self.instance.part
        if part == Clause.Part.LEGAL_BASIS and not cleaned.get("title"):
            self.add_error("title", EMPTY)
        if self.last and self.changes_text(cleaned) and not cleaned.get("note"):
            self.add_error("note", UNSAID)
        return cleaned

    def changes_text(self, cleaned):
        """Whether what is typed is another wording than the one in force."""
        return (self.last.title, self.last.body) != (cleaned.get("title"), cleaned.get("body"))


class ConventionTemplateForm(forms.ModelForm):
    class Meta:
        model = ConventionTemplate
        fields = [
            "name",
            "code",
            "description",
            "kind",
            "title",
            "subtitle",
            "years",
            "notice_months",
            "notice_form",
            "is_active",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class TemplateClauseForm(OrderedRowForm):
    subject = "clause"

    class Meta:
        model = TemplateClause
        fields = ["position", "clause", "mode", "is_ticked"]


class TemplateClauseFormSet(OrderedFormSet):
    """The clauses of a template: those that come together by default never hold two variants of one subject."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form.cleaned_data for form in self.forms if self._is_kept(form)]
        refuse_variants(
            row["clause"]
            for row in rows
            if row.get("clause") and (row["mode"] != Mode.OPTIONAL or row["is_ticked"])
        )
