"""No check lets through more than its column holds: a text too long is told at its field, never by the database."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client

from baoxiu.basics.accounts.models import User
from baoxiu.basics.customers.actions import register
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.texts import TooLong
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import Programs, program, report
from tests.cast import Cast
from tests.test_architecture import PACKAGE, parsed, sources

__all__ = ["program", "report"]
MEASURED = {"one_line", "read_code"}
"""What bounds a text by ``most=``, for the column named by ``field=``."""
READ_FIRST = {"phone"}
"""Kept in another form than it is typed."""
LONG = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example.com"


@cache
def columns() -> dict[tuple[str, str], int]:
    """How much the longest column of a name holds, in each room and (room empty) anywhere."""
    found: dict[tuple[str, str], int] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and model.__module__.startswith(
                "baoxiu"
            ):
                for room in ("", room_of(model.__module__.split("."))):
                    key = (room, field.attname)
                    found[key] = max(found.get(key, 0), field.max_length or 10**9)
    return found


def room_of(parts: Any) -> str:
    """``flow.intake`` of a module or path."""
    return ".".join(tuple(parts)[1:3])


def measured() -> Iterator[tuple[str, str, str, int]]:
    """Where, room, field and bound of every check that is written out."""
    for path in sources():
        if not any(f"{name}(" in path.read_text("utf-8") for name in MEASURED):
            continue
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call) or _called(node) not in MEASURED:
                continue
            given = {one.arg: one.value for one in node.keywords}
            field, most = given.get("field"), given.get("most")
            if isinstance(field, ast.Constant) and isinstance(most, ast.Constant):
                inside = path.relative_to(PACKAGE.parent)
                yield f"{inside}:{node.lineno}", room_of(inside.parts), str(field.value), int(str(most.value))


def _called(node: ast.Call) -> str:
    name = node.func
    return name.attr if isinstance(name, ast.Attribute) else name.id if isinstance(name, ast.Name) else ""


def test_actions_measure_by_their_columns() -> None:
    """C07: every bound in an action against the column of that name in its room."""
    rows = list(measured())
    assert len(rows) > 40
    wrong = [row for row in rows if row[3] > columns().get((row[1], row[2]), 10**9)]
    assert not wrong


def forms_of(kind: type[Any] = forms.BaseForm) -> Iterator[type[Any]]:
    """Every form of the house."""
    for child in kind.__subclasses__():
        yield child
        yield from forms_of(child)


def test_forms_let_through_what_there_is_room_for() -> None:
    """C07: every bound of a form against the longest column of that name."""
    for path in (path for path in sources() if "web" in path.parts):
        importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    seen, wrong = 0, []
    for form in forms_of():
        for name, field in getattr(form, "base_fields", {}).items():
            most = getattr(field, "max_length", None)
            if form.__module__.startswith("baoxiu") and most and name not in READ_FIRST:
                seen += 1
                if most > columns().get(("", name), 10**9):
                    wrong.append(f"{form.__module__}.{form.__name__}.{name}: {most}")
    assert seen > 100
    assert not wrong


def test_a_mail_address_has_its_length(cast: Cast, client: Client) -> None:
    """C07, RQ-REG-08: told at the field, by the action and on the page; whoever is told by mail has room for it."""
    with pytest.raises(TooLong) as told:
        register("Kai", "13800138999", email=LONG, by=cast.actor("ava"), at=cast.at)
    assert list(told.value.fields) == ["email"]
    client.get("/report/?family=air_conditioner")
    client.post(
        "/report/", {"fault": "air_conditioner-not_cooling", "fault_text": "不制冷", "fault_since": ""}
    )
    page = client.post("/report/where/", {"email": LONG})
    assert page.status_code == 422
    assert "254" in page.context["form"].errors["email"][0]
    assert Notice._meta.get_field("address").max_length == RepairRequest._meta.get_field("email").max_length


def test_what_nobody_measured_is_told_all_the_same(
    program: Programs, report: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """C07: page and API say that a text is too long instead of failing, and nothing is written."""
    submit = importlib.import_module("baoxiu.flow.intake.actions.submit")
    monkeypatch.setattr(submit, "take", lambda *_given, **_more: "B" * 99)
    refused = program("ava").post("/requests", report)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    assert "请缩短" in refused.json()["detail"]
    assert not RepairRequest.objects.exists()
    desk = Client()
    desk.force_login(User.objects.get(username="ava"), backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr(
        "baoxiu.web.desk.search.found", lambda *_given, **_more: RepairRequest(number="B" * 99).save()
    )
    page = desk.get("/desk/search/", {"q": "x", "part": 1}, headers={"HX-Request": "true"})
    assert page.status_code == 422
    assert "请缩短" in page.content.decode()
