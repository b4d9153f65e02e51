"""Django app of this door."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The technician's pages."""

    name = "baoxiu.web.field"
    label = "field"
