"""Django app of this room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks."""

    name = "baoxiu.basics.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
