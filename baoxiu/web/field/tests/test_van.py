"""The own van on the phone."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from baoxiu.basics.parts.actions import add_part, load
from baoxiu.basics.parts.queries import on_van
from baoxiu.core.actors import SYSTEM
from baoxiu.web.field.tests.conftest import SLOT, Phone


def test_the_own_van(phone: Phone) -> None:
    """RQ-APT-07: what the open jobs need against what is there, before setting out too; to the store or to a colleague."""
    cast = phone.cast
    part = add_part("P-7", "主控板", by=SYSTEM, at=phone.now)
    assert "还没有装车" in phone.read("van")
    load(cast.bo, part, Decimal(2), by=SYSTEM, at=phone.now)
    order = phone.taken()
    phone.step(order, "expect", parts="P-7 3")
    assert "缺1" in phone.read("van")
    phone.step(order, "book", slot=SLOT, agreed_with="Alice", at_height="on")
    assert "缺1" in phone.read("step", order.number, "visit_ready")
    too_many = phone.client.post(
        reverse("field:van_change", args=["return"]), {"return-part": part.pk, "return-quantity": "3"}
    )
    assert "车上没有这么多" in too_many.content.decode()
    phone.client.post(
        reverse("field:van_change", args=["return"]), {"return-part": part.pk, "return-quantity": "1"}
    )
    given = {"hand_over-part": part.pk, "hand_over-quantity": "1", "hand_over-to": cast.ben.pk}
    assert phone.client.post(reverse("field:van_change", args=["hand_over"]), given).status_code == 302
    assert [on_van(one.pk, part) for one in (cast.bo, cast.ben)] == [0, 1]
    assert phone.get("van_change", "return").status_code == 405
