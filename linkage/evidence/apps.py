"""Django's name for this part of the house."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "linkage.evidence"
    verbose_name = "证据材料"
