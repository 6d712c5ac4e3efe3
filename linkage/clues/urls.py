"""Addresses of a clue: register one, and what concerns its informants. Everything else stands on the dossier's page."""

from django.urls import path

from linkage.clues import views

app_name = "clues"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<str:number>/informants/", views.informants, name="informants"),
    path("<str:number>/informants/readers/", views.name_readers, name="name_readers"),
    path("<str:number>/informants/<int:place>/", views.reveal, name="reveal"),
]
