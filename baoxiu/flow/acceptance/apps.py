"""Django app of this room."""

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    """Acceptance."""

    name = "baoxiu.flow.acceptance"
    label = "acceptance"
    default_auto_field = "django.db.models.BigAutoField"
