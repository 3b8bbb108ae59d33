from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

from partners import perms
from partners.admin.base import RowsInline, ScopedAdmin
from partners.forms import MembershipFormSet
from partners.models import Account, Membership

admin.site.unregister(Group)  # roles are given by organisation, not by group


def administered(organisations, user):
    """Narrow a choice of organisations to those where the user gives the roles."""
    return organisations.within_reach_of(user, Membership.KEEPERS)


class RoleInline(RowsInline):
    add_label = "Ajouter un rôle"
    model = Membership
    perms = perms
    formset = MembershipFormSet
    choices = {"organisation": administered}
    fields = ["organisation", "role"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .visible_to(request.user)
            .select_related("account", "organisation")
        )

    def has_add_permission(self, request, obj=None):
        return perms.can_add(request.user, Membership) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return perms.can_add(request.user, Membership) and super().has_change_permission(
            request, obj
        )


@admin.register(Account)
class AccountAdmin(ScopedAdmin, UserAdmin):
    perms = perms
    list_display = ["email", "first_name", "last_name", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "memberships__role"]
    search_fields = ["search_text"]
    search_help_text = "Nom, prénom ou adresse."
    ordering = ["last_name", "first_name", "email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    inlines = [RoleInline]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Identité", {"fields": ["first_name", "last_name"]}),
        ("Accès", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "first_name", "last_name", "is_staff"]}),
        ("Mot de passe", {"fields": ["usable_password", "password1", "password2"]}),
    ]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if field := form.base_fields.get("usable_password"):
            field.help_text = (
                "Sans mot de passe, le compte ne peut pas se connecter avant d’en choisir un."
            )
        return form

    def get_readonly_fields(self, request, obj=None):
        # Nobody gives more than they have.
        locked = [] if request.user.is_superuser else ["is_superuser"]
        return [*self.readonly_fields, *locked]
