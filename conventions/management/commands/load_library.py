from typing import Any

from conventions import library
from ctg.history import RecordedCommand


class Command(RecordedCommand):
    help = (
        "Charge les clauses et les modèles livrés avec le logiciel. Une seconde fois, ne touche à rien ; "
        "ce qu’un administrateur a réécrit est laissé tel quel."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        loaded = library.load()
        if verbosity:
            self.stdout.write(
                f"Bibliothèque : {loaded.clauses} clauses et {loaded.templates} modèles ajoutés, "
                f"{loaded.updated} clauses mises à jour, {loaded.kept} laissées à leur auteur."
            )
