"""A convention as a .docx: real headings, lists, tables, footnotes and numbered articles."""

from conventions.writers.docx.composing import to_docx

__all__ = ["to_docx"]
