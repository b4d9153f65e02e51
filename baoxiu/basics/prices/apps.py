"""Django app of this room."""

from django.apps import AppConfig


class PricesConfig(AppConfig):
    """Prices."""

    name = "baoxiu.basics.prices"
    label = "prices"
    default_auto_field = "django.db.models.BigAutoField"
