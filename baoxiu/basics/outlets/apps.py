"""Django app of this room."""

from django.apps import AppConfig


class OutletsConfig(AppConfig):
    """Outlets."""

    name = "baoxiu.basics.outlets"
    label = "outlets"
    default_auto_field = "django.db.models.BigAutoField"
