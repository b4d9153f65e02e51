"""The texts of notices: loading the first ones, editing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Channel, Template
from baoxiu.basics.notifications.queries import text_changes, texts_by_notice
from baoxiu.basics.notifications.rules import unknown
from baoxiu.basics.texts import one_line, paragraph
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput, NotFound, Refusal, not_overtaken
from baoxiu.core.rows import one_at_a_time


class WrongVariable(InvalidInput):
    """The text asks for a variable that this notice does not have."""


class UnknownNotice(NotFound):
    """There is no such notice, language or channel."""

    message = _("There is no such notice.")


class NothingToTakeBack(Refusal):
    """The text is as it was delivered."""

    code = "nothing_to_take_back"
    message = _("This text is as it was delivered.")


@transaction.atomic
def load_defaults() -> int:
    """Store the first texts of notices that have none yet; edited ones stay. Returns the number added."""
    before = Template.objects.count()
    rows = [
        Template(code=kind.code, channel=kind.channel, language=language, **text._asdict())
        for kind in KINDS.values()
        for language, text in kind.texts.items()
    ]
    Template.objects.bulk_create(rows, ignore_conflicts=True)
    texts_by_notice.forget()
    return Template.objects.count() - before


@transaction.atomic
def change_template(
    code: str,
    *,
    channel: str,
    language: str,
    subject: str,
    body: str,
    by: Actor,
    at: datetime,
    is_active: bool = True,
    seen: int | None = None,
) -> Template:
    """Edit a text or switch it off; raises ``WrongVariable`` with the names, or ``UnknownNotice``.

    ``seen`` is the latest change the person knows (0 for none): raises ``Overtaken`` when there is a newer one.
    """
    needs(by, "settings.change").or_refuse()
    kind = KINDS.get(code)
    if kind is None or language not in kind.texts or channel not in Channel.values:
        raise UnknownNotice()
    texts = {
        "subject": one_line(subject, field="subject", most=120),
        "body": paragraph(body, field="body", required=True),
    }
    for field, text in texts.items():
        _check(text, field, kind.allowed)
    one_at_a_time(f"template:{code}:{channel}:{language}")
    not_overtaken(seen, _latest(code, channel, language))
    row, _new = Template.objects.update_or_create(
        code=code, channel=channel, language=language, defaults={**texts, "is_active": is_active}
    )
    texts_by_notice.forget()
    record("template.changed", row, by=by, at=at, code=code, language=language, active=is_active, text=texts)
    return row


@transaction.atomic
def take_back_template(
    code: str, *, channel: str, language: str, by: Actor, at: datetime, seen: int | None = None
) -> Template:
    """Keep the text before the last change anew: the delivered one after the first. Raises ``NothingToTakeBack``."""
    needs(by, "settings.change").or_refuse()
    changes = text_changes(code, channel, language)
    if not changes:
        raise NothingToTakeBack()
    if len(changes) > 1:
        former = changes[1].data
        text, active = former["text"], former["active"]
    else:
        text, active = KINDS[code].texts[language]._asdict(), True
    return change_template(
        code, channel=channel, language=language, **text, is_active=active, seen=seen, by=by, at=at
    )


def _latest(code: str, channel: str, language: str) -> int:
    changes = text_changes(code, channel, language)
    return changes[0].pk if changes else 0


def _check(text: str, field: str, allowed: tuple[str, ...]) -> None:
    wrong = sorted(unknown(text, allowed))
    if wrong:
        raise WrongVariable(
            _("Not possible here: {wrong}. Possible are: {allowed}.").format(
                wrong=" ".join(f"{{{name}}}" for name in wrong),
                allowed=" ".join(f"{{{name}}}" for name in allowed),
            ),
            field=field,
        )
