"""Spreadsheet files as people send them: read without surprise, written without danger.

Reading refuses what would be misread (a formula Excel never computed, a file too big, a file that is
something else) with a French sentence. Writing prefixes with an apostrophe the texts a spreadsheet would
take for a formula. Reusable by every application, through ``FORMATS``.
"""

import csv
import io
import zipfile
from typing import Any

import openpyxl
import tablib
from import_export.formats import base_formats
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_UNZIPPED_BYTES = 60 * 1024 * 1024
MAX_ROWS = 20_000
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


class FileRefused(ValueError):
    """The file cannot be imported; the message is a French sentence for the user."""


def harmless(cell: Any) -> Any:
    """Return *cell*, a text that a spreadsheet would compute being prefixed with an apostrophe.

    Numbers and dates are left alone: « -12 » typed as a number stays a number.
    """
    if isinstance(cell, str) and cell.startswith(DANGEROUS_STARTS):
        return f"'{cell}"
    return cell


def as_typed(text: str) -> str:
    """Undo :func:`harmless`, so that an exported file may be imported again."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS_STARTS) else text


def _check_size(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise FileRefused("Ce fichier pèse plus de 5 Mo. Séparez-le en plusieurs fichiers.")
    if not data.strip():
        raise FileRefused("Ce fichier est vide.")


def _dataset(rows: list[list[Any]]) -> tablib.Dataset:
    """Return the rows as a dataset: first row the headers, empty rows and columns dropped.

    ``dataset.lines`` gives the number of each row in the file, for messages.
    """
    numbered = [
        (number, row) for number, row in enumerate(rows, start=1) if not all(map(_is_blank, row))
    ]
    if len(numbered) < 2:
        raise FileRefused("Ce fichier ne contient aucune ligne sous ses titres de colonnes.")
    if len(numbered) - 1 > MAX_ROWS:
        raise FileRefused(
            f"Ce fichier compte plus de {MAX_ROWS} lignes. Séparez-le en plusieurs fichiers."
        )
    (_, titles), *body = numbered
    headers = ["" if cell is None else str(cell).strip() for cell in titles]
    while headers and not headers[-1]:
        headers.pop()
    dataset = tablib.Dataset(headers=headers)
    for number, row in body:
        if not all(map(_is_blank, row[len(headers) :])):
            raise FileRefused(f"La ligne {number} a plus de cellules que la ligne de titres.")
        dataset.append([*row[: len(headers)], *[None] * (len(headers) - len(row))])
    dataset.lines = [number for number, _ in body]
    return dataset


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


class CSV(base_formats.CSV):
    """CSV as French Excel writes it (« ; », Windows-1252) or as others do (« , », UTF-8)."""

    def get_title(self) -> str:
        return "csv"

    def is_binary(self) -> bool:
        return True  # the encoding is found here, not declared

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> tablib.Dataset:
        _check_size(in_stream)
        if b"\0" in in_stream:
            raise FileRefused(
                "Ce fichier n’est pas un fichier CSV : c’est un classeur ou une image."
            )
        try:
            text = in_stream.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = in_stream.decode("cp1252", errors="replace")
        first = text.lstrip().splitlines()[0]
        delimiter = max(";,\t", key=first.count)
        try:
            return _dataset(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
        except csv.Error as error:
            raise FileRefused("Ce fichier n’est pas un fichier CSV lisible.") from error

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, delimiter=";")
        writer.writerow(dataset.headers)
        writer.writerows([harmless(cell) for cell in row] for row in dataset)
        return lines.getvalue().encode("utf-8-sig")


class XLSX(base_formats.XLSX):
    """A workbook's first sheet."""

    def get_title(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        _check_size(in_stream)
        _check_zip(in_stream)
        computed = _cells(in_stream, data_only=True)
        for row, formulas in zip(computed, _cells(in_stream, data_only=False), strict=True):
            for cell, formula in zip(row, formulas, strict=True):
                if cell.value is None and formula.value is not None:
                    raise FileRefused(
                        f"La cellule {formula.coordinate} contient une formule sans résultat enregistré. "
                        "Ouvrez le classeur dans votre tableur, enregistrez-le, puis déposez-le de nouveau."
                    )
        return _dataset([[cell.value for cell in row] for row in computed])

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet(dataset.title or "Export")
        sheet.append([_printable(cell) for cell in dataset.headers])
        for row in dataset:
            sheet.append([_printable(harmless(cell)) for cell in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()


def _printable(cell: Any) -> Any:
    if isinstance(cell, str):
        return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", cell)
    return cell


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            known = "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise FileRefused("Ce fichier n’est pas un classeur Excel (.xlsx).") from error
    if not known:
        raise FileRefused("Ce fichier n’est pas un classeur Excel (.xlsx).")
    if size > MAX_UNZIPPED_BYTES:
        raise FileRefused(
            "Ce classeur est démesuré une fois décompressé. Gardez-y la seule feuille utile."
        )


def _cells(data: bytes, *, data_only: bool) -> list[tuple[Any, ...]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=data_only)
        sheet = book.worksheets[0]
    except (KeyError, ValueError, IndexError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise FileRefused("Ce classeur Excel est illisible ou abîmé.") from error
    if sheet.max_row > MAX_ROWS * 2 or sheet.max_column > 200:
        raise FileRefused(f"La première feuille dépasse {MAX_ROWS} lignes ou 200 colonnes.")
    return list(sheet.iter_rows())


FORMATS = [CSV, XLSX]
