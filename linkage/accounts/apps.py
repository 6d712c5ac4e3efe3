from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.accounts"
    verbose_name = "机构与人员"
