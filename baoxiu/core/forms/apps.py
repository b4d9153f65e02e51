"""Django app of this room."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Forms."""

    name = "baoxiu.core.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"
