"""What screens ask about publications."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from baoxiu.basics.publications.models import DefectNotice, PublicText


def text_versions(code: str) -> list[PublicText]:
    """Every version of a text, the latest first."""
    return list(PublicText.objects.filter(code=code).order_by("-version"))


def latest_version(code: str) -> int:
    """The number of the newest version; 0 for none."""
    found: int | None = PublicText.objects.filter(code=code).aggregate(last=models.Max("version"))["last"]
    return found or 0


def texts_in_force(at: datetime) -> list[PublicText]:
    """The version of each text that holds at a moment, in the order of the codes."""
    held = {
        row.code: row
        for row in PublicText.objects.filter(valid_from__lte=at).order_by("valid_from", "version")
    }
    return [held[code] for code in PublicText.Code.values if code in held]


def notices() -> models.QuerySet[DefectNotice]:
    """Every notice of a defect: open ones first, dangerous ones before others, then the newest."""
    rows = DefectNotice.objects.select_related("family")
    return rows.order_by(
        models.Case(models.When(settled_at=None, then=0), default=1), "-is_dangerous", "-published_at", "-pk"
    )


def open_notices() -> models.QuerySet[DefectNotice]:
    """Those that are not settled."""
    return notices().filter(settled_at=None)


def notice_by_id(pk: int) -> DefectNotice | None:
    """One notice."""
    return DefectNotice.objects.select_related("family").filter(pk=pk).first()
