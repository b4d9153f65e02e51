"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Inspection."""

    name = "baoxiu.flow.inspection"
    label = "inspection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.flow.inspection.policies")
