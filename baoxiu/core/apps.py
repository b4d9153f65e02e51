"""The rooms of the core, as Django apps."""

from django.apps import AppConfig


class Core(AppConfig):
    """Pieces without a business word: no tables of its own, only translations."""

    name = "baoxiu.core"
    label = "core"
