from django.urls import path

from conventions.views import detail, list as home, pages

app_name = "conventions"
urlpatterns = [
    path("", home.convention_list, name="list"),
    path("conventions/<slug:reference>/", detail.convention_detail, name="detail"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("donnees-personnelles/", pages.privacy, name="privacy"),
]
