"""Loading built-in data."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.basics.accounts.roles import BUILT_IN
from baoxiu.basics.builtin import load, problems
from baoxiu.basics.builtin.families import starter_families
from baoxiu.basics.places.models import Division
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.basics.products.parts import PARTS
from baoxiu.basics.technicians.models import Certificate

TREE = '[["410000","河南省",[["410100","郑州市",[["410105","金水区"]]]]]]'


@pytest.fixture
def divisions_file(settings: Settings, tmp_path: Path) -> Path:
    file = tmp_path / "divisions.json"
    file.write_text(TREE, "utf-8")
    settings.DIVISIONS_FILE = file
    return file


@pytest.mark.django_db
def test_a_second_load_changes_nothing(divisions_file: Path, at: datetime) -> None:
    first = load(at=at, families=True)
    assert (first.roles, first.divisions, first.families) == (len(BUILT_IN), 3, 12)
    again = load(at=at, families=True)
    assert (again.roles, again.divisions, again.families) == (0, 0, 0)
    assert divisions_file.is_file()
    assert problems() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("divisions_file")
def test_families_belong_to_a_firm_and_are_not_loaded_by_themselves(at: datetime) -> None:
    load(at=at)
    assert not Family.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("divisions_file")
def test_a_release_brings_its_roles_up_to_date_and_keeps_the_firms_own(at: datetime) -> None:
    load(at=at)
    Role.objects.filter(code="agent").update(rights=[])
    Role.objects.create(code="own", name="自定", name_en="Own", rights=["intake.see"])
    assert load(at=at).roles == 1
    assert "intake.register" in Role.objects.get(code="agent").rights
    assert Role.objects.get(code="own").rights == ["intake.see"]


@pytest.mark.django_db
def test_a_missing_file_is_named_and_not_in_the_way(settings: Settings, tmp_path: Path, at: datetime) -> None:
    settings.DIVISIONS_FILE = tmp_path / "missing.json"
    assert load(at=at).divisions == 0
    assert Role.objects.exists()
    assert not Division.objects.exists()
    assert len(problems()) == 1


@pytest.mark.django_db
def test_an_empty_database_lacks_roles_and_divisions(divisions_file: Path) -> None:
    assert len(problems()) == 2
    divisions_file.unlink()
    assert len(problems()) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("divisions_file")
def test_every_family_has_faults_and_gas_families_have_dangerous_ones(at: datetime) -> None:
    load(at=at, families=True)
    for family in Family.objects.all():
        assert family.faults.count() in range(5, 9)
    assert FaultKind.objects.get(code="gas_stove-gas_smell").is_dangerous


def test_the_starter_set_names_only_what_exists() -> None:
    for row in starter_families():
        assert set(row["certificates"]) <= set(Certificate.Kind.values)
        assert set(row["main_parts"]) <= set(PARTS)
        dangerous = any(fault[4] for fault in row["faults"])
        assert bool(row["advice"]) == bool(row["advice_en"])
        assert row["advice"] or not dangerous


def test_every_role_carries_only_rights_that_exist() -> None:
    for spec in BUILT_IN:
        assert spec.rights <= set(RIGHTS), spec.code
