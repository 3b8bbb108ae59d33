"""What the editor may insert in the texts of a convention: values and references, as they read now."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from conventions.assembling import assemble
from conventions.document import numbering
from conventions.document.references import catalogue, targets
from conventions.models import Convention

GROUPS = {
    "article": "Articles",
    "annex": "Annexes",
    "sheet": "Fiches-actions",
    "legal_basis": "Visas",
}
COUNTED_LATER = {"pages": "… pages"}  # known once the pages are laid out


@require_GET
@never_cache
def insertions(request, reference):
    """{"variables": [{name, group, label, value}], "references": [{kind, key, group, label, title, number}]}."""
    convention = get_object_or_404(Convention.objects.visible_to(request.user), reference=reference)
    document = assemble(convention)
    labels = numbering.labels(document)
    return JsonResponse(
        {
            "variables": [_variable(variable) for variable in catalogue(document)],
            "references": [
                _reference(target, labels[target.kind, target.key].number)
                for target in targets(document)
            ],
        }
    )


def _variable(variable):
    group, mark, label = variable.label.partition(" : ")
    return {
        "name": variable.name,
        "group": group if mark else "La convention",
        "label": label if mark else variable.label,
        "value": variable.value or COUNTED_LATER.get(variable.name, ""),
    }


def _reference(target, number):
    return {
        "kind": target.kind,
        "key": target.key,
        "group": GROUPS[target.kind],
        "label": target.text,
        "title": target.label.partition(" – ")[2],
        "number": number,
    }
