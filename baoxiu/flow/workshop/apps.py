"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """The workshop."""

    name = "baoxiu.flow.workshop"
    label = "workshop"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.flow.workshop.policies")
