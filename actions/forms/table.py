"""The grid of a financing table: a row of inputs for each of its rows, and a block pasted in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from actions import funding, grid, pasting
from actions.forms.ranked import RankedForm, RankedFormSet
from actions.models import FinancingTable, TableRow
from ctg import typography

VERDICTS = {
    "right": "exact",
    "minor": "un arrondi près",
    "wrong": "écart",
    "partial": "partiel",
    "approximate": "à peu près",
    "missing": "absent",
}


class FinancingTableForm(forms.ModelForm):
    pasted = forms.CharField(
        label="coller un tableau",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=(
            "Copiez les cellules dans votre tableur, puis collez-les ici : les colonnes manquantes "
            "et les lignes s’ajoutent à la grille quand vous enregistrez."
        ),
    )
    pasted_titles = forms.BooleanField(
        label="la première ligne collée porte les titres des colonnes", required=False, initial=True
    )

    class Meta:
        model = FinancingTable
        fields = ["plan", "title", "row_heading", "unit_note", "source", "notes"]
        widgets = {
            "source": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "notes": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def clean(self):
        cleaned = super().clean()
        self.block = None
        if not (cleaned.get("pasted") or "").strip():
            return cleaned
        try:
            self.block = pasting.read(cleaned["pasted"], with_titles=cleaned["pasted_titles"])
        except ValueError as error:
            self.add_error("pasted", str(error))
            return cleaned
        self.check_room()
        return cleaned

    def check_room(self):
        """The block must fit the columns of the table, and the table one page."""
        columns = list(self.instance.columns.all()) if self.instance.pk else []
        width = len(self.block.columns)
        if columns and len(columns) != width:
            self.add_error(
                "pasted",
                f"Le tableau a {len(columns)} colonnes de valeurs et le texte collé en a {width} : "
                "ajustez l’un ou l’autre.",
            )
        rows = len(self.block.rows) + (self.instance.rows.count() if self.instance.pk else 0)
        if rows * width > grid.MOST_CELLS:
            self.add_error(
                "pasted",
                f"Le tableau dépasserait {grid.MOST_CELLS} cases : répartissez-le en plusieurs "
                "tableaux.",
            )


class RowForm(RankedForm):
    """A row and its cells: one text a column, `cell_<column>`."""

    columns = ()

    class Meta:
        model = TableRow
        fields = ["kind", "label", "of_which", "depth", "measure", "note"]
        widgets = {"label": forms.Textarea(attrs={"rows": 1})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        texts = {}
        if self.instance.pk:
            texts = {cell.column_id: cell.text for cell in self.instance.cells.all()}
        for column in self.columns:
            name = f"cell_{column.pk}"
            self.fields[name] = forms.CharField(
                label=str(column), required=False, max_length=5000, widget=_cell_widget(column)
            )
            if self.instance.pk:
                self.initial[name] = texts.get(column.pk, "")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("of_which") and cleaned.get("kind") != TableRow.Kind.LINE:
            self.add_error("of_which", "Seule une ligne ordinaire peut être un « dont ».")
        texts = [cleaned.get(f"cell_{column.pk}") for column in self.columns]
        if not (cleaned.get("label") or any(texts) or self.errors):
            raise ValidationError("Donnez un intitulé à la ligne, ou supprimez-la.")
        return cleaned

    def save(self, commit=True):  # noqa: FBT002 - Django's signature
        row = super().save(commit=commit)
        if commit:
            self.write_cells(row)
        return row

    def write_cells(self, row):
        present = set(row.table.columns.values_list("pk", flat=True))
        texts = {
            column: self.cleaned_data.get(f"cell_{column.pk}", "")
            for column in self.columns
            if column.pk in present
        }
        grid.write_cells(row, texts)

    def cells(self):
        """For each column, its input and what the computed total says of it."""
        verdicts = self.formset.verdicts if self.instance.pk else {}
        return [
            {
                "field": self[f"cell_{column.pk}"],
                "kind": column.kind,
                "beside": _beside(verdicts.get((self, place)), column),
            }
            for place, column in enumerate(self.columns)
        ]

    def shown(self):
        """The row as it stands in the page, typed or stored."""
        kind, measure = self["kind"].value() or "line", self["measure"].value() or None
        cells = tuple(
            funding.parse_cell(self[f"cell_{column.pk}"].value() or "", measure or column.kind)
            for column in self.columns
        )
        of_which = self["of_which"].value() in (True, "on", "true", "True")
        return funding.Row(kind=kind, of_which=of_which, measure=measure, cells=cells)


class GridFormSet(RankedFormSet):
    """The rows of the grid, each knowing what its printed totals are worth."""

    def add_fields(self, form, index):
        """The headers of the grid name its columns for the eye; each input says its own name."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = str(field.label or "Supprimer").capitalize()

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.formset = self
        return form

    @cached_property
    def verdicts(self):
        """The comparisons of the totals as they stand in the page, by form and column."""
        shown = self.initial_forms
        columns = [grid.column_value(column) for column in self.form.columns]
        found = funding.compare(columns, [form.shown() for form in shown])
        return {(shown[item.row], item.column): item for item in found}


def _beside(comparison, column):
    """What to say beside a printed total; nothing when there is nothing to add up."""
    if comparison is None or comparison.verdict == "unknown":
        return None
    write = typography.amount if column.kind == "amount" else typography.number
    computed = comparison.computed
    text = f"calculé : {write(computed.amount)}"
    if computed.second is not None:
        text += f" + prêt {write(computed.second)}"
    if computed.partial and comparison.verdict != "partial":
        text += " (partiel)"
    if comparison.difference:
        text += f", écart {write(comparison.difference)}"
    return {"verdict": comparison.verdict, "label": VERDICTS[comparison.verdict], "text": text}


def _cell_widget(column):
    look = "words" if column.kind == "text" else "figure"
    return forms.Textarea(attrs={"rows": 1, "class": f"cell {look}", "autocomplete": "off"})
