"""Refusals: an action that does not happen says why, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Base of every refusal. ``message`` is shown as it is, on the page and in the API."""

    code = "refused"
    status = 409
    message = _("This is not possible.")

    def __init__(self, message: object = None, *, field: str = "") -> None:
        self.message = message or self.message
        self.field = field
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def fields(self) -> dict[str, str]:
        """The sentence per form field, where the refusal concerns one."""
        return {self.field: str(self.message)} if self.field else {}


class NotAllowed(Refusal):
    """The actor lacks the right."""

    code, status = "not_allowed", 403
    message = _("You may not do this.")


class NotFound(Refusal):
    """The thing does not exist, or not for this actor."""

    code, status = "not_found", 404
    message = _("Not found.")


class IllegalMove(Refusal):
    """The lifecycle does not allow the move from the present stage."""

    code, status = "illegal_move", 409


class Conflict(Refusal):
    """Somebody else was first."""

    code, status = "conflict", 409
    message = _("Somebody changed this in the meantime. Please look at the new state first.")


class Overtaken(Conflict):
    """What the person's page showed is no longer the latest."""

    message = _("Somebody changed this in the meantime. Please look at the new state and send again.")


def not_overtaken(seen: int | None, latest: int) -> None:
    """Raise ``Overtaken`` where the person saw another version than the latest; ``None`` sees whatever there is."""
    if seen is not None and seen != latest:
        raise Overtaken()


class InvalidInput(Refusal):
    """Input is missing or wrong; ``fields`` holds a sentence per field."""

    code, status = "invalid_input", 422
    message = _("Please check the marked fields.")

    def __init__(
        self, message: object = None, *, field: str = "", fields: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message, field=field)
        self._fields = {name: str(text) for name, text in (fields or {}).items()}

    @property
    def fields(self) -> dict[str, str]:
        """The sentence per field."""
        return self._fields or super().fields
