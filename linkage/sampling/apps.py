from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.sampling"
    verbose_name = "采样检测"
    procedures = ("linkage.sampling.procedure.SAMPLE",)
    dossier_parts = ("linkage.sampling.parts.PART",)
