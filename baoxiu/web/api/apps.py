"""Django app of this door."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "baoxiu.web.api"
    label = "api"

    def ready(self) -> None:
        """Declare the policy."""
        import_module("baoxiu.web.api.policies")
