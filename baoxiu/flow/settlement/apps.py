"""Django app of this room."""

from django.apps import AppConfig


class SettlementConfig(AppConfig):
    """Settlement."""

    name = "baoxiu.flow.settlement"
    label = "settlement"
    default_auto_field = "django.db.models.BigAutoField"
