"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Questions to helpers, and their settings."""

    name = "baoxiu.flow.assistance"
    label = "assistance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the settings of this room."""
        import_module("baoxiu.flow.assistance.policies")
