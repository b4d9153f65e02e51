"""Every door and its address."""

from __future__ import annotations

from django.urls import include, path

from baoxiu.web.shared import views as shared

urlpatterns = [
    path("", include("baoxiu.web.portal.urls")),
    path("desk/", include("baoxiu.web.desk.urls")),
    path("field/", include("baoxiu.web.field.urls")),
    path("api/v1/", include("baoxiu.web.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("home/", shared.home, name="home"),
    path("files/<uuid:file_id>/", shared.file, name="file"),
    path("files/<uuid:file_id>/<slug:variant>/", shared.file, name="file_variant"),
    path("language/", shared.set_language, name="set_language"),
    path("health/", shared.health, name="health"),
]

handler404 = "baoxiu.web.shared.views.page_not_found"
handler500 = "baoxiu.web.shared.views.server_error"
