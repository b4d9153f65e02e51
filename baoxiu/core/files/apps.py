"""Django app of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "baoxiu.core.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
