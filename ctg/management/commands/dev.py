import shlex
import sys

from django.core.management.base import BaseCommand

from ctg import supervising


class Command(BaseCommand):
    help = "Lance le serveur de développement et les travaux à côté ; les deux repartent quand le code change."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000")

    def handle(self, *args, **options):
        manage = shlex.join([sys.executable, "manage.py"])
        address = shlex.quote(options["address"])
        sys.exit(supervising.run([f"{manage} runserver {address}", f"{manage} work --reload"]))
