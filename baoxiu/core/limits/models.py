"""Counters that all processes share. Both tables are unlogged: quick to write, and empty after a crash of the database."""

from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """How often one sender did one thing since the window began; written by one statement (see ``counting.py``)."""

    key = models.CharField(primary_key=True, max_length=120)
    hits = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.hits}"


class Note(models.Model):
    """A row of Django's cache, in the shape its database cache wants: tries to sign in, codes that were used."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return self.cache_key
