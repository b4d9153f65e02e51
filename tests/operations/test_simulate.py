"""What the command shows, and where a simulation may run."""

from __future__ import annotations

import json
import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from baoxiu.config.cli.columns import columns
from baoxiu.config.cli.simulate import MEASURES, SENTENCES, as_json, table
from baoxiu.config.postgres import ClusterTrouble
from baoxiu.config.simulating import own_server
from baoxiu.simulation.plan import Plan, plan_of
from baoxiu.simulation.reading import WrongPlan
from baoxiu.simulation.tests.test_figures import RUNS, measures
from baoxiu.simulation.tests.test_plan import WRONG


def test_the_table_shows_every_measure() -> None:
    text = table(Plan(replications=3), RUNS | {"C": [measures(None)] * 3})
    assert "85.0 ± 12.4" in text
    assert "87.0 ± 11.4 (+2.0 ± 2.5)" in text
    assert len(text.splitlines()) == len(MEASURES) + 3
    assert "–" in text


def test_everything_stands_in_the_json() -> None:
    said = json.loads(json.dumps(as_json(Plan(), RUNS), default=str))
    assert said["plan"]["region"]["technicians"] == 20
    assert said["runs"]["B"][2]["promises_kept"] == 86
    assert said["figures"]["promises_kept"]["B"]["difference"]["mean"] == 2


def test_columns_count_chinese_twice() -> None:
    assert columns([["工单", "1"], ["abcdef", "2"]]) == ["工单    1", "abcdef  2"]


@pytest.mark.django_db
def test_a_database_that_somebody_uses_is_not_touched() -> None:
    """Only an empty one may be named."""
    used = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with pytest.raises(ClusterTrouble), own_server(used):
        pass


def test_every_wrong_value_has_its_sentence() -> None:
    """With what was said and what is allowed."""
    for said, _place, code in WRONG:
        with pytest.raises(WrongPlan) as wrong:
            plan_of(said)
        assert SENTENCES[code].format(**wrong.value.params)
