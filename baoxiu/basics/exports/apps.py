"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Lists written to files in the background."""

    name = "baoxiu.basics.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare its policies."""
        import_module("baoxiu.basics.exports.policies")
