"""Django app of this room."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers."""

    name = "baoxiu.basics.customers"
    label = "customers"
    default_auto_field = "django.db.models.BigAutoField"
