"""Checklists in the settings: a new version is worked on, looked at, published, taken back."""

from __future__ import annotations

from baoxiu.core.forms.actions import in_force
from baoxiu.core.forms.models import FormDraft
from baoxiu.web.desk.tests.conftest import Desk
from baoxiu.web.desk.tests.test_files_verbs import named

CODE = "followup"


def test_a_checklist_is_worked_on_and_taken_back(desk: Desk) -> None:
    """RQ-REG-06, RQ-SEC-04: the second editor is told, an item that something follows from stays."""
    before = in_force(CODE, at=desk.time.now)
    desk.sign_in("root")
    assert CODE in desk.get("checklists").content.decode()
    assert desk.post("checklist_begin", CODE).status_code == 302
    new = {
        "text": "噪声",
        "kind": "number",
        "least": "0",
        "most": "45",
        "unit": "dB",
        "required": "on",
        "seen": 1,
    }
    assert (
        desk.post("checklist_change", CODE, "item", **named("item", **new | {"most": "x"})).status_code == 422
    )
    assert desk.post("checklist_change", CODE, "item", **named("item", **new)).status_code == 302
    assert desk.post("checklist_change", CODE, "item", **named("item", **new)).status_code == 422
    draft = FormDraft.objects.get()
    key = draft.items[-1].key
    page = desk.get("checklist_item", CODE, key)
    assert "噪声" in page.content.decode()
    change = new | {"text": "运行噪声", "seen": draft.edition}
    assert desk.post("checklist_item", CODE, key, **named("item_change", **change)).status_code == 302
    kept = named("item_remove", key="praise", seen=draft.edition + 1)
    assert desk.post("checklist_change", CODE, "item_remove", **kept).status_code == 422
    up = named("item_up", key=key, seen=draft.edition + 1)
    assert desk.post("checklist_change", CODE, "item_up", **up).status_code == 302
    assert "运行噪声" in desk.get("checklist", CODE, view="preview").content.decode()
    assert in_force(CODE, at=desk.time.now) == before
    last = FormDraft.objects.get().edition
    assert desk.post("checklist_change", CODE, "publish", **named("publish", seen=last)).status_code == 302
    assert in_force(CODE, at=desk.time.now).items[-2].label == "运行噪声"
    assert desk.post("checklist_take_back", CODE, version=before.version).status_code == 302
    assert in_force(CODE, at=desk.time.now).items == before.items
    assert desk.sign_in("mo").post("checklist_begin", CODE).status_code == 403
