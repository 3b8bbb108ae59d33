from django.urls import path

from conventions.views import detail, insertions, list as home, pages, pdf, presence, saving

app_name = "conventions"
urlpatterns = [
    path("", home.convention_list, name="list"),
    path("conventions/<slug:reference>/", detail.convention_detail, name="detail"),
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
