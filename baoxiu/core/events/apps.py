"""Django app of this room."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events."""

    name = "baoxiu.core.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
