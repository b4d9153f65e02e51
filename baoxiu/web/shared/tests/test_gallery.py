"""The gallery of all parts (STYLE.md): every face renders, and only where DEBUG is on it has an address."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from baoxiu.web.shared import gallery


def test_without_debug_it_has_no_address(settings: Any) -> None:
    settings.DEBUG = False
    assert gallery.routes() == []


@pytest.mark.django_db
def test_with_debug_every_face_is_there(settings: Any, rf: RequestFactory) -> None:
    settings.DEBUG = True
    places = {str(route.pattern): route for route in gallery.routes()}
    assert list(places) == ["gallery/", "gallery/portal/", "gallery/field/"]
    for place, route in places.items():
        request = rf.get(f"/desk/{place}")
        request.user, request.actor = AnonymousUser(), None
        request._messages = CookieStorage(request)
        assert route.callback(request, **route.default_args).status_code == 200
