from django.core.management.base import BaseCommand
from django.utils.autoreload import run_with_reloader

from ctg import jobs


class Command(BaseCommand):
    help = "Fait les travaux demandés depuis les pages (aperçus PDF), jusqu’à SIGTERM ou Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument(
            "--reload", action="store_true", help="repart quand le code change (développement)"
        )

    def handle(self, *args, **options):
        if options["reload"]:
            run_with_reloader(jobs.work, signals=False)
        else:
            jobs.work()
