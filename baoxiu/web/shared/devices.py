"""Devices on which somebody has signed in before: a seal in the browser, worth nothing but a count of its own.

Whoever guesses at an account from elsewhere closes it for a while for all strange devices; the owner's own device is
counted by itself and still gets in with the right password (standards.md 4.4 A01).
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE, SALT = "device", "baoxiu.device"
KEPT_FOR = 180 * 24 * 3600
"""Seconds."""


def know(response: HttpResponse, login: str) -> None:
    """Seal into the browser that this account was opened on it."""
    response.set_signed_cookie(
        COOKIE,
        f"{secrets.token_urlsafe(12)} {_sealed(login)}",
        salt=SALT,
        max_age=KEPT_FOR,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, login: str) -> str:
    """The device's own name if this account was opened on it before; empty for a strange one."""
    kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=KEPT_FOR)
    name, _blank, seal = kept.partition(" ")
    return name if constant_time_compare(seal, _sealed(login)) else ""


def _sealed(login: str) -> str:
    return salted_hmac(SALT, login.lower(), algorithm="sha256").hexdigest()
