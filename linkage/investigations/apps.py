from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.investigations"
    verbose_name = "联合调查"
    procedures = ("linkage.investigations.procedure.INVESTIGATION",)
    dossier_parts = ("linkage.investigations.parts.PART",)
