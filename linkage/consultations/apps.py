from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.consultations"
    verbose_name = "咨询与技术支持"
    procedures = (
        "linkage.consultations.procedure.CONSULTATION",
        "linkage.consultations.procedure.SUPPORT",
    )
    dossier_parts = ("linkage.consultations.parts.PART",)
