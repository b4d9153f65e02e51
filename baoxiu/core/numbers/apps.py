"""Django app of this room."""

from django.apps import AppConfig


class NumbersConfig(AppConfig):
    """Numbers."""

    name = "baoxiu.core.numbers"
    label = "numbers"
    default_auto_field = "django.db.models.BigAutoField"
