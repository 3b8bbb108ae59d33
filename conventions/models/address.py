"""Where something stands in a convention: the kind of the block and its stable key.

What is said about a block (a comment, a suggestion, who is there) keeps its address and not a foreign key: it outlives
the block, and comes back with it when a deletion is undone.
"""

from django.db import models


class BlockKind(models.TextChoices):
    """What the outline of a convention is made of. The first, the preamble and the closing exist once: no key."""

    GENERAL = "general", "Généralités"
    PARTY = "party", "Partie"
    LEGAL_BASIS = "legal_basis", "Visa"
    PREAMBLE = "preamble", "Préambule"
    ARTICLE = "article", "Article"
    ANNEX = "annex", "Annexe"
    CLOSING = "closing", "Clôture"


class Addressed(models.Model):
    block_kind = models.CharField("bloc", max_length=20, choices=BlockKind)
    block_key = models.CharField("clé du bloc", max_length=40, blank=True)

    class Meta:
        abstract = True
