from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.assessments"
    verbose_name = "入罪评估"
    procedures = ("linkage.assessments.procedure.ASSESSMENT",)
    dossier_parts = ("linkage.assessments.parts.PART",)
