"""A promise in versions, a defect told, revised, settled (RQ-PUB-01…03)."""

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.publications import actions
from baoxiu.basics.publications.actions import Concerns, Words
from baoxiu.basics.publications.queries import open_notices, text_versions, texts_in_force
from baoxiu.core.refusals import InvalidInput, NotAllowed, Overtaken
from tests.cast import Cast

FIRST, SECOND = Words("服务承诺", "七天修好。"), Words("服务承诺", "五天修好。", "Promise", "Five days.")


def test_a_promise_is_published_in_versions_and_taken_back(cast: Cast) -> None:
    """RQ-PUB-01: never for the past, never unseen, and every version stays."""
    root: Any = {"by": cast.actor("root"), "at": cast.at, "reason": "new season"}
    first = actions.publish_text("promise", FIRST, valid_from=cast.at, seen=0, **root)
    later = cast.at + timedelta(days=2)
    actions.publish_text("promise", SECOND, valid_from=later, **root)
    assert [row.text for row in texts_in_force(cast.at)] == ["七天修好。"]
    assert [row.text for row in texts_in_force(later)] == ["五天修好。"]
    with pytest.raises(Overtaken):
        actions.publish_text("promise", FIRST, valid_from=cast.at, seen=1, **root)
    with pytest.raises(InvalidInput):
        actions.publish_text("promise", FIRST, valid_from=cast.at - timedelta(days=1), **root)
    actions.take_back_text(first, by=root["by"], at=later, reason="slip")
    assert [row.text for row in texts_in_force(later)] == ["七天修好。"]
    assert len(text_versions("promise")) == 3
    with pytest.raises(NotAllowed):
        actions.publish_text("promise", FIRST, valid_from=cast.at, **root | {"by": cast.actor("mo")})


def test_a_defect_is_told_revised_and_settled(cast: Cast) -> None:
    """RQ-PUB-03."""
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    about = Concerns(cast.family, "KFR-35 2024", is_dangerous=True)
    notice = actions.tell_defect(FIRST, about, **root)
    revised = actions.revise_defect(notice, SECOND, about, seen=1, **root)
    assert (list(open_notices()), revised.body_en) == ([notice], "Five days.")
    with pytest.raises(Overtaken):
        actions.revise_defect(notice, SECOND, about, seen=1, **root)
    actions.settle_defect(notice, **root)
    assert not open_notices()
    with pytest.raises(actions.Settled):
        actions.settle_defect(notice, **root)
