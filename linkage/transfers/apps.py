from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.transfers"
    verbose_name = "移送"
    procedures = ("linkage.transfers.procedure.TRANSFER",)
