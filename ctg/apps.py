from django.apps import AppConfig
from django.core import checks

from ctg.postgres import check_server_version


class CtgConfig(AppConfig):
    name = "ctg"
    verbose_name = "Socle"

    def ready(self) -> None:
        checks.register(check_server_version, checks.Tags.database)
