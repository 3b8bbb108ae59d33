"""Public pages of plain text."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def accessibility(request):
    return render(request, "conventions/accessibility.html")


@login_not_required
@require_GET
def privacy(request):
    return render(request, "conventions/privacy.html")
