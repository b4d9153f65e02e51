"""The basics as a Django app: no tables, only translations."""

from django.apps import AppConfig


class Basics(AppConfig):
    """What the flow stands on."""

    name = "baoxiu.basics"
    label = "basics"
