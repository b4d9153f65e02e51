"""Django app of this room."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Intake."""

    name = "baoxiu.flow.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
