"""Stored files: photos, signatures, proofs."""

from __future__ import annotations

import uuid

from django.db import models


class StoredFile(models.Model):
    """One file. Its name on the disk is its random id; what it is was read from its content."""

    class Purpose(models.TextChoices):
        """What the file is for."""

        FAULT_PHOTO = "fault_photo"
        PROOF = "proof"
        VISIT_PHOTO = "visit_photo"
        REPAIR_PHOTO = "repair_photo"
        SIGNATURE = "signature"
        CERTIFICATE = "certificate"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    case = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    by_kind = models.CharField(max_length=10)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="file_subject"),
            models.Index(fields=["case"], name="file_case"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.name}"

    @property
    def chain(self) -> str:
        """The case this belongs to."""
        return self.case

    @property
    def is_video(self) -> bool:
        """Whether it is played; ``width`` is set when there is a picture that stands for it."""
        return self.mime.startswith("video/")

    @property
    def is_seen(self) -> bool:
        """Whether it stands among the photos, and not among the papers."""
        return self.is_image or self.is_video

    @property
    def is_image(self) -> bool:
        """Whether the file has image variants."""
        return self.mime.startswith("image/")
