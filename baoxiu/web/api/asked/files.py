"""What is sent with a file, and which files are asked for."""

from __future__ import annotations

from typing import Annotated

from baoxiu.core.files.models import StoredFile
from baoxiu.web.api.kinds import Given, OneOf
from baoxiu.web.api.paging import Paged

SHOWN = tuple(one for one in StoredFile.Purpose.values if one not in ("signature", "certificate"))


class OfRequest(Given):
    """What a file about a request shows."""

    purpose: Annotated[str, OneOf((StoredFile.Purpose.FAULT_PHOTO, StoredFile.Purpose.PROOF))] = "fault_photo"


class OfOrder(Given):
    """What a file about the work shows."""

    purpose: Annotated[str, OneOf((StoredFile.Purpose.REPAIR_PHOTO, StoredFile.Purpose.VISIT_PHOTO))] = (
        "repair_photo"
    )


class FileFilters(Paged):
    """Which files of a case."""

    purpose: Annotated[str, OneOf(SHOWN)] | None = None
