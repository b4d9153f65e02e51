"""Django app of this room."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints."""

    name = "baoxiu.flow.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
