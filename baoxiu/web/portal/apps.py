"""Django app of this door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The customer's pages."""

    name = "baoxiu.web.portal"
    label = "portal"
