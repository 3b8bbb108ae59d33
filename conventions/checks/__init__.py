"""Checks: each is a function from a Document to findings. Plain Python, no database."""
