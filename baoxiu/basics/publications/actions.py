"""Publishing a text, telling of a defect (RQ-PUB-01…03)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.products.models import Family
from baoxiu.basics.publications.models import DefectNotice, PublicText
from baoxiu.basics.publications.permissions import may_publish
from baoxiu.basics.publications.queries import latest_version
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput, Refusal, not_overtaken
from baoxiu.core.rows import lock, one_at_a_time


class Settled(Refusal):
    """The defect is settled; the notice stays as it was."""

    code = "defect_settled"
    message = _("This defect is settled; its notice stays as it is.")


@dataclass(frozen=True, slots=True)
class Words:
    """Heading and text; English may be missing."""

    title: str
    body: str
    title_en: str = ""
    body_en: str = ""

    def checked(self) -> dict[str, str]:
        """The words as they are kept; raises a refusal of the input."""
        return {
            "title": texts.one_line(self.title, field="title", most=80),
            "title_en": texts.one_line(self.title_en, field="title_en", most=80, required=False),
            "body": texts.paragraph(self.body, field="body", required=True),
            "body_en": texts.paragraph(self.body_en, field="body_en"),
        }


@transaction.atomic
def publish_text(
    code: str,
    words: Words,
    *,
    valid_from: datetime,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> PublicText:
    """The next version of a text, from a moment on. Earlier versions stay readable for everybody.

    ``seen`` is the latest version the person knows: raises ``Overtaken`` when there is a newer one.
    """
    may_publish(by).or_refuse()
    if code not in PublicText.Code.values:
        raise InvalidInput(_("There is no such text."), field="code")
    if valid_from < at:
        raise InvalidInput(_("A text cannot hold for the past."), field="valid_from")
    one_at_a_time(f"public_text:{code}")
    last = latest_version(code)
    not_overtaken(seen, last)
    made = PublicText.objects.create(
        code=code,
        version=last + 1,
        **words.checked(),
        valid_from=valid_from,
        published_by=by.name,
        published_at=at,
        reason=texts.one_line(reason, field="reason", most=300),
    )
    record("publications.text_published", made, by=by, at=at, code=code, version=made.version)
    return made


@transaction.atomic
def take_back_text(version: PublicText, *, reason: str, by: Actor, at: datetime) -> PublicText:
    """Publish an earlier version's words as the next version, from now on."""
    words = Words(version.title, version.body, version.title_en, version.body_en)
    return publish_text(version.code, words, valid_from=at, reason=reason, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Concerns:
    """What a defect is about."""

    family: Family | None = None
    concerns: str = ""
    is_dangerous: bool = False


@transaction.atomic
def tell_defect(words: Words, about: Concerns, *, by: Actor, at: datetime) -> DefectNotice:
    """Make a known defect public at once."""
    may_publish(by).or_refuse()
    notice = DefectNotice(published_by=by.name, published_at=at)
    _fill(notice, words, about)
    notice.save()
    record("publications.defect_told", notice, by=by, at=at, title=notice.title, danger=notice.is_dangerous)
    return notice


@transaction.atomic
def revise_defect(
    notice: DefectNotice, words: Words, about: Concerns, *, by: Actor, at: datetime, seen: int | None = None
) -> DefectNotice:
    """Other words for a defect that is still open; what stood there before is in the record."""
    notice = _open(notice, by)
    not_overtaken(seen, notice.edition)
    old = {name: getattr(notice, name) for name in asdict(words)}
    _fill(notice, words, about)
    notice.edition += 1
    notice.save()
    record(
        "publications.defect_revised", notice, by=by, at=at, title=notice.title, old=old, new=asdict(words)
    )
    return notice


@transaction.atomic
def settle_defect(notice: DefectNotice, *, by: Actor, at: datetime) -> DefectNotice:
    """The defect is remedied: the notice moves to the settled ones."""
    notice = _open(notice, by)
    notice.settled_at = at
    notice.save(update_fields=["settled_at"])
    record("publications.defect_settled", notice, by=by, at=at, title=notice.title)
    return notice


def _open(notice: DefectNotice, by: Actor) -> DefectNotice:
    may_publish(by).or_refuse()
    notice = lock(notice)
    if notice.settled_at is not None:
        raise Settled()
    return notice


def _fill(notice: DefectNotice, words: Words, about: Concerns) -> None:
    values: dict[str, Any] = words.checked()
    values["concerns"] = texts.one_line(about.concerns, field="concerns", most=200, required=False)
    for name, text in values.items():
        setattr(notice, name, text)
    notice.family, notice.is_dangerous = about.family, about.is_dangerous
