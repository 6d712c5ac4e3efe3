from django.apps import AppConfig


class PenaltiesConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.penalties"
    verbose_name = "行政处罚"
    procedures = ("linkage.penalties.procedure.PENALTY",)
    dossier_parts = ("linkage.penalties.parts.PART",)
