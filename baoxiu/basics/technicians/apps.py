"""Django app of this room."""

from django.apps import AppConfig


class TechniciansConfig(AppConfig):
    """Technicians."""

    name = "baoxiu.basics.technicians"
    label = "technicians"
    default_auto_field = "django.db.models.BigAutoField"
