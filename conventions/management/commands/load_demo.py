from argparse import ArgumentParser
from typing import Any

from conventions.demo.loading import Loaded, load
from ctg.history import RecordedCommand


class Command(RecordedCommand):
    help = "Charge les cinq conventions et les comptes de démonstration. Une seconde fois, ne touche à rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="réécrit les conventions, les noms d’organismes et les comptes de démonstration",
        )

    def handle(self, *, reset: bool, verbosity: int, **options: Any) -> None:
        loaded = load(reset=reset)
        if verbosity:
            self._tell(loaded)

    def _tell(self, loaded: Loaded) -> None:
        for reference in loaded.written:
            self.stdout.write(f"Convention écrite : {reference}")
        for reference in loaded.kept:
            self.stdout.write(f"Convention déjà là, laissée telle quelle : {reference}")
        self.stdout.write("\nComptes de démonstration")
        width = max(len(email) for email, _ in loaded.accounts)
        for email, what in loaded.accounts:
            self.stdout.write(f"  {email:{width}}  {what}")
        self.stdout.write(
            f"Mot de passe de tous ces comptes : {loaded.password} (s’il n’a pas été changé)"
        )
