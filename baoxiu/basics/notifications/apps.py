"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "baoxiu.basics.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.basics.notifications.policies")
