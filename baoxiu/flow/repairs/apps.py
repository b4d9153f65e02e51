"""Django app of this room."""

from django.apps import AppConfig


class RepairsConfig(AppConfig):
    """Repairs."""

    name = "baoxiu.flow.repairs"
    label = "repairs"
    default_auto_field = "django.db.models.BigAutoField"
