"""Django app of this room."""

from django.apps import AppConfig


class WarrantyConfig(AppConfig):
    """Warranty."""

    name = "baoxiu.flow.warranty"
    label = "warranty"
    default_auto_field = "django.db.models.BigAutoField"
