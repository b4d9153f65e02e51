"""Mail by SMTP: the server's address from ``settings.MAIL_URL``, the sending by Django."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in."""

    host: str
    port: int
    username: str
    password: str
    ssl: bool
    starttls: bool
    sender: str


def read_url(url: str) -> MailServer | None:
    """The server of ``smtps://user:password@host:465?from=service@example.com``; ``None`` for no address.

    ``smtp://`` encrypts by STARTTLS on port 587 or with ``?starttls=1``; ``smtps://`` from the first byte.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        return None
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    ssl = parts.scheme == "smtps"
    port = parts.port or (465 if ssl else 25)
    username = unquote(parts.username or "")
    return MailServer(
        host=parts.hostname,
        port=port,
        username=username,
        password=unquote(parts.password or ""),
        ssl=ssl,
        starttls=not ssl and options.get("starttls", "1" if port == 587 else "0") == "1",
        sender=options.get("from") or (username if "@" in username else f"baoxiu@{parts.hostname}"),
    )


def server() -> MailServer | None:
    """The configured server; ``None`` when mail is not set up."""
    return read_url(settings.MAIL_URL)


class Connection:
    """A way to the server."""

    def __init__(self, to: MailServer) -> None:
        self.server = to
        self.backend: Any = EmailBackend(
            alias="notices",
            host=to.host,
            port=to.port,
            username=to.username,
            password=to.password,
            use_tls=to.starttls,
            use_ssl=to.ssl,
            timeout=TIMEOUT,
        )

    def open(self) -> None:
        """Sign in; raises ``OSError`` when the server cannot be reached or does not want us."""
        self.backend.open()

    def close(self) -> None:
        """Say goodbye."""
        self.backend.close()

    def send(self, *, to: str, subject: str, body: str, reference: str) -> None:
        """Hand one mail in; raises what smtplib and the network raise."""
        headers = {"Auto-Submitted": "auto-generated", "X-Baoxiu-Notice": reference}
        message = EmailMessage(subject, body, self.server.sender, [to], headers=headers)
        self.backend.send_messages([message])


def is_final(trouble: Exception) -> bool:
    """Whether trying again is in vain: the server said a lasting no, or the address is no address."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in trouble.recipients.values())
    return isinstance(trouble, ValueError)
