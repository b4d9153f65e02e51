"""The staff's door: home, requests, orders, dispatch, calls; files and set-up have their own lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from baoxiu.web.desk.files import urls as files
from baoxiu.web.desk.setup import urls as setup

app_name = "desk"


def _soon(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_SERVICE = ("home", "search", "requests", "orders", "dispatch", "followups", "complaints")
_OTHERS = ("customers", "products", "outlets", "technicians", "people", "prices", "policies", "notices")
_known = {pattern.name for pattern in (*files.urlpatterns, *setup.urlpatterns)}

urlpatterns = [
    path("", include("baoxiu.web.desk.files.urls")),
    path("", include("baoxiu.web.desk.setup.urls")),
    *(path("" if name == "home" else f"{name}/", _soon, name=name) for name in _SERVICE),
    *(path(f"{name}/", _soon, name=name) for name in _OTHERS if name not in _known),
    path("requests/<slug:number>/", _soon, name="request"),
    path("orders/<slug:number>/", _soon, name="order"),
    path("followups/<int:pk>/", _soon, name="followup"),
]
