from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.dossiers"
    verbose_name = "卷宗"
