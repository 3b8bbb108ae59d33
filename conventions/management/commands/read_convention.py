import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from conventions.management.refusing import RefusingCommand
from conventions.readers.files import Unreadable, load
from conventions.readers.summary import summary
from conventions.writers.data import read_json


class Command(RefusingCommand):
    help = "Lit une convention (fichier texte ou Word) et montre ce qui a été compris. N’enregistre rien."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FICHIER", help="la convention, au format texte ou Word (.docx)"
        )
        parser.add_argument("--json", action="store_true", help="écrit le résultat en JSON")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            document = load(file)
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            self.stdout.write(json.dumps(read_json(document), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(summary(document))
