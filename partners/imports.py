"""Imports and exports of the partners, and what those of other applications are made of.

``FrenchResource`` is the common ground: French column titles with their aliases, official validation
(``full_clean``) of every row, rights asked for every row, all the errors of a row at once.
The widgets that read cells are in ``partners.cells``, the file formats in ``partners.spreadsheets``.
"""

from types import ModuleType
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export import fields, resources, widgets

from partners import perms, siren as sirens
from partners.cells import (
    ChoiceWidget,
    FrenchBooleanWidget,
    FrenchIntegerWidget,
    NamedWidget,
    PostcodeWidget,
    SirenWidget,
    TextWidget,
    municipalities_called,
    organisations_called,
    text_of,
)
from partners.grammar import fold
from partners.models import Facility, Organisation
from partners.spreadsheets import FileRefused


class Column(fields.Field):
    """A column of a file: its French title, the attribute it fills and the other titles it is met under."""

    def __init__(
        self, title: str, attribute: str, widget: widgets.Widget | None = None, *aliases: str
    ) -> None:
        super().__init__(column_name=title, attribute=attribute, widget=widget or TextWidget())
        self.aliases = aliases


class PlainDiff(resources.Diff):
    """What changes in a row, without the inline styles that the security policy refuses."""

    def as_html(self) -> list[SafeString]:
        return [
            self._cell(str(before), str(after))
            for before, after in zip(self.left, self.right, strict=False)
        ]

    def _cell(self, before: str, after: str) -> SafeString:
        if before == after:
            return format_html("{}", after)
        removed = (
            format_html("<del>{}</del> ", before) if before and not self.new else SafeString("")
        )
        return format_html("{}<ins>{}</ins>", removed, after)


class FrenchResource(resources.ModelResource):
    """Rows in French, validated as if typed in a form, written only by who may write them."""

    perms: ClassVar[ModuleType] = perms

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        titles: dict[str, str] = {}
        for column in self.fields.values():
            names = (column.column_name, column.attribute, *getattr(column, "aliases", ()))
            titles |= {fold(str(name)): column.column_name for name in names}
        headers = [titles.get(fold(header or "")) for header in dataset.headers]
        known = ", ".join(column.column_name for column in self.fields.values())
        for header, title in zip(dataset.headers, headers, strict=True):
            if title is None:
                raise FileRefused(
                    f"La colonne « {header} » est inconnue. Colonnes possibles : {known}."
                )
            if headers.count(title) > 1:
                raise FileRefused(f"Deux colonnes disent « {title} ». Gardez-en une.")
        dataset.headers = headers
        self.lines = getattr(dataset, "lines", None) or range(2, len(dataset) + 2)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        for row in (*result.invalid_rows, *result.error_rows):
            row.number = self.lines[row.number - 1]

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> Any:
        result = super().import_row(row, instance_loader, **kwargs)
        if result.validation_error is not None and hasattr(result.validation_error, "error_dict"):
            titles = {column.attribute: column.column_name for column in self.fields.values()}
            errors = result.validation_error.error_dict
            result.validation_error = ValidationError(
                {titles.get(name, name): error for name, error in errors.items()}
            )
        return result

    def get_instance(self, instance_loader: Any, row: Any) -> Model | None:
        """Return the row already stored that this line of the file means, ``None`` for a new one."""
        try:
            return self.existing(row)
        except ValueError:  # an unreadable key is told with the other errors of the line
            return None

    def existing(self, row: Any) -> Model | None:
        raise NotImplementedError

    def cell(self, row: Any, name: str) -> Any:
        """Return the value of field *name* on this line; ``ValueError`` if unreadable."""
        return self.fields[name].widget.clean(row.get(self.fields[name].column_name))

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        user = kwargs.get("user")
        if user is None:
            return
        allowed = (
            self.perms.can_add(user, type(instance)) if new else self.perms.can_edit(user, instance)
        )
        if not allowed:
            raise ValidationError(
                {NON_FIELD_ERRORS: "Vous n’avez pas le droit de modifier cette fiche."}
            )


class OrganisationResource(FrenchResource):
    kind = Column("nature", "kind", ChoiceWidget(Organisation.Kind), "type")
    legal_name = Column("nom complet", "legal_name", None, "nom", "raison sociale", "dénomination")
    short_name = Column("nom court", "short_name", None, "sigle")
    article = Column("article", "article", ChoiceWidget(Organisation.Article))
    gender = Column("genre", "gender", ChoiceWidget(Organisation.Gender))
    number = Column("nombre", "number", ChoiceWidget(Organisation.Number))
    siren = Column("SIREN", "siren", SirenWidget(), "n° siren", "numéro siren")
    address_line1 = Column("adresse", "address_line1", None, "adresse 1", "rue")
    address_line2 = Column("complément d’adresse", "address_line2", None, "adresse 2", "complément")
    postcode = Column("code postal", "postcode", PostcodeWidget(), "cp")
    city = Column("ville", "city", None, "commune")
    email = Column("adresse électronique", "email", None, "courriel", "e-mail", "mail")
    website = Column("site", "website", None, "site internet", "site web")

    class Meta:
        model = Organisation
        fields = (
            "kind", "legal_name", "short_name", "article", "gender", "number", "siren", "address_line1",
            "address_line2", "postcode", "city", "email", "website",
        )  # fmt: skip
        import_id_fields = ()
        clean_model_instances = True
        skip_unchanged = True

    def existing(self, row: Any) -> Organisation | None:
        number, name = self.cell(row, "siren"), self.cell(row, "legal_name")
        if number and (found := Organisation.objects.filter(siren=number).first()):
            return found
        rows = (
            list(organisations_called(name)[:2])
            if name and not sirens.compact(name).isdigit()
            else []
        )
        return rows[0] if len(rows) == 1 else None

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        before = instance.kind
        for name, default in (("gender", "f"), ("number", "s")):
            if not text_of(row.get(self.fields[name].column_name)):
                row[self.fields[name].column_name] = getattr(instance, name) or default
        super().import_instance(instance, row, **kwargs)
        user = kwargs.get("user")
        if user is None or user.is_superuser or instance.kind == before:
            return
        if {before, instance.kind} & set(Organisation.FAMILY_FUNDS):
            raise ValidationError(
                {"kind": "Seul l’administrateur du logiciel ajoute ou change une Caf."}
            )


class FacilityResource(FrenchResource):
    name = Column("nom", "name", None, "équipement", "nom de l’équipement", "structure")
    kind = Column(
        "nature",
        "kind",
        ChoiceWidget(Facility.Kind),
        "type",
        "type d’équipement",
        "nature d’activité",
    )
    activity = Column("activité", "activity", None, "type d’activité")
    operator = Column(
        "gestionnaire (annuaire)",
        "operator",
        NamedWidget(
            organisations_called,
            "aucun organisme de ce nom dans l’annuaire.",
            "Donnez son SIREN, ou remplissez « gestionnaire ».",
            lambda one: one.legal_name,
        ),
    )
    operator_name = Column("gestionnaire", "operator_name", None, "partenaire", "porteur")
    address_line1 = Column("adresse", "address_line1", None, "adresse 1", "rue")
    address_line2 = Column("complément d’adresse", "address_line2", None, "adresse 2", "complément")
    postcode = Column("code postal", "postcode", PostcodeWidget(), "cp")
    municipality = Column(
        "commune (liste officielle)",
        "municipality",
        NamedWidget(
            municipalities_called,
            "aucune commune de ce nom.",
            "Donnez son code Insee, par exemple 48034.",
            str,
        ),
        "code insee",
    )
    municipality_name = Column("commune", "municipality_name", None, "ville", "lieu")
    capacity = Column("places", "capacity", FrenchIntegerWidget(), "capacité", "nombre de places")
    is_new_offer = Column("offre nouvelle", "is_new_offer", FrenchBooleanWidget(), "nouvelle offre")
    notes = Column("remarques", "notes", TextWidget(multiline=True), "observations", "commentaire")

    class Meta:
        model = Facility
        fields = (
            "name", "kind", "activity", "operator", "operator_name", "address_line1", "address_line2", "postcode",
            "municipality", "municipality_name", "capacity", "is_new_offer", "notes",
        )  # fmt: skip
        import_id_fields = ()
        clean_model_instances = True
        skip_unchanged = True

    def existing(self, row: Any) -> Facility | None:
        place = self.cell(row, "municipality_name")
        if not place and (municipality := self.cell(row, "municipality")):
            place = municipality.name
        rows = Facility.objects.filter(
            name__iexact=self.cell(row, "name"), municipality_name__iexact=place
        )
        return rows.filter(kind=self.cell(row, "kind")).first()
