"""Reports of the same fault, over the interface."""

from __future__ import annotations

from typing import Any

from baoxiu.web.api.tests.conftest import Programs


def test_duplicates_are_shown_and_merged_on_demand(program: Programs, report: dict[str, Any]) -> None:
    """RQ-INT-07, RQ-REG-08."""
    ava = program("ava")
    first, again = (ava.done("/requests", report)["number"] for _n in range(2))
    (found,) = ava.get(f"/requests/{again}/duplicates").json()["items"]
    assert (found["number"], found["why"]) == (first, "unit")
    wrong = ava.post(f"/requests/{again}/merge", {"into": "BX0", "reason": "同一台"})
    assert wrong.status_code == 422
    done = ava.done(f"/requests/{again}/merge", {"into": first, "reason": "同一台"})
    assert (done["stage"]["code"], done["next"]) == ("merged", [])
    assert ava.get(f"/requests/{first}").json()["merged"] == [again]
    assert ava.get(f"/requests/{again}").json()["merged_into"] == first
    assert ava.get(f"/requests/{first}/duplicates").json()["items"] == []
