"""Django app of this room."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Inspection."""

    name = "baoxiu.flow.inspection"
    label = "inspection"
    default_auto_field = "django.db.models.BigAutoField"
