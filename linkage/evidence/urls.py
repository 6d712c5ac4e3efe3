"""Evidence of one dossier: list, add, send one file, withdraw, declare, open."""

from django.urls import path

from linkage.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<str:number>/", views.of_dossier, name="of_dossier"),
    path("<str:number>/add/<int:material_class>/", views.add, name="add"),
    path("<str:number>/send/<int:material_class>/", views.send, name="send"),
    path("<str:number>/declare/<int:material_class>/", views.declare, name="declare"),
    path("<str:number>/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:number>/<uuid:public_id>/file/", views.open_original, name="file"),
]
