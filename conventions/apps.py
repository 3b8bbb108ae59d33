from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as admin_apps

FOREIGN = ("pghistory", "procrastinate")


class ConventionsConfig(AppConfig):
    default = True
    name = "conventions"
    verbose_name = "Conventions"


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's admin, under the site of `conventions.administration`."""

    default = False
    default_site = "conventions.administration.AdministrationSite"

    def ready(self) -> None:
        """Without the pages that libraries add in English for their own tables."""
        super().ready()
        for model in list(admin.site._registry):
            if model._meta.app_label in FOREIGN:
                admin.site.unregister(model)
