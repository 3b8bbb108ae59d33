from django.urls import path

from conventions.views import (
    insertions,
    list as home,
    pages,
    pdf,
    presence,
    reading,
    saving,
    workspace,
)

app_name = "conventions"
urlpatterns = [
    path("", home.convention_list, name="list"),
    path("conventions/<slug:reference>/", workspace.convention_workspace, name="detail"),
    path("conventions/<slug:reference>/plan/", workspace.convention_outline, name="outline"),
    path("conventions/<slug:reference>/lecture/", reading.convention_reading, name="reading"),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/",
        workspace.convention_block,
        name="block",
    ),
    path("conventions/<slug:reference>/pdf/", pdf.convention_pdf, name="pdf"),
    path(
        "conventions/<slug:reference>/insertions.json",
        insertions.insertions,
        name="insertions",
    ),
    path(
        "conventions/<slug:reference>/presence/",
        presence.convention_presence,
        name="presence",
    ),
    path(
        "conventions/<slug:reference>/blocs/<slug:address>/enregistrer/",
        saving.save_block,
        name="save-block",
    ),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("donnees-personnelles/", pages.privacy, name="privacy"),
]
