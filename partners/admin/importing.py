"""Import with preview and export, for any scoped admin."""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.shortcuts import redirect
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm

from partners.spreadsheets import FORMATS, FileRefused

_SALT = "partners.import"


class SignedConfirmForm(ConfirmImportForm):
    """Carries the name of the uploaded file from the preview to the import, unforgeable."""

    format = forms.CharField(widget=forms.HiddenInput())

    def clean_import_file_name(self):
        try:
            return signing.loads(self.cleaned_data["import_file_name"], salt=_SALT, max_age=3600)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                "Cet aperçu a expiré. Déposez le fichier de nouveau."
            ) from error


class ScopedImportExport(ImportExportMixin):
    """Mixin before ``ScopedAdmin``: rights of the import and the export, formats, French messages.

    Set ``resource_classes``, whose resources derive from ``partners.imports.FrenchResource``.
    """

    import_formats = FORMATS
    export_formats = FORMATS
    import_template_name = "admin/partners/import.html"
    confirm_form_class = SignedConfirmForm
    export_form_class = ExportForm
    export_template_name = "admin/partners/export.html"

    def has_import_permission(self, request):
        return self.perms.can_add(request.user, self.model)

    def has_export_permission(self, request):
        return self.perms.can_view(request.user, self.model)

    def export_action(self, request):
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:  # an address made by hand: everything is proposed
            return redirect(request.path)

    def add_data_read_fail_error_to_form(self, form, e):
        refused = (
            str(e)
            if isinstance(e, FileRefused)
            else "Ce fichier est illisible. Vérifiez son format."
        )
        form.add_error("import_file", refused)

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if initial:
            initial["import_file_name"] = signing.dumps(initial["import_file_name"], salt=_SALT)
        return initial

    def get_import_data_kwargs(self, **kwargs):
        # Between the preview and the import a row may have become wrong: then nothing is written.
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            result.totals = dict.fromkeys(result.totals, 0)
        return super().process_result(result, request)

    def generate_log_entries(self, result, request):
        if not (result.has_errors() or result.has_validation_errors()):
            super().generate_log_entries(result, request)

    def add_success_message(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            refusal = "Rien n’a été importé : les données ont changé depuis l’aperçu. Déposez le fichier de nouveau."
            messages.error(request, refusal)
            return
        totals = result.totals
        messages.success(
            request,
            f"Import terminé : {_count(totals['new'], 'fiche ajoutée', 'fiches ajoutées')}, "
            f"{_count(totals['update'], 'modifiée', 'modifiées')}, "
            f"{_count(totals['skip'], 'inchangée', 'inchangées')}.",
        )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number < 2 else many}"
