"""Keeping an uploaded file."""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.files import storage
from baoxiu.core.files.content import Content, read_content
from baoxiu.core.files.models import StoredFile
from baoxiu.core.refusals import InvalidInput

PER_SUBJECT = 30
"""Most files of one subject (standards.md 4.4 D04)."""


class TooMany(InvalidInput):
    """The subject has its share of files already."""

    message = _("No more files can be added here.")


class NoSignature(InvalidInput):
    """The drawn signature is missing or not an image."""

    message = _("Please sign in the field.")


@transaction.atomic
def keep(
    data: bytes, subject: models.Model, *, purpose: str, name: str, by: Actor, at: datetime
) -> StoredFile:
    """Store a file after looking at its content; raises ``InvalidFile`` or ``TooMany`` (RQ-REG-07).

    Images are decoded and encoded anew, so EXIF, position and anything hidden behind them are gone.
    """
    content = read_content(data)
    kind = subject._meta.model_name
    if StoredFile.objects.filter(subject_kind=kind, subject_id=subject.pk).count() >= PER_SUBJECT:
        raise TooMany(field="photos")
    stored = StoredFile.objects.create(
        purpose=purpose,
        subject_kind=kind,
        subject_id=subject.pk,
        case=getattr(subject, "chain", ""),
        name=_shown_name(name, content),
        mime=content.mime,
        size=len(content.data),
        sha256=hashlib.sha256(content.data).hexdigest(),
        width=content.width,
        height=content.height,
        by_kind=by.kind,
        by_name=by.name,
        at=at,
    )
    storage.write(stored.pk, content)
    return stored


def keep_signature(data_url: str, subject: models.Model, *, by: Actor, at: datetime) -> StoredFile:
    """Store a signature drawn on the screen (a PNG data URL); raises ``NoSignature``."""
    head, _comma, body = data_url.partition(",")
    if head != "data:image/png;base64" or not body:
        raise NoSignature(field="signature")
    try:
        data = base64.b64decode(body, validate=True)
    except binascii.Error:
        raise NoSignature(field="signature")
    return keep(data, subject, purpose=StoredFile.Purpose.SIGNATURE, name="signature.png", by=by, at=at)


def _shown_name(name: str, content: Content) -> str:
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    clean = "".join(char for char in stem if char.isprintable()).strip()[:80]
    return f"{clean or 'file'}.{content.extension}"
