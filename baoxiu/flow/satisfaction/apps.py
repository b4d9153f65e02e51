"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    """Satisfaction."""

    name = "baoxiu.flow.satisfaction"
    label = "satisfaction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.flow.satisfaction.policies")
