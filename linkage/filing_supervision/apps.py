from django.apps import AppConfig


class FilingSupervisionConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.filing_supervision"
    verbose_name = "检察监督"
    procedures = (
        "linkage.filing_supervision.procedure.SUPERVISION",
        "linkage.filing_supervision.procedure.OPINION",
    )
    dossier_parts = ("linkage.filing_supervision.parts.PART",)
