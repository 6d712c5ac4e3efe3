from django.apps import AppConfig


class FilingSupervisionConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.filing_supervision"
    verbose_name = "检察监督"
