"""Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers."""

    name = "baoxiu.basics.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare this room's settings."""
        import_module("baoxiu.basics.customers.policies")
