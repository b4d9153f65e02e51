"""attach: photos and proofs (RQ-REG-07)."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from baoxiu.core.events.models import Event
from baoxiu.core.files.content import InvalidFile
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.actions import CaseIsOver, attach, withdraw
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.queries import files
from baoxiu.flow.intake.tests.make import submitted
from tests.cast import Cast


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def files_dir(tmp_path: Path, settings: object) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]


def test_a_photo_is_kept_and_told(cast: Cast) -> None:
    request = submitted(cast)
    alice = customer_actor(request)
    photo = attach(request, picture(), "外机.jpg", by=alice, at=cast.at)
    proof = attach(
        request, picture(), "发票.jpg", purpose="proof", by=alice, at=cast.at + timedelta(minutes=1)
    )
    assert list(files(request)) == [photo, proof]
    event = Event.objects.filter(kind="intake.file_added").first()
    assert event.data["file_id"] == str(photo.pk)
    assert event.data["number"] == request.number


def test_strangers_add_nothing(cast: Cast) -> None:
    """RQ-SEC-01."""
    request = submitted(cast)
    for actor in (customer_actor(submitted(cast)), cast.actor("charlie"), cast.actor("wang")):
        with pytest.raises(NotAllowed):
            attach(request, picture(), "x.jpg", by=actor, at=cast.at)


def test_what_is_no_picture_or_has_no_purpose_is_refused(cast: Cast) -> None:
    request = submitted(cast)
    alice = customer_actor(request)
    with pytest.raises(InvalidFile):
        attach(request, b"MZ...", "x.jpg", by=alice, at=cast.at)
    with pytest.raises(InvalidInput):
        attach(request, picture(), "x.jpg", purpose="signature", by=alice, at=cast.at)


def test_a_case_that_is_over_takes_nothing(cast: Cast) -> None:
    request = submitted(cast)
    alice = customer_actor(request)
    withdraw(request, by=alice, at=cast.at)
    with pytest.raises(CaseIsOver):
        attach(request, picture(), "x.jpg", by=alice, at=cast.at)
