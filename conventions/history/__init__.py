"""The history of a convention: what the database kept of every change, told to people, and the way back."""

from conventions.history.restoring import restore, restore_deleted
from conventions.history.telling import Change, Page, authors, changes

__all__ = ["Change", "Page", "authors", "changes", "restore", "restore_deleted"]
