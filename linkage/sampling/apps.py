from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.sampling"
    verbose_name = "采样检测"
    procedures = (
        "linkage.sampling.procedure.SAMPLE",
        "linkage.sampling.handover_procedure.HANDOVER",
    )
    dossier_parts = ("linkage.sampling.parts.PART",)
