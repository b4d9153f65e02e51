"""Teams of agents as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from baoxiu.flow.intake.models import ServiceTeam


class TeamAnswer(BaseModel):
    """A team and the services whose requests come to it by themselves."""

    id: int
    name: str
    members: list[str] = Field(description="user names")
    services: list[str]
    is_active: bool
    changed_by: str
    changed_at: datetime


def team_answer(row: ServiceTeam) -> TeamAnswer:
    """A team with its people."""
    return TeamAnswer(
        id=row.pk,
        name=row.name,
        members=sorted(user.username for user in row.members.all()),
        services=row.services,
        is_active=row.is_active,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )
