from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.procedure"
    verbose_name = "程序"
