"""The history of a convention: what the database kept of every change, told to people, and the way back."""

from conventions.history.details import Detail, detail, find
from conventions.history.restoring import restore, restore_deleted
from conventions.history.telling import Change, Page, authors, changes

__all__ = [
    "Change",
    "Detail",
    "Page",
    "authors",
    "changes",
    "detail",
    "find",
    "restore",
    "restore_deleted",
]
