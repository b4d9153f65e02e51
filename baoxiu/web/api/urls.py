"""Addresses of this door."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from baoxiu.web.api.api import api
from baoxiu.web.api.door import door, nothing_here

app_name = "api"


def _through_the_door(pattern: URLPattern) -> URLPattern:
    pattern.callback = door(pattern.callback)
    return pattern


urlpatterns = [
    *(_through_the_door(pattern) for pattern in api.urls[0]),
    re_path(r"^.*$", door(nothing_here), name="nothing_here"),
]
