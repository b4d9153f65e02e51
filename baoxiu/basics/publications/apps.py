"""Django app of this room."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Publications."""

    name = "baoxiu.basics.publications"
    label = "publications"
    default_auto_field = "django.db.models.BigAutoField"
