"""Keeping an uploaded file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.files import storage
from baoxiu.core.files.content import read_content, read_poster
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.policies import VIDEO_SIZE
from baoxiu.core.files.upload import Upload
from baoxiu.core.files.video import is_video, read_video
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput

PER_SUBJECT = 30
"""Most files of one subject (standards.md 4.4 D04)."""
MOST_VIDEOS = 3


class TooMany(InvalidInput):
    """The subject has its share of files already."""

    message = _("No more files can be added here.")


class NoSignature(InvalidInput):
    """The drawn signature is missing or not an image."""

    message = _("Please sign in the field.")


class TooManyVideos(TooMany):
    """Videos are large: a few tell what is to be told."""

    message = _("Three videos at most can be added here.")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is written in the row about the bytes that were stored."""

    mime: str
    extension: str
    size: int
    sha256: str
    width: int | None
    height: int | None


@transaction.atomic
def keep(
    data: bytes | Upload, subject: models.Model, *, purpose: str, name: str, by: Actor, at: datetime
) -> StoredFile:
    """Store a file after looking at its content; raises ``InvalidFile``, ``InvalidVideo`` or ``TooMany`` (RQ-REG-07).

    Images are decoded and encoded anew, so EXIF, position and anything hidden behind them are gone; videos stay as
    they are but for what tells place and owner.
    """
    upload = Upload.of(data) if isinstance(data, bytes) else data
    kind = subject._meta.model_name
    known = StoredFile.objects.filter(subject_kind=kind, subject_id=subject.pk)
    if known.count() >= PER_SUBJECT:
        raise TooMany(field="photos")
    if moves := is_video(upload):
        _room_for_a_video(known)
    file_id = uuid.uuid4()
    kept = _store_video(file_id, upload, at) if moves else _store(file_id, upload)
    return StoredFile.objects.create(
        id=file_id,
        purpose=purpose,
        subject_kind=kind,
        subject_id=subject.pk,
        case=getattr(subject, "chain", ""),
        name=_shown_name(name, kept.extension),
        mime=kept.mime,
        size=kept.size,
        sha256=kept.sha256,
        width=kept.width,
        height=kept.height,
        by_kind=by.kind,
        by_name=by.name,
        at=at,
    )


def _room_for_a_video(known: models.QuerySet[StoredFile]) -> None:
    if known.filter(mime__startswith="video/").count() >= MOST_VIDEOS:
        raise TooManyVideos(field="photos")


def _store(file_id: uuid.UUID, upload: Upload) -> _Kept:
    content = read_content(upload.read())
    storage.write(file_id, content)
    digest = hashlib.sha256(content.data).hexdigest()
    return _Kept(content.mime, content.extension, len(content.data), digest, content.width, content.height)


def _store_video(file_id: uuid.UUID, upload: Upload, at: datetime) -> _Kept:
    video = read_video(upload, most=value(VIDEO_SIZE, at=at).whole)
    poster = read_poster(upload.poster)
    digest = storage.write_video(file_id, upload, video, poster)
    width, height = (poster.width, poster.height) if poster else (None, None)
    return _Kept(video.mime, video.extension, upload.size, digest, width, height)


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


def _shown_name(name: str, extension: str) -> str:
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    clean = "".join(char for char in stem if char.isprintable()).strip()[:80]
    return f"{clean or 'file'}.{extension}"
