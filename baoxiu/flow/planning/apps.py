"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The running plan."""

    name = "baoxiu.flow.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.flow.planning.policies")
