from django.apps import AppConfig


class ReverseTransfersConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.reverse_transfers"
    verbose_name = "反向移送"
