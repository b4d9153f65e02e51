"""Django app of this room."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Approvals."""

    name = "baoxiu.core.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
