"""Django app of this room."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Policy."""

    name = "baoxiu.core.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"
