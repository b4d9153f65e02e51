"""Django app of this room."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    """Followups."""

    name = "baoxiu.flow.followups"
    label = "followups"
    default_auto_field = "django.db.models.BigAutoField"
