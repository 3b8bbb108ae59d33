from typing import Any

from django.conf import settings
from django.db import models

from conventions.models.convention import Convention


class ImportRecordQuerySet(models.QuerySet["ImportRecord"]):
    def visible_to(self, user: Any) -> "ImportRecordQuerySet":
        return self.filter(convention__in=Convention.objects.visible_to(user))


class ImportRecord(models.Model):
    """Where a convention was taken over from: the whole source, and what could not be read.

    `warnings` and `unread` are lists of {"line": int | null, "message" or "text": str}.
    """

    convention = models.OneToOneField(
        Convention, on_delete=models.CASCADE, related_name="import_record"
    )
    source_name = models.CharField("fichier", max_length=255)
    source_sha256 = models.CharField("empreinte", max_length=64, unique=True)
    source_text = models.TextField("texte d’origine")
    warnings = models.JSONField("avertissements", default=list, blank=True)
    unread = models.JSONField("passages non lus", default=list, blank=True)
    imported_at = models.DateTimeField("importée le", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    objects = ImportRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "reprise d’un document"
        verbose_name_plural = "reprises de documents"

    def __str__(self) -> str:
        return self.source_name
