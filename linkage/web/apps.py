from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "linkage.web"
    verbose_name = "网页"
