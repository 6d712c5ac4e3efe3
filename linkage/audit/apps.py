from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "linkage.audit"
    verbose_name = "审计链"
    default_auto_field = "django.db.models.BigAutoField"
