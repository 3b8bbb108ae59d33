"""Addresses of the partners."""

app_name = "partners"
urlpatterns: list = []
