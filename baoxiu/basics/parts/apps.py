"""Django app of this room."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Spare parts, so far those on the technicians' vans."""

    name = "baoxiu.basics.parts"
    label = "parts"
    default_auto_field = "django.db.models.BigAutoField"
