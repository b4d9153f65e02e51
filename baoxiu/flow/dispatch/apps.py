"""Django app of this room."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Dispatch."""

    name = "baoxiu.flow.dispatch"
    label = "dispatch"
    default_auto_field = "django.db.models.BigAutoField"
