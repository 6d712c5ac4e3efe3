from django.apps import AppConfig


class DetentionsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.detentions"
    verbose_name = "行政拘留移送"
    procedures = ("linkage.detentions.procedure.DETENTION",)
