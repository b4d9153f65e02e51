"""Secrets that are shown once and kept nowhere: one-time passwords, tokens for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def shown_once(
    request: HttpRequest, *, title: str, secret: str, text: str, url: str, then: str
) -> HttpResponse:
    """The answer to the form itself, so that the secret lies in no session, address or log."""
    page = {"title": title, "secret": secret, "text": text, "url": url, "then": then}
    response = render(request, "desk/once.html", page)
    response.headers["Cache-Control"] = "no-store"
    return response
