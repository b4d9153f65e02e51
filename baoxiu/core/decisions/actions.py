"""Storing a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.chain import plain
from baoxiu.core.gathering import insert
from baoxiu.core.policy.queries import PolicyValue
from baoxiu.core.rows import is_new


def decide(
    kind: str,
    subject: models.Model,
    *,
    result: str,
    by: Actor,
    at: datetime,
    reasons: Iterable[Mapping[str, Any]] = (),
    inputs: Mapping[str, Any] | None = None,
    outputs: Mapping[str, Any] | None = None,
    rule_ids: Iterable[str] = (),
    rule_set: str = "",
    policies: Iterable[PolicyValue] = (),
) -> Decision:
    """Keep a decision with everything needed to explain and to replay it (design.md mechanism 5)."""
    decision = Decision(
        kind=kind,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        result=result,
        reasons=plain(list(reasons)),
        rule_ids=list(rule_ids),
        rule_set=rule_set,
        inputs=plain(inputs or {}),
        outputs=plain(outputs or {}),
        policies={item.key: [plain(item.value), item.version_id] for item in policies},
        by_name=by.name,
        by_kind=by.kind,
        at=at,
    )
    return insert(decision, ahead=is_new(subject))
