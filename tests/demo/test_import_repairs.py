"""Taking over repair records of the Open Repair Data Standard."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from baoxiu.basics.accounts.actions import load_roles
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.core.events.queries import broken_links
from baoxiu.demo.repairs import importing
from baoxiu.demo.repairs.importing import import_file
from baoxiu.demo.repairs.reading import BadRow, Record, WrongFile, read
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.next_steps import follow
from baoxiu.flow.repairs.models import Assessment
from baoxiu.flow.work_orders.models import WorkOrder

COLUMNS = (
    "id", "data_provider", "country", "partner_product_category", "product_category", "product_category_id", "brand",
    "year_of_manufacture", "product_age", "repair_status", "repair_barrier_if_end_of_life", "group_identifier",
    "event_date", "problem",
)  # fmt: skip


def row(ref: str, status: str = "Fixed", **other: str) -> dict[str, str]:
    """A record as the file has it."""
    return dict.fromkeys(COLUMNS, "") | {
        "id": ref, "data_provider": "Repair Cafe Wales", "partner_product_category": "Electrical ~ Kettle",
        "product_category": "Kettle", "product_category_id": "14", "brand": "Russell Hobbs", "repair_status": status,
        "group_identifier": "Cardiff Cathays", "event_date": "2019-05-04", "problem": "does not heat",
    } | other  # fmt: skip


@pytest.fixture
def roles(db: None) -> None:  # noqa: ARG001
    """The built-in roles, as in every installation."""
    load_roles(by=SYSTEM, at=datetime(2026, 3, 2, tzinfo=UTC))


@pytest.fixture
def write(tmp_path: Path) -> object:
    """Writes a file of rows and gives its path."""

    def writer(*rows: dict[str, str], name: str = "records.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, COLUMNS)
            table.writeheader()
            table.writerows(rows)
        return path

    return writer


FOUR = (
    row("rc_1", problem='Says "no"\nand leaks, a lot'),
    row("rc_2", "End of life", repair_barrier_if_end_of_life="Spare parts not available"),
    row("rc_3", "Repairable", brand="Unknown", group_identifier="Penarth", event_date="2021-01-02"),
    row("rc_4", "Unknown", problem=""),
)


@pytest.mark.usefixtures("roles")
def test_records_go_through_the_actions_at_their_own_dates(write: object, tmp_path: Path) -> None:
    """RQ-REG-12, RQ-INT-12: family, brand, fault, outcome and barrier of each record."""
    summary = import_file(write(*FOUR), report=tmp_path / "report.csv")  # type: ignore[operator]
    assert (summary.taken, summary.known, summary.bad) == (4, 0, [])
    orders = {
        order.request.external_ref: order for order in WorkOrder.objects.select_related("request", "family")
    }
    assert Counter(order.outcome for order in orders.values()) == Counter(
        ["repaired", "not_repairable", "not_repaired", "unknown"]
    )
    first = orders["ords:rc_1"]
    assert (first.stage, first.family.name_en, first.request.brand) == ("closed", "Kettle", "Russell Hobbs")
    assert first.request.fault_text == 'Says "no"\nand leaks, a lot'
    assert legal_date(first.created_at) == legal_date(first.request.submitted_at) == date(2019, 5, 4)
    assert orders["ords:rc_2"].barrier == "Spare parts not available"
    assert orders["ords:rc_3"].request.brand == ""
    assert Assessment.objects.count() == 4
    assert not list(broken_links(first.chain))


@pytest.mark.usefixtures("roles")
def test_the_past_has_no_next_steps(write: object, tmp_path: Path) -> None:
    """No order is made twice, nobody is told, no deadline starts; the events count as handled."""
    import_file(write(*FOUR), report=tmp_path / "report.csv")  # type: ignore[operator]
    before = Event.objects.count()
    drain(follow)
    assert Event.objects.count() == before
    assert WorkOrder.objects.count() == 4


@pytest.mark.usefixtures("roles")
def test_a_second_run_adds_nothing_and_a_broken_one_is_continued(write: object, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    import_file(write(*FOUR[:2], name="part.csv"), report=report)  # type: ignore[operator]
    assert import_file(write(*FOUR), report=report).taken == 2  # type: ignore[operator]
    again = import_file(write(*FOUR), report=report)  # type: ignore[operator]
    assert (again.taken, again.known) == (0, 4)
    assert RepairRequest.objects.count() == 4


@pytest.mark.usefixtures("roles")
def test_bad_rows_are_listed_with_line_and_reason(write: object, tmp_path: Path) -> None:
    """They are not in the way of the rest."""
    rows = [
        FOUR[0], row("rc_1"), row(""), row("rc_5", "Mended"), row("rc_6", event_date="4 May"),
        row("rc_7", product_category=""), row("rc_8", group_identifier=""), row("rc_9", problem="x" * 5_000), FOUR[1],
    ]  # fmt: skip
    report = tmp_path / "report.csv"
    summary = import_file(write(*rows), report=report)  # type: ignore[operator]
    assert summary.taken == 2
    listed = list(csv.DictReader(report.open(encoding="utf-8", newline="")))
    assert [int(one["line"]) for one in listed] == [4, 5, 6, 7, 8, 9, 10]
    assert listed[0] == {"line": "4", "id": "rc_1", "reason": "id occurs twice in the file"}
    assert all(one["reason"] for one in listed)


@pytest.mark.usefixtures("roles")
def test_a_record_that_an_action_refuses_leaves_nothing_behind(
    write: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction per record: half a record is none."""

    def fall(*_args: object) -> None:
        take_over(*_args)  # type: ignore[arg-type]
        raise importing.Refusal("on the last step")

    take_over = importing.take_over
    monkeypatch.setattr(importing, "take_over", fall)
    summary = import_file(write(FOUR[0]), report=tmp_path / "report.csv")  # type: ignore[operator]
    assert [bad.reason for bad in summary.bad] == ["on the last step"]
    assert not RepairRequest.objects.exists()


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(WrongFile, match="product_category"):
        list(read(path))


def test_rows_of_the_wrong_width_are_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    good = ",".join(row("rc_1")[name] for name in COLUMNS)
    path.write_text(
        "\n".join([",".join(COLUMNS), good, good.replace("rc_1", "rc_2") + ",surplus", "rc_3,x"]), "utf-8"
    )
    first, second, third = read(path)
    assert isinstance(first, Record)
    assert isinstance(second, BadRow)
    assert isinstance(third, BadRow)
