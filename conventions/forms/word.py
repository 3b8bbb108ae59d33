"""A .docx that comes back."""

from crispy_forms.helper import FormHelper
from django import forms

from conventions.readers.source import MAX_BYTES, too_big


class WordForm(forms.Form):
    file = forms.FileField(
        label="Fichier Word (.docx)",
        help_text="20 Mo au plus. Choisissez-le, ou déposez-le sur ce champ.",
        max_length=200,
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        ),
        error_messages={
            "required": "Choisissez le fichier Word à rapporter.",
            "missing": "Choisissez le fichier Word à rapporter.",
            "invalid": "L’envoi du fichier a été interrompu : recommencez.",
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : raccourcissez-le.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(too_big(file.size, file.name))
        return file
