"""The administration site: its sections in the order of the house, its first page, its door."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from conventions import perms
from conventions.models import Convention

# (title, application, models in this order); the first section of an application takes its other models too
SECTIONS = (
    ("Conventions", "conventions", ("Convention",)),
    ("Modèles", "conventions", ("ConventionTemplate", "Clause")),
    (
        "Plan d’actions",
        "actions",
        ("Plan", "PlanItem", "ActionSheet", "FinancingTable", "Committee"),
    ),
    (
        "Partenaires",
        "partners",
        (
            "Organisation",
            "Person",
            "Mandate",
            "Facility",
            "Municipality",
            "Intermunicipality",
            "Department",
        ),
    ),
    ("Comptes", "partners", ("Account", "Membership")),
)
RECENT = 6


class AdministrationSite(admin.AdminSite):
    site_header = "Administration"
    site_title = "ctg"
    index_title = "Administration"
    index_template = "admin/index.html"
    enable_nav_sidebar = True

    def get_urls(self):
        """Without the detour to the page of any object, which asks for no right on it."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def get_app_list(self, request, app_label=None):
        """Sections in reading order; an application asked by name keeps its own page."""
        apps = self._build_app_dict(request, app_label)
        if app_label:
            return list(apps.values())
        sections = [_section(apps, *section) for section in SECTIONS]
        return [section for section in sections if section["models"]]

    def index(self, request, extra_context=None):
        mine = Convention.objects.visible_to(request.user)
        context = {
            "recent": mine.select_related("owner").order_by("-updated_at")[:RECENT],
            "can_create": perms.can_create(request.user),
        }
        return super().index(request, context | (extra_context or {}))

    def login(self, request, extra_context=None):
        """One door for the whole site; who is inside without the right is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


def _section(apps, title, app_label, names):
    """One section of the menu, as Django's templates read it."""
    app = apps.get(app_label) or {"models": [], "app_url": "", "has_module_perms": False}
    models = {model["object_name"]: model for model in app["models"]}
    first = next(section for section in SECTIONS if section[1] == app_label)
    others = [name for name in models if name not in _named(app_label)] if first[0] == title else []
    return {
        "name": title,
        "app_label": app_label,
        "app_url": app["app_url"],
        "has_module_perms": app["has_module_perms"],
        "models": [models[name] for name in (*names, *others) if name in models],
    }


def _named(app_label):
    return {name for _, label, names in SECTIONS if label == app_label for name in names}
