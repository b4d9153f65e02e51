"""Django app of this door."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The customer's pages."""

    name = "baoxiu.web.portal"
    label = "portal"

    def ready(self) -> None:
        """Declare this door's settings."""
        import_module("baoxiu.web.portal.policies")
