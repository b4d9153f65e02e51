"""Reading a simulation's file (TOML): every wrong value is told with its place and what is allowed. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, time
from pathlib import Path
from typing import Any

type Read = Callable[[Any], Any]


class WrongPlan(ValueError):
    """The file cannot be used: ``code`` is a key of the sentences that the command has, ``place`` says where."""

    def __init__(self, code: str, place: str = "", **params: object) -> None:
        super().__init__(f"{place}: {code} {params}")
        self.code, self.place, self.params = code, place, params


class _Refused(ValueError):
    """A value that a reader does not take."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def load(path: Path) -> Mapping[str, Any]:
    """The file's tables. Raises ``WrongPlan``."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as trouble:
        raise WrongPlan("unreadable", str(path), why=trouble.strerror or str(trouble)) from trouble
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise WrongPlan("no_toml", path.name, why=str(trouble)) from trouble


def table[T](kind: type[T], readers: Mapping[str, Read], said: Any, place: str = "") -> T:
    """An object from a table: unknown keys are refused, absent ones have the object's own default."""
    if not isinstance(said, Mapping):
        raise WrongPlan("table", place)
    for key in said:
        if key not in readers:
            raise WrongPlan("unknown", _at(place, key), known=", ".join(readers))
    given = {key: _read(readers[key], value, _at(place, key)) for key, value in said.items()}
    missing = [one.name for one in fields(kind) if one.name in REQUIRED and one.name not in given]  # type: ignore[arg-type]
    if missing:
        raise WrongPlan("missing", _at(place, missing[0]))
    return kind(**given)


REQUIRED = frozenset({"name", "by", "family"})
"""What has no sensible default in the tables that repeat."""


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _read(reader: Read, value: Any, place: str) -> Any:
    try:
        return reader(value)
    except _Refused as trouble:
        raise WrongPlan(trouble.code, place, value=value, **trouble.params) from trouble
    except WrongPlan as trouble:
        raise WrongPlan(trouble.code, f"{place}.{trouble.place}".rstrip("."), **trouble.params) from trouble


def nested[T](kind: type[T], readers: Mapping[str, Read]) -> Read:
    """A table inside the file."""
    return lambda said: table(kind, readers, said)


def several[T](kind: type[T], readers: Mapping[str, Read]) -> Read:
    """A table that repeats; at least one."""

    def read(said: Any) -> tuple[T, ...]:
        if not isinstance(said, Sequence) or isinstance(said, str) or not said:
            raise _Refused("tables")
        return tuple(table(kind, readers, one, str(number)) for number, one in enumerate(said, start=1))

    return read


def whole(least: int, most: int) -> Read:
    """A whole number."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _Refused("whole", least=least, most=most)
        return value

    return read


def number(least: float, most: float) -> Read:
    """A number."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise _Refused("number", least=least, most=most)
        return float(value)

    return read


def text(value: Any) -> str:
    """Words."""
    if not isinstance(value, str) or not value.strip():
        raise _Refused("text")
    return value.strip()


def one_of(*choices: str) -> Read:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise _Refused("choice", choices=", ".join(choices))
        return str(value)

    return read


def day(value: Any) -> date:
    """A date as TOML writes it: 2026-03-02."""
    if type(value) is not date:
        raise _Refused("date")
    return value


def listed(reader: Read, exactly: int = 0) -> Read:
    """A list; with ``exactly`` of that length."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value or exactly not in (0, len(value)):
            raise _Refused("length" if exactly else "list", exactly=exactly)
        return tuple(reader(one) for one in value)

    return read


def hours(value: Any) -> tuple[time, time]:
    """Two times of a day: ``08:00-18:00``."""
    try:
        begin, end = (time.fromisoformat(one.strip()) for one in value.split("-"))
    except (AttributeError, ValueError) as trouble:
        raise _Refused("hours") from trouble
    if begin >= end or begin.tzinfo or end.tzinfo:
        raise _Refused("hours")
    return begin, end


def pairs(value: Any) -> tuple[tuple[str, Any], ...]:
    """Any keys with their values."""
    if not isinstance(value, Mapping):
        raise _Refused("table")
    return tuple(value.items())
