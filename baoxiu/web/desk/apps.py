"""Django app of this door."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's pages."""

    name = "baoxiu.web.desk"
    label = "desk"
