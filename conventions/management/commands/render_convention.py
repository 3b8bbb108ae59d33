from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from conventions import assembling
from conventions.management.refusing import RefusingCommand
from conventions.models import Convention
from conventions.writers.docx import to_docx
from conventions.writers.pdf import to_pdf
from ctg.pdf import RenderRefused


class Command(RefusingCommand):
    help = "Met en page une convention enregistrée et l’écrit dans un fichier PDF, ou Word."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REF", help="la référence de la convention")
        parser.add_argument(
            "--output", metavar="FICHIER", required=True, help="le fichier à écrire"
        )
        parser.add_argument("--docx", action="store_true", help="en Word (.docx) et non en PDF")
        mark = parser.add_mutually_exclusive_group()
        mark.add_argument("--draft", action="store_true", help="avec la mention PROJET")
        mark.add_argument("--final", action="store_true", help="sans la mention PROJET")

    def handle(self, *, reference: str, output: str, **options: Any) -> None:
        convention = Convention.objects.filter(reference=reference).first()
        if convention is None:
            raise CommandError(f"Aucune convention n’a la référence «\u00a0{reference}\u00a0».")
        if options["docx"]:
            self._write_docx(convention, output, options)
            return
        draft = True if options["draft"] else False if options["final"] else None
        try:
            rendered = to_pdf(assembling.assemble(convention), draft=draft)
            Path(output).write_bytes(rendered.pdf)
        except RenderRefused as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"Impossible d’écrire {output}\u00a0: {reason(error)}.") from None
        for warning in rendered.warnings:
            self.stderr.write(warning)
        weight = round(len(rendered.pdf) / 1000)
        self.stdout.write(
            f"{output}\u00a0: {rendered.pages}\u00a0pages, {weight}\u00a0ko, {rendered.seconds:.1f}\u00a0s"
        )

    def _write_docx(self, convention: Convention, output: str, options: dict[str, Any]) -> None:
        document = assembling.assemble(convention)
        if options["draft"] or options["final"]:
            document = replace(document, draft=options["draft"])
        try:
            data = to_docx(document)
            Path(output).write_bytes(data)
        except ValueError as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"Impossible d’écrire {output}\u00a0: {reason(error)}.") from None
        self.stdout.write(f"{output}\u00a0: {round(len(data) / 1000)}\u00a0ko")


def reason(error: OSError) -> str:
    """What the system says, in French."""
    said: dict[type[OSError], str] = {
        FileNotFoundError: "le dossier n’existe pas",
        IsADirectoryError: "c’est un dossier",
        NotADirectoryError: "le dossier n’existe pas",
        PermissionError: "l’accès est refusé",
    }
    return said.get(type(error), "le disque est plein ou illisible")
