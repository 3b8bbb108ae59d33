"""Forms of the blocks: an article, an annex and where it goes; rows that keep an order in their convention."""

from django import forms
from django.core.exceptions import ValidationError

from conventions.models import Annex, Article, LegalBasis, Party
from conventions.models.text import AnnexFacility, AnnexTable


class PlacedForm(forms.ModelForm):
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


class OrderedRowForm(forms.ModelForm):
    """A row of a list that is ordered on the page. Places are compared between rows, not with the database:

    two rows may change places in one go, which the stored ones would refuse."""

    position = forms.IntegerField(
        label="Place",
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "js-position", "aria-label": "Place"}),
    )

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"position"}


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows in the order of their places; a row without a place goes last, and no two share one."""

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
    class Meta:
        model = LegalBasis
        fields = ["position", "kind", "text"]


class PartyRowForm(OrderedRowForm):
    class Meta:
        model = Party
        fields = ["position", "organisation", "designation", "side"]


class AnnexTableForm(OrderedRowForm):
    class Meta:
        model = AnnexTable
        fields = ["position", "table"]


class AnnexFacilityForm(OrderedRowForm):
    class Meta:
        model = AnnexFacility
        fields = ["position", "facility"]
