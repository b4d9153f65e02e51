"""Django app of this door."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "baoxiu.web.api"
    label = "api"
