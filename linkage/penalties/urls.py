"""Addresses of a penalty without a dossier. Everything else stands on the dossier's page."""

from django.urls import path

from linkage.penalties import views

app_name = "penalties"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("decided/", views.decided, name="decided"),
]
