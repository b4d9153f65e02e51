"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "baoxiu.core.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare its policies."""
        import_module("baoxiu.core.files.policies")
