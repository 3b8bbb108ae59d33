from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ConventionsConfig(AppConfig):
    default = True
    name = "conventions"
    verbose_name = "Conventions"


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's admin, under the site of `conventions.administration`."""

    default = False
    default_site = "conventions.administration.AdministrationSite"
