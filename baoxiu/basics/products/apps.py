"""Django app of this room."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products."""

    name = "baoxiu.basics.products"
    label = "products"
    default_auto_field = "django.db.models.BigAutoField"
