"""The back office of the deed: a convention from its cover to its closing, block by block."""

from conventions.admin import annex, article, convention, imports, library, party, plan, visa

__all__ = ["annex", "article", "convention", "imports", "library", "party", "plan", "visa"]
