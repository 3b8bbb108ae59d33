"""The page of a plan, with the way back to the conventions that annex it, which the plan itself does not know."""

from django.contrib import admin

from actions.admin import PlanAdmin
from actions.models import Plan
from conventions.models import Convention

admin.site.unregister(Plan)


@admin.register(Plan)
class AnnexedPlanAdmin(PlanAdmin):
    def tree_context(self, request, plan):
        annexing = Convention.objects.visible_to(request.user).filter(plan=plan)
        return super().tree_context(request, plan) | {"conventions": annexing}
