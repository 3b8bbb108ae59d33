"""Forms of the plan, of its levels and of its actions."""

from django import forms
from django.core.exceptions import ValidationError

from actions import schedule
from actions.forms.ranked import RankedForm
from actions.models import ActionSheet, Indicator, Plan, PlanItem, Step

EM_SPACE = "\u2003"
UNREAD = "Le texte de l’échéance dit autre chose : corrigez le texte, ou videz-le."


class PlanForm(forms.ModelForm):
    """`user` is set by the admin on the class it builds for one request."""

    user = None

    class Meta:
        model = Plan
        fields = ["name", "organisations", "starts_on", "ends_on", "description"]

    def clean_organisations(self):
        organisations = self.cleaned_data["organisations"]
        if self.user is None or self.user.is_superuser:
            return organisations
        own = {m.organisation_id for m in self.user.memberships.all()}
        if not own & {organisation.pk for organisation in organisations}:
            raise ValidationError(
                "Choisissez au moins un organisme dont vous êtes membre : sans lui, le plan vous "
                "deviendrait invisible."
            )
        return organisations


class ParentField(forms.ModelChoiceField):
    """A level of the plan, shown with its code and set in by its depth."""

    def label_from_instance(self, item):
        return f"{EM_SPACE * (item.depth - 1)}{item.code} {item.title}"

    def to_python(self, value):
        """Find the level among those offered, which are all loaded with their codes."""
        if value in self.empty_values:
            return None
        for item in self.queryset:
            if str(item.pk) == str(value):
                return item
        raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})


class InPlanForm(forms.ModelForm):
    """The form of what hangs in the tree: the choices of `hook` are the levels of its plan."""

    hook = "parent"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.hook)
        if field is None:
            return
        plan = self.instance.plan_id or self.initial.get("plan") or self.data.get("plan")
        field.queryset = _levels(plan, field.queryset, without=self.instance)

    def clean(self):
        cleaned = super().clean()
        plan, hooked = (
            cleaned.get("plan", getattr(self.instance, "plan", None)),
            cleaned.get(self.hook),
        )
        if plan and hooked and hooked.plan_id != plan.pk:
            self.add_error(self.hook, "Cet objectif appartient à un autre plan.")
        return cleaned


def _levels(plan, queryset, *, without):
    """The levels of a plan in the order of its tree; of every plan when none is known."""
    levels = queryset.with_parents()
    if str(plan or "").isdecimal():
        levels = levels.filter(plan=plan)
    if isinstance(without, PlanItem) and without.pk:
        levels = levels.exclude(pk=without.pk)
    return levels


class PlanItemForm(InPlanForm):
    class Meta:
        model = PlanItem
        fields = [
            "plan",
            "parent",
            "level",
            "title",
            "printed_code",
            "description",
            "schedule_text",
            "actors_text",
            "commitment",
            "commitment_due_on",
        ]
        field_classes = {"parent": ParentField}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "description": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "commitment": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }


class DatedForm(forms.ModelForm):
    """A text that gives dates, beside the dates themselves: they may not contradict each other."""

    def clean(self):
        cleaned = super().clean()
        read = schedule.parse(cleaned.get("schedule_text") or "")
        if not (read.start or read.end):
            self.forget_computed_dates(cleaned)
            return cleaned
        for name, said in (("starts_on", read.start), ("due_on", read.end)):
            typed = cleaned.get(name)
            if name in self.changed_data and typed is not None and typed != said:
                self.add_error(name, UNREAD)
            cleaned[name] = said if name not in self.errors else typed
        return cleaned

    def forget_computed_dates(self, cleaned):
        """Dates read in the text of before do not outlive it."""
        before = schedule.parse(self.initial.get("schedule_text") or "")
        if "schedule_text" in self.changed_data and (before.start or before.end):
            for name in {"starts_on", "due_on"} - set(self.changed_data):
                cleaned[name] = None


class ActionSheetForm(DatedForm, InPlanForm):
    hook = "item"

    class Meta:
        model = ActionSheet
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the admin name them
        field_classes = {"item": ParentField}
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "sheet_title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "operational_objective": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "audience": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "territory": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "funding_note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "theme": forms.TextInput(attrs={"list": "themes", "class": "vTextField"}),
        }


class StepForm(DatedForm, RankedForm):
    """A step with its own indicators, one a line."""

    indicator_lines = forms.CharField(
        label="indicateurs de l’étape",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne.",
    )

    class Meta:
        model = Step
        fields = ["text", "schedule_text", "starts_on", "due_on", "done"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            labels = [indicator.label for indicator in self.instance.indicators.all()]
            self.initial["indicator_lines"] = "\n".join(labels)

    def clean_indicator_lines(self):
        lines = [
            " ".join(line.split()) for line in self.cleaned_data["indicator_lines"].splitlines()
        ]
        lines = list(dict.fromkeys(filter(None, lines)))
        if any(len(line) > 500 for line in lines):
            raise ValidationError("Un indicateur tient en 500 caractères : un par ligne.")
        return lines

    def save(self, commit=True):  # noqa: FBT002 - Django's signature
        step = super().save(commit=commit)
        if commit and "indicator_lines" in self.changed_data:
            self.write_indicators(step)
        return step

    def write_indicators(self, step):
        """Keep the indicators whose words stay, with their values; drop the others, add the new."""
        lines = self.cleaned_data["indicator_lines"]
        stored = {indicator.label: indicator for indicator in step.indicators.all()}
        step.indicators.exclude(label__in=lines).delete()
        for label in lines:
            if label not in stored:
                Indicator.objects.create(
                    plan=step.sheet.plan, sheet=step.sheet, step=step, label=label
                )


class IndicatorForm(RankedForm):
    class Meta:
        model = Indicator
        fields = [
            "label",
            "kind",
            "unit",
            "source",
            "frequency",
            "baseline",
            "baseline_on",
            "target",
        ]
        widgets = {"label": forms.Textarea(attrs={"rows": 2})}
