from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Registered with Django."""

    name = "linkage.inbox"
    verbose_name = "消息"
