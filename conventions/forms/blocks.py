"""Forms of the blocks: an article, an annex and where it goes; rows that keep an order in their convention."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.html import format_html

from conventions.forms.stated import StatedForm
from conventions.models import Annex, Article, LegalBasis, Party
from conventions.models.text import AnnexFacility, AnnexTable
from ctg import richtext
from ctg.forms import GONE, RowsFormSet


class PlacedForm(StatedForm):
    """A block to add takes a place among the others; a stored one moves with the buttons of its list."""

    after = forms.TypedChoiceField(label="Place", coerce=int, empty_value=None, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["after"]


class ArticleForm(PlacedForm):
    class Meta:
        model = Article
        fields = ["title", "body"]


class AnnexForm(PlacedForm):
    class Meta:
        model = Annex
        fields = ["title", "kind", "with_previous", "body"]


class _Statement(forms.Widget):
    """What a stored row is about, in words."""

    def __init__(self, words):
        super().__init__()
        self.words = words

    def render(self, name, value, attrs=None, renderer=None):
        return format_html('<span class="enonce">{}</span>', self.words)


class StatedField(forms.Field):
    """The object of a stored row: shown, never changed. To change it, the row is removed and another added."""

    def __init__(self, row, label):
        super().__init__(label=label, disabled=True, required=False, widget=_Statement(str(row)))
        self.row = row

    def clean(self, value):
        return self.row


class LockedField(forms.Field):
    """Words that the template locked: shown, never changed here."""

    def __init__(self, label, words):
        super().__init__(label=label, disabled=True, required=False, widget=_Statement(words))


class StoredRowField(forms.Field):
    """The primary key of a stored row, looked for among those already loaded."""

    widget = forms.HiddenInput

    def __init__(self, rows, initial):
        super().__init__(required=False, initial=initial)
        self.rows = {str(row.pk): row for row in rows}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise ValidationError(GONE)
        return self.rows[str(value)]

    def has_changed(self, initial, data):
        return False


class ChosenRowField(forms.ModelChoiceField):
    """What a new row is about, looked for among `rows`: those that all the rows of the page ask for, read at once."""

    rows = None

    def to_python(self, value):
        if self.rows is None or value in self.empty_values:
            return super().to_python(value)
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[str(value)]


class OrderedRowForm(StatedForm):
    """A row of a list that is ordered on the page, about one `subject`, which is stated once it is stored.

    Places are compared between rows and not with the database: two rows may change places in one go, which the
    stored ones would refuse.
    """

    subject = ""

    position = forms.IntegerField(
        label="Place",
        required=False,
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "js-position"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.subject and self.instance.pk and self.subject in self.fields:
            label = self.fields[self.subject].label
            self.fields[self.subject] = StatedField(getattr(self.instance, self.subject), label)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"position"}


class OrderedFormSet(RowsFormSet):
    """Rows in the order of their places; a row without a place goes last, and no two share one."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None and index < self.initial_form_count():
            name = self.model._meta.pk.name
            form.fields[name] = StoredRowField(self.get_queryset(), form.instance.pk)
        if getattr(form.instance, "is_locked", False) and DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].disabled = True
        chosen = form.fields.get(self.form.subject)
        if self.is_bound and isinstance(chosen, ChosenRowField):
            chosen.rows = self._chosen_rows

    @cached_property
    def _chosen_rows(self):
        """What the rows sent are about, by primary key."""
        field = self.form.base_fields[self.form.subject]
        names = [
            f"{self.prefix}-{rank}-{self.form.subject}" for rank in range(self.total_form_count())
        ]
        sent = {self.data.get(name, "") for name in names}
        found = field.queryset.filter(pk__in=[value for value in sent if value.isdecimal()])
        return {str(row.pk): row for row in found}

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if self._is_kept(form)]
        places = [form.cleaned_data["position"] for form in kept if form.cleaned_data["position"]]
        if len(set(places)) < len(places):
            raise ValidationError(
                "Deux lignes ne peuvent pas occuper la même place. Changez l’un des deux numéros."
            )
        last = max(places, default=0)
        for form in kept:
            if not form.cleaned_data["position"]:
                last += 1
                form.instance.position = form.cleaned_data["position"] = last

    def _is_kept(self, form):
        if self.can_delete and self._should_delete_form(form):
            return False
        return bool(form.instance.pk) or form.has_changed()


class LegalBasisForm(OrderedRowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_locked:
            words = {"kind": self.instance.get_kind_display(), "text": _read(self.instance.text)}
            for name in words.keys() & self.fields.keys():
                self.fields[name] = LockedField(self.fields[name].label, words[name])

    class Meta:
        model = LegalBasis
        fields = ["position", "kind", "text"]


def _read(html):
    return richtext.to_text(
        html, variable=lambda name: f"[{richtext.label(name)}]", reference=_cited
    )


def _cited(kind, key):
    return "[renvoi]", ""


def propose(form):
    """Show how the text calls the party while its designation is left empty: the name then follows the directory."""
    if "designation" in form.fields and form.instance.pk:
        usual = form.instance.organisation.designation.full
        form.fields["designation"].widget.attrs["placeholder"] = usual


class PartyRowForm(OrderedRowForm):
    subject = "organisation"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        propose(self)

    class Meta:
        model = Party
        fields = ["position", "organisation", "designation", "side"]


class AnnexTableForm(OrderedRowForm):
    subject = "table"

    class Meta:
        model = AnnexTable
        fields = ["position", "table"]


class AnnexFacilityForm(OrderedRowForm):
    subject = "facility"

    class Meta:
        model = AnnexFacility
        fields = ["position", "facility"]
