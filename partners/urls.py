"""Addresses of the partners."""

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("organismes/<int:pk>/logo/", views.organisation_logo, name="logo"),
]
