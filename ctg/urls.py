from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from ctg.access import LoginForm

handler400 = "conventions.views.refusals.bad_request"
urlpatterns = [
    path(
        "connexion/",
        auth_views.LoginView.as_view(template_name="login.html", authentication_form=LoginForm),
        name="login",
    ),
    path("deconnexion/", auth_views.LogoutView.as_view(), name="logout"),
    path("administration/", admin.site.urls),
    path("partenaires/", include("partners.urls")),
    path("", include("conventions.urls")),
]
