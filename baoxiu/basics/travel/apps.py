"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class TravelConfig(AppConfig):
    """Ways and durations."""

    name = "baoxiu.basics.travel"
    label = "travel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.basics.travel.policies")
