from django.apps import AppConfig


class WasteConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.waste"
    verbose_name = "危险废物"
    procedures = ("linkage.waste.procedure.WASTE",)
    dossier_parts = ("linkage.waste.parts.PART",)
