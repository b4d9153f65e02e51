"""Django app of this room."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """News from the field."""

    name = "baoxiu.flow.news"
    label = "news"
    default_auto_field = "django.db.models.BigAutoField"
