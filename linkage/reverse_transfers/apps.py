from django.apps import AppConfig


class ReverseTransfersConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.reverse_transfers"
    verbose_name = "反向移送"
    procedures = ("linkage.reverse_transfers.procedure.REVERSE_TRANSFER",)
    dossier_parts = ("linkage.reverse_transfers.parts.PART",)
