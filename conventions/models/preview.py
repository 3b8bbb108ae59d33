from typing import Any

from django.conf import settings
from django.db import models

from conventions.models.convention import Convention


class PdfPreviewQuerySet(models.QuerySet["PdfPreview"]):
    def visible_to(self, user: Any) -> "PdfPreviewQuerySet":
        return self.filter(convention__in=Convention.objects.visible_to(user))


class PdfPreview(models.Model):
    """A PDF of the convention as it stood when it was asked for, made by a job.

    QUEUED → RUNNING → DONE | FAILED. The last DONE one is shown until the next is ready.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "En attente"
        RUNNING = "running", "En cours"
        DONE = "done", "Prêt"
        FAILED = "failed", "Refusé"

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)  # of the Document printed
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    pdf = models.BinaryField(null=True)
    pages = models.PositiveIntegerField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = PdfPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = "aperçu PDF"
        verbose_name_plural = "aperçus PDF"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_pdf_preview_at_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention} ({self.get_state_display()})"
