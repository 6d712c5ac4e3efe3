from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.screening"
    verbose_name = "应移未移筛查"
