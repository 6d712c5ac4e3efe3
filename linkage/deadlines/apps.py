from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.deadlines"
    verbose_name = "时限"
