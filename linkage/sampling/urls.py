"""Addresses of the seal labels and of the register of samplers."""

from django.urls import path

from linkage.sampling import views

app_name = "sampling"
urlpatterns = [
    path("labels/<str:number>/", views.labels, name="labels"),
    path("qualifications/", views.qualifications, name="qualifications"),
    path("qualifications/<int:pk>/revoke/", views.revoke, name="revoke"),
]
