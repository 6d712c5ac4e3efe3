from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.cases"
    verbose_name = "案件"
