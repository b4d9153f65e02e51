"""Django app of this room."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """Counters of limits."""

    name = "baoxiu.core.limits"
    label = "limits"
    default_auto_field = "django.db.models.BigAutoField"
