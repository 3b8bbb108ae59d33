"""What is said beside the text: threads of remarks, suggested wordings, who is there now."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from conventions.models.address import Addressed
from conventions.models.convention import Convention
from ctg.fields import RichTextField

ACCOUNT = settings.AUTH_USER_MODEL


class OfConvention(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OfConvention":
        return self.filter(convention__in=Convention.objects.visible_to(user))


class Thread(Addressed):
    """A discussion about a block, or about the words `quote` of it, found again by what stands around them."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="threads")
    quote = models.CharField("passage", max_length=500, blank=True)
    before = models.CharField("avant le passage", max_length=60, blank=True)
    after = models.CharField("après le passage", max_length=60, blank=True)
    author = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("ouvert le", auto_now_add=True)
    resolved_at = models.DateTimeField("réglé le", null=True, blank=True)
    resolved_by = models.ForeignKey(
        ACCOUNT, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfConvention.as_manager()

    class Meta:
        verbose_name = "fil de commentaires"
        verbose_name_plural = "fils de commentaires"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["convention", "block_kind", "block_key"])]

    def __str__(self) -> str:
        return self.quote or self.get_block_kind_display()


class Remark(models.Model):
    """One message of a thread, in plain text; the accounts it calls."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("commentaire", max_length=5000)
    created_at = models.DateTimeField("écrit le", auto_now_add=True)
    edited_at = models.DateTimeField("corrigé le", null=True, blank=True)
    mentions: models.ManyToManyField = models.ManyToManyField(ACCOUNT, blank=True, related_name="+")

    class Meta:
        verbose_name = "commentaire"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class WordReturn(models.Model):
    """A .docx edited outside and brought back: who, when, which file; its changes became suggestions."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("fichier", max_length=200)
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    notes = models.JSONField("à savoir", default=list, blank=True)

    objects = OfConvention.as_manager()

    class Meta:
        verbose_name = "retour de Word"
        verbose_name_plural = "retours de Word"
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return self.name


class Suggestion(Addressed):
    """Another wording proposed for one field of a block: nothing changes until a writer accepts it.

    With the kind ADD, a block to add: `after_key` is the key of the block before it, `title` its title.
    """

    class Status(models.TextChoices):
        OPEN = "open", "À examiner"
        ACCEPTED = "accepted", "Acceptée"
        REJECTED = "rejected", "Refusée"
        WITHDRAWN = "withdrawn", "Retirée"

    class Action(models.TextChoices):
        CHANGE = "change", "Modifier"
        ADD = "add", "Ajouter"
        REMOVE = "remove", "Supprimer"

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="suggestions")
    action = models.CharField("proposition", max_length=10, choices=Action, default=Action.CHANGE)
    field = models.CharField("champ", max_length=20, blank=True)  # title, body, text, preamble
    base = RichTextField("texte de départ", blank=True)
    proposed = RichTextField("texte proposé", blank=True)
    title = RichTextField("titre proposé", inline=True, blank=True)  # of a block to add
    after_key = models.CharField(max_length=40, blank=True)
    reason = models.TextField("pourquoi", max_length=2000, blank=True)
    author = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField("auteur dans Word", max_length=120, blank=True)
    word_return = models.ForeignKey(
        WordReturn, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    created_at = models.DateTimeField("proposée le", auto_now_add=True)
    status = models.CharField("état", max_length=10, choices=Status, default=Status.OPEN)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        ACCOUNT, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_note = models.TextField("réponse", max_length=2000, blank=True)

    objects = OfConvention.as_manager()

    class Meta:
        verbose_name = "suggestion"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["convention", "block_kind", "block_key"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", decided_at__isnull=True)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
                name="suggestion_decided_with_its_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} : {self.get_block_kind_display()}"


class Presence(Addressed):
    """Where an account is in a convention now; a row older than `PRESENT_FOR` seconds means it has left."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(ACCOUNT, on_delete=models.CASCADE, related_name="+")
    is_writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    objects = OfConvention.as_manager()

    class Meta:
        verbose_name = "présence"
        constraints = [
            models.UniqueConstraint(fields=["convention", "account"], name="presence_unique")
        ]

    def __str__(self) -> str:
        return str(self.account)
