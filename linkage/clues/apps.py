from django.apps import AppConfig


class CluesConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.clues"
    verbose_name = "线索"
    procedures = ("linkage.clues.procedure.CLUE", "linkage.clues.procedure.INTERVENTION")
    dossier_parts = ("linkage.clues.parts.PART",)
