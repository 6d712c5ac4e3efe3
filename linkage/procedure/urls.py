"""Addresses of what runs beside a case."""

from django.urls import path

from linkage.procedure import views

app_name = "procedure"
urlpatterns = [
    path("<slug:code>/<int:pk>/", views.matter, name="matter"),
    path("<slug:code>/<int:pk>/<slug:act>/", views.act, name="act"),
    path("<slug:code>/<int:pk>/<slug:act>/preview/<slug:kind>/<int:page>.png", views.preview, name="preview"),
    path("<slug:code>/new/<str:number>/<slug:act>/", views.open_matter, name="open"),
    path(
        "<slug:code>/new/<str:number>/<slug:act>/preview/<slug:kind>/<int:page>.png",
        views.open_preview,
        name="open_preview",
    ),
]
