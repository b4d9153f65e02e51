"""Kinds of values that callers send, with their limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, LiteralString

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")


class OneOf:
    """One of some codes; they stand in the OpenAPI document too."""

    def __init__(self, codes: Iterable[object]) -> None:
        self.codes = tuple(str(code) for code in codes)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(schema) | {"enum": list(self.codes)}

    def _check(self, value: str) -> str:
        if value not in self.codes:
            raise PydanticCustomError("one_of", "one of {codes}", {"codes": ", ".join(self.codes)})
        return value


def _written_out(kind: LiteralString) -> Callable[[Any], Any]:
    """A bare number is no date: it would count as seconds since 1970."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or "-" not in value:
            raise PydanticCustomError(kind, "a text such as 2026-03-02")
        return value

    return check


def _in_reach[D: date](given: D) -> D:
    """Days are counted on and back from it, and the calendar of any computer ends somewhere."""
    if not 1900 <= given.year <= 2200:
        kind: LiteralString = "datetime" if isinstance(given, datetime) else "date"
        raise PydanticCustomError(kind, "between 1900 and 2200")
    return given


def _as_kept(given: datetime) -> datetime:
    """The answer to a write shows it as every later answer will."""
    return given.astimezone(UTC)


def _plain(value: Any) -> Any:
    """As text only what everybody reads alike: no other digits than ASCII, no exponent (C06)."""
    if isinstance(value, str) and not _AMOUNT.fullmatch(value):
        raise PydanticCustomError("decimal_parsing", "a number such as 12.50")
    return value


RowId = Annotated[int, Field(ge=1, le=2**63 - 1)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written_out("datetime")),
    AfterValidator(_in_reach),
    AfterValidator(_as_kept),
]
Day = Annotated[date, BeforeValidator(_written_out("date")), AfterValidator(_in_reach)]
Quantity = Annotated[Decimal, Field(max_digits=8, decimal_places=2), BeforeValidator(_plain)]
Yuan = Annotated[Decimal, Field(max_digits=12, decimal_places=2), BeforeValidator(_plain)]
Flag = StrictBool
Answers = dict[Code, StrictBool | int | float | Text | None]
"""Answers to a checklist by the keys of its form."""


class Given(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Given):
    """A verb that needs nothing but its address."""


NOTHING = Nothing()
