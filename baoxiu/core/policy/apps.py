"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Policies."""

    name = "baoxiu.core.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what belongs to no stage."""
        import_module("baoxiu.core.policy.firm")
