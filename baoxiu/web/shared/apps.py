"""The shared face of all doors."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Templates, tags, widgets and the built assets."""

    name = "baoxiu.web.shared"
    label = "shared"
