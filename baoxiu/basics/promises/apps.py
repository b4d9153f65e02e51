"""Django app of this room."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promises."""

    name = "baoxiu.basics.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"
