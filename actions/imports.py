"""Import and export of the actions of a plan: one line an action, with its actors and indicators."""

from html import escape
from types import ModuleType
from typing import Any, ClassVar

from import_export import widgets

from actions import perms
from actions.models import ActionSheet, Indicator, Plan, PlanItem, SheetActor
from partners.cells import ChoiceWidget, FrenchBooleanWidget, FrenchDateWidget, TextWidget, text_of
from partners.grammar import fold
from partners.imports import Column, FrenchResource
from partners.models import Organisation


class PlanWidget(widgets.Widget):
    """The name of a plan → the plan, looked for once a file, among those that `user` keeps when there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.user: Any = None
        self.found: dict[str, list[Plan]] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Plan:
        text = text_of(value)
        if not text:
            raise ValueError("Indiquez le nom du plan.")
        if text not in self.found:
            plans = Plan.objects.all() if self.user is None else Plan.objects.kept_by(self.user)
            self.found[text] = list(plans.filter(name__iexact=text)[:2])
        if not self.found[text]:
            raise ValueError(f"« {text} » : aucun plan que vous suivez ne porte ce nom.")
        if len(self.found[text]) > 1:
            raise ValueError(f"« {text} » : plusieurs plans portent ce nom.")
        return self.found[text][0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.name if value else ""


class LevelWidget(widgets.Widget):
    """The code or the title of a level of the plan → that level; empty → ``None``."""

    def __init__(self, plans: PlanWidget) -> None:
        super().__init__()
        self.plans = plans
        self.levels: dict[int, list[PlanItem]] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> PlanItem | None:
        text = text_of(value)
        if not text:
            return None
        try:
            plan = self.plans.clean((row or {}).get("plan"))
        except ValueError:
            return None  # told in the cell of the plan
        if plan.pk not in self.levels:
            self.levels[plan.pk] = list(plan.items.with_parents())
        found = [level for level in self.levels[plan.pk] if fold(text) in _names(level)]
        if len(found) != 1:
            told = "plusieurs niveaux ont" if found else "aucun niveau du plan n’a"
            raise ValueError(f"« {text} » : {told} ce code ou cet intitulé.")
        return found[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.code if value else ""


class LinesWidget(widgets.Widget):
    """Names separated by « ; » or by lines → the list of them."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        parts = text_of(value).replace("\n", ";").split(";")
        return list(dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts))))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return " ; ".join(value or ())


class ParagraphsWidget(TextWidget):
    """Plain text → one paragraph a line; the HTML of our own exports is taken as it is."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        if text.startswith("<"):
            return text
        return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


class ListColumn(Column):
    """A list of names held by other rows: written once the action is stored."""

    def __init__(self, title: str, attribute: str, read: Any, *aliases: str) -> None:
        super().__init__(title, attribute, LinesWidget(), *aliases)
        self.read = read

    def get_value(self, instance: Any, **kwargs: Any) -> list[str]:
        for names in (vars(instance), vars(instance).get("stored_names", {})):
            if self.attribute in names:
                return names[self.attribute]
        return self.read(instance) if instance.pk else []


def _names(level: PlanItem) -> set[str]:
    return {fold(level.code), fold(level.title), fold(f"{level.code} {level.title}")}


def _actors(role: str) -> Any:
    return lambda sheet: [actor.label for actor in sheet.actors.all() if actor.role == role]


def _indicators(sheet: ActionSheet) -> list[str]:
    return [one.label for one in sheet.indicators.all() if one.step_id is None]


_PLANS = PlanWidget()


class ActionSheetResource(FrenchResource):
    perms: ClassVar[ModuleType] = perms

    plan = Column("plan", "plan", _PLANS, "plan d’actions")
    item = Column("objectif", "item", LevelWidget(_PLANS), "axe", "niveau", "objectif général")
    printed_code = Column("code", "printed_code", None, "numéro", "n°")
    title = Column("action", "title", None, "intitulé", "titre", "objectif opérationnel")
    theme = Column("thématique", "theme", None, "thème")
    schedule_text = Column("échéance", "schedule_text", None, "échéancier", "calendrier")
    due_on = Column("à finir le", "due_on", FrenchDateWidget(), "date limite")
    status = Column("état", "status", ChoiceWidget(ActionSheet.Status), "statut", "avancement")
    priority = Column("priorité", "priority", ChoiceWidget(ActionSheet.Priority))
    has_sheet = Column("fiche détaillée", "has_sheet", FrenchBooleanWidget(), "fiche")
    context = Column("contexte", "context", ParagraphsWidget(), "constats")
    goals = Column("objectifs de l’action", "goals", ParagraphsWidget(), "objectifs partagés")
    description = Column("description", "description", ParagraphsWidget(), "descriptif")
    audience = Column("public visé", "audience", TextWidget(multiline=True), "public")
    territory = Column("territoire", "territory", TextWidget(multiline=True))
    leads = ListColumn("pilotes", "lead_names", _actors("lead"), "pilote")
    partners = ListColumn(
        "partenaires", "partner_names", _actors("partner"), "acteurs", "acteurs concernés"
    )
    indicators = ListColumn("indicateurs", "indicator_labels", _indicators, "indicateur")

    class Meta:
        model = ActionSheet
        fields = (
            "plan", "item", "printed_code", "title", "theme", "schedule_text", "due_on", "status", "priority",
            "has_sheet", "context", "goals", "description", "audience", "territory", "leads", "partners",
            "indicators",
        )  # fmt: skip
        import_id_fields = ()
        clean_model_instances = True
        skip_unchanged = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._loaded: dict[int, list[ActionSheet]] = {}

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.fields["plan"].widget.user = kwargs.get("user")
        super().before_import(dataset, **kwargs)

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return super().filter_export(queryset, **kwargs).with_details()

    def existing(self, row: Any) -> ActionSheet | None:
        """The action of that plan with the same printed code, or else the same title."""
        sheets = self._sheets_of(self.cell(row, "plan"))
        code, title = self.cell(row, "printed_code"), fold(self.cell(row, "title"))
        coded = (sheet for sheet in sheets if code and sheet.printed_code == code)
        titled = (sheet for sheet in sheets if fold(sheet.title) == title)
        return next(coded, None) or next(titled, None)

    def _sheets_of(self, plan: Plan) -> list[ActionSheet]:
        """The actions of a plan, loaded once a file, those it adds included."""
        if plan.pk not in self._loaded:
            sheets = ActionSheet.objects.filter(plan=plan).with_details()
            self._loaded[plan.pk] = [self._as_plain(sheet) for sheet in sheets]
        return self._loaded[plan.pk]

    def _as_plain(self, sheet: ActionSheet) -> ActionSheet:
        """Keep the names beside the action: the copies that the import makes lose what is prefetched."""
        columns = [column for column in self.fields.values() if isinstance(column, ListColumn)]
        vars(sheet)["stored_names"] = {one.attribute: one.read(sheet) for one in columns}
        vars(sheet).pop("_prefetched_objects_cache", None)
        return sheet

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        for name in ("status", "priority"):
            title = self.fields[name].column_name
            if title in row and not text_of(row[title]):
                row[title] = getattr(instance, name)
        super().import_instance(instance, row, **kwargs)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().after_save_instance(instance, row, **kwargs)
        sheets = self._sheets_of(instance.plan)
        if instance not in sheets:
            sheets.append(instance)
        for role, name in (("lead", "leads"), ("partner", "partners")):
            if self.fields[name].column_name in row:
                _write_actors(instance, role, self.cell(row, name))
        if self.fields["indicators"].column_name in row:
            _write_indicators(instance, self.cell(row, "indicators"))


def _write_actors(sheet: ActionSheet, role: str, names: list[str]) -> None:
    """Keep the actors still named, drop the others, add the new: an organisation known by name."""
    held = SheetActor.objects.filter(sheet=sheet, role=role)
    stored = {actor.label: actor for actor in held.select_related("organisation", "person")}
    for label, actor in stored.items():
        if label not in names:
            actor.delete()
    for name in names:
        if name not in stored:
            known = _organisation(name)
            SheetActor.objects.create(sheet=sheet, role=role, organisation=known, name=name)


def _organisation(name: str) -> Organisation | None:
    """The one organisation that bears this legal or short name; never a likely one."""
    found = Organisation.objects.filter(legal_name__iexact=name).order_by()[:2]
    found = found or Organisation.objects.filter(short_name__iexact=name).order_by()[:2]
    return found[0] if len(found) == 1 else None


def _write_indicators(sheet: ActionSheet, labels: list[str]) -> None:
    own = Indicator.objects.filter(sheet=sheet, step=None)
    stored = set(own.values_list("label", flat=True))
    own.exclude(label__in=labels).delete()
    for label in labels:
        if label not in stored:
            Indicator.objects.create(sheet=sheet, label=label)
