from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.documents"
    verbose_name = "文书"
