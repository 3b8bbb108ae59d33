"""The history of a convention: what the database kept of every change, told to people, and the way back."""

from conventions.history.restoring import restore, restore_deleted

__all__ = ["restore", "restore_deleted"]
