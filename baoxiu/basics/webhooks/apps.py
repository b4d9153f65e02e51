"""Django app of this room."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Webhooks."""

    name = "baoxiu.basics.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"
