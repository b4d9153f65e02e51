"""Addresses of this door."""

app_name = "field"
urlpatterns: list[object] = []
