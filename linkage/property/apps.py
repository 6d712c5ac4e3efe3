from django.apps import AppConfig


class PropertyConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.property"
    verbose_name = "涉案物品"
    procedures = ("linkage.property.procedure.PROPERTY",)
    dossier_parts = ("linkage.property.parts.PART",)
