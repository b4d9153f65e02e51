"""How staff sign in: accounts are made by the firm, nobody signs up."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.actions import change_password
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.notifications.mail import Connection, server
from baoxiu.core import clock
from baoxiu.core.refusals import NotAllowed, Refusal
from baoxiu.web.shared.addresses import address_of
from baoxiu.web.shared.devices import know, known_device

logger = logging.getLogger(__name__)


class NoMail(Refusal):
    """No mail server is set up, or it does not take the mail."""

    code = "no_mail"
    message = _("The mail could not be sent. Please ask your administrator for a new password.")


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with the sign-up closed, and with the firm's mail server."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: an administrator makes accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a proxy of ours the address that it tells: not everybody shares one limit."""
        return address_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Whoever tried too often is refused before the password is looked at, and the log says so (A02)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("too many tries to sign in from %s", self.get_client_ip(request))
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by account, and for a device that its owner has used before by device (A01)."""
        device = known_device(request, str(credentials.get("username", "")))
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{device}"

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Where one was going; the device is known from now on."""
        answer = super().post_login(request, user, **how)
        know(answer, user.username)
        return answer

    def set_password(self, user: User, password: str) -> None:
        """By the action: it is recorded, and a one-time password is used up. Raises ``WeakPassword``."""
        by = actor_for(user)
        if by is None:
            raise NotAllowed()
        user.password = change_password(user, password, by=by, at=clock.now()).password

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Where one's work waits."""
        return reverse("home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it by the server that the notices take; raises ``NoMail``."""
        post, request = server(), current.request
        if post is None:
            raise NoMail()
        known = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        message = self.render_mail(template_prefix, email, known)
        message.from_email = post.sender
        try:
            Connection(post).backend.send_messages([message])
        except OSError:
            raise NoMail()
