"""The configuration as a Django app, so that its jobs are found."""

from django.apps import AppConfig


class Config(AppConfig):
    """Jobs and commands."""

    name = "baoxiu.config"
    label = "config"
