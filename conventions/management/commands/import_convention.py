from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from conventions import filing
from conventions.management.refusing import RefusingCommand
from conventions.models import Convention
from conventions.readers.files import Unreadable, load_with_text


class Command(RefusingCommand):
    help = "Lit une convention (fichier texte ou Word) et l’enregistre ; affiche sa référence et un résumé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FICHIER", help="la convention, au format texte ou Word (.docx)"
        )

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            document, text = load_with_text(file)
            convention = filing.file(
                document, owner=None, source_name=Path(file).name, source_text=text
            )
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self._tell(convention)

    def _tell(self, convention: Convention) -> None:
        record = convention.import_record
        self.stdout.write(f"Référence : {convention.reference}")
        self.stdout.write(f"Adresse   : {convention.get_absolute_url()}")
        self.stdout.write(
            f"{convention.title} : {convention.parties.count()} parties, "
            f"{convention.legal_bases.count()} visas, {convention.articles.count()} articles, "
            f"{convention.annexes.count()} annexes."
        )
        self.stdout.write(f"{len(record.warnings)} avertissement(s)")
        for warning in sorted(record.warnings, key=lambda w: w["line"] or 0):
            line = f"l. {warning['line']}" if warning["line"] else ""
            self.stdout.write(f"  {line:8} {warning['message']}")
