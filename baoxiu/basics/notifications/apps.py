"""Django app of this room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "baoxiu.basics.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
