"""A one-time password opens the way to a new one and nothing else (standards.md 4.4 A06, A10)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from baoxiu.basics.accounts.passwords import is_out_of_date
from baoxiu.core import clock

FREE = frozenset({"account_change_password", "account_logout", "set_language", "health"})
"""Routes that somebody with a one-time password may use."""


class OneTimePasswordMiddleware:
    """Sends whoever signed in with a one-time password to the new one; after its time, out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _more: object
    ) -> HttpResponse | None:
        """``None`` lets the view answer."""
        user = request.user
        if not getattr(user, "must_change_password", False):
            return None
        if is_out_of_date(user, clock.now()):
            logout(request)
            messages.error(
                request,
                _("This one-time password is no longer valid. Please ask your administrator for a new one."),
            )
            return redirect("account_login")
        if request.resolver_match.view_name in FREE:
            return None
        messages.info(request, _("To go on, please choose a password of your own."))
        return redirect("account_change_password")
