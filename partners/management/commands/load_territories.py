import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from partners.reference import ReferenceDataError, load_territories


class Command(BaseCommand):
    help = "Charge ou met à jour les départements, les intercommunalités, les communes, les Caf et les MSA."

    def add_arguments(self, parser):
        parser.add_argument("--source", type=Path, help="dossier de la liste officielle")
        parser.add_argument(
            "--vintage", type=int, help="année de la liste, si elle n’est pas déduite"
        )

    def handle(self, *, source, vintage, **options):
        try:
            loaded = load_territories(Path(source or settings.CTG_REFERENCE_DIR), vintage)
        except ReferenceDataError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        self.stdout.write(
            f"Liste officielle {loaded.vintage} : {loaded.departments} départements, "
            f"{loaded.intermunicipalities} intercommunalités, {loaded.municipalities} communes ; "
            f"{loaded.organisations} organismes ajoutés."
        )
