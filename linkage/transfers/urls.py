"""Addresses of one case: open it, see it, do an act on it, ask why a clock falls due, look at an identity number."""

from django.urls import path

from linkage.transfers import views

app_name = "transfers"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<str:number>/", views.dossier, name="dossier"),
    path("<str:number>/clocks/<int:pk>/", views.clock, name="clock"),
    path("<str:number>/parties/<int:pk>/identity/", views.identity, name="identity"),
    path("<str:number>/before/<slug:code>/<slug:act>/", views.lead_act, name="lead_act"),
    path(
        "<str:number>/before/<slug:code>/<slug:act>/preview/<slug:kind>/<int:page>.png",
        views.lead_preview,
        name="lead_preview",
    ),
    path("<str:number>/<str:act>/", views.act, name="act"),
    path("<str:number>/<str:act>/preview/<str:kind>/<int:page>.png", views.preview, name="preview"),
]
