"""Putting a notice on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from baoxiu.basics.notifications import mail
from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Channel, Notice
from baoxiu.basics.notifications.policies import QUIET_FROM, QUIET_UNTIL
from baoxiu.basics.notifications.queries import texts_by_notice
from baoxiu.basics.notifications.recipients import Recipient
from baoxiu.basics.notifications.rules import UnknownVariable, after_quiet, render, render_line
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.gathering import add
from baoxiu.core.policy.queries import value

NO_ADDRESS = "no address"
NO_MAIL = "mail is not set up"
MAIL, IN_APP = str(Channel.MAIL), str(Channel.IN_APP)


def queue(
    code: str,
    *,
    to: Recipient,
    variables: Mapping[str, str],
    key: str,
    at: datetime,
    case: str = "",
    link: str = "",
) -> None:
    """Write a notice in the recipient's language, to be sent later. A known ``key`` changes nothing.

    ``link`` is an address for customers, a place within the door ("orders/12") for staff. Without mail server
    or address the notice stays as ``no_channel``, to be read on the customer's page. In the firm's quiet hours
    a customer's notice waits until they end, unless it answers what is happening now. Raises
    ``UnknownVariable`` for a variable that the notice does not have.
    """
    kind = KINDS[code]
    if surplus := set(variables) - set(kind.variables):
        raise UnknownVariable(surplus)
    words = {**variables, "firm": str(value("firm.name", at=at).value)}
    notices = [
        _notice(code, channel, to, render_line(subject, words), render(body, words), at)
        for channel, subject, body in _texts(code, to)
    ]
    for notice in notices:
        notice.key, notice.case, notice.link = f"{key}:{notice.channel}", case, link
    add(*notices, once=True)


def _texts(code: str, to: Recipient) -> Iterator[tuple[str, str, str]]:
    """Channel, subject and body: the edited text where there is one, unless it was switched off."""
    kind, language = KINDS[code], to.text_language
    edited = texts_by_notice().get((code, language), {})
    for channel in sorted({kind.channel, *edited}):
        if not _reaches(channel, to):
            continue
        row = edited.get(channel)
        if row is None:
            yield channel, *kind.texts[language]
        elif row.is_active:
            yield channel, row.subject, row.body


def _reaches(channel: str, to: Recipient) -> bool:
    """Customers read on their own page, so in-app is for accounts only."""
    return channel == MAIL or to.user_id is not None


def _notice(code: str, channel: str, to: Recipient, subject: str, body: str, at: datetime) -> Notice:
    notice = Notice(
        code=code,
        channel=channel,
        user_id=to.user_id,
        customer_id=to.customer_id,
        address=to.address if channel == MAIL else "",
        language=to.text_language,
        subject=subject,
        body=body,
        created_at=at,
    )
    if channel == IN_APP:
        notice.state, notice.sent_at = Notice.State.SENT, at
    elif not to.address or mail.server() is None:
        notice.state = Notice.State.NO_CHANNEL
        notice.last_error = NO_MAIL if to.address else NO_ADDRESS
    elif to.customer_id and not KINDS[code].at_once:
        notice.next_try_at = _after_quiet(at)
    return notice


def _after_quiet(at: datetime) -> datetime | None:
    begins, ends = (value(key, at=at).whole for key in (QUIET_FROM, QUIET_UNTIL))
    return after_quiet(at.astimezone(SHANGHAI), begins, ends)
