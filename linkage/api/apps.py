from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "linkage.api"
    verbose_name = "接口"
