"""Who may open a page: every view names its right, and the right is readable on the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from baoxiu.core.refusals import NotAllowed

type View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed_in"
TECHNICIAN = "technician"


def public(view: View) -> View:
    """A page for everybody; what it shows is guarded by a signed link or is meant for all."""
    view.right = PUBLIC  # type: ignore[attr-defined]
    return view


def staff(right: str = SIGNED_IN) -> Callable[[View], View]:
    """A page of the desk: signed in, with at least one role, and with this right.

    No browser keeps it: after the sign-out the back button of a shared computer shows nothing (A11).
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor:
                return redirect_to_login(request.get_full_path())
            _admit(request, right)
            answer = view(request, *args, **kwargs)
            answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard


def technician(view: View) -> View:
    """A page of the field door: for people who are technicians."""
    return staff(TECHNICIAN)(view)


def _admit(request: HttpRequest, right: str) -> None:
    actor = request.actor
    if not actor.roles:
        raise NotAllowed(_("Your account has no role yet. Please ask your administrator."))
    if right == TECHNICIAN and not actor.technician_id:
        raise NotAllowed(_("This part is for technicians."))
    if right not in (SIGNED_IN, TECHNICIAN) and not actor.has(right):
        raise NotAllowed(_("Your role does not include this page."))
