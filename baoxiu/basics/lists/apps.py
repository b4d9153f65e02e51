"""Django app of this room."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists: saved views, and lists that leave the house."""

    name = "baoxiu.basics.lists"
    label = "lists"
    default_auto_field = "django.db.models.BigAutoField"
