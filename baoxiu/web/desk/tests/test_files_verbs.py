"""The files through HTTP: what is sent stands in the database, what is refused is said at its field."""

from __future__ import annotations

from datetime import date, time

import pytest

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family, Model, Unit
from baoxiu.basics.technicians.models import Technician
from baoxiu.web.desk.tests.conftest import Desk, sentences


def named(verb: str, **data: object) -> dict[str, object]:
    """Fields as the page names them."""
    return {f"{verb}-{name}": value for name, value in data.items()}


def test_customers_are_found_by_initials_and_phone_end_and_numbers_are_masked(desk: Desk) -> None:
    """RQ-CUS-01, RQ-SEC-01."""
    desk.sign_in("ava")
    for text in ("al", "8000", "138 0013 8000", "Alice", desk.cast.alice.number):
        page = desk.get("customers", q=text).content.decode()
        assert desk.cast.alice.number in page, text
        assert "138****8000" in page
        assert "138 0013 8000</span>" not in page
    assert desk.cast.alice.number not in desk.get("customers", q="800").content.decode()
    assert desk.cast.alice.number not in desk.get("customers", **{"class": "key"}).content.decode()


def test_a_file_is_changed_and_the_history_tells_it(desk: Desk) -> None:
    """RQ-CUS-03, RQ-CUS-06."""
    number = desk.sign_in("ava").cast.alice.number
    data = named("change", name="Alice W", kind="person", customer_class="long_term", note="VIP")
    assert desk.post("customer_change", number, "change", **data).status_code == 302
    row = Customer.objects.get(number=number)
    assert (row.name, row.customer_class, row.note) == ("Alice W", "long_term", "VIP")


def test_contacts_and_addresses_are_added_and_changed(desk: Desk) -> None:
    """RQ-CUS-01, C09."""
    alice = desk.sign_in("ava").cast.alice
    wrong = desk.post("customer_change", alice.number, "contact", **named("contact", name="Bob", phone="12"))
    assert wrong.status_code == 422
    assert "0371" in sentences(wrong)
    data = named("contact", name="Bob", phone="13700137000", relation="儿子")
    assert desk.post("customer_change", alice.number, "contact", **data).status_code == 302
    bob = alice.contacts.get(name="Bob")
    data = named("contact_change", contact=bob.pk, name="Bob", phone="13700137001", is_primary="on")
    assert desk.post("customer_change", alice.number, "contact_change", **data).status_code == 302
    bob.refresh_from_db()
    assert (bob.phone, bob.is_primary) == ("+8613700137001", True)
    wrong = desk.post(
        "customer_change", alice.number, "address", **named("address", division_code="999999", detail="x")
    )
    assert wrong.status_code == 422
    data = named("address", division_code="410105", detail="经三路1号")
    assert desk.post("customer_change", alice.number, "address", **data).status_code == 302
    assert alice.addresses.count() == 2


def test_a_customer_is_added(desk: Desk) -> None:
    data = named("new", name="李雷", phone="13600136000", kind="person")
    assert desk.sign_in("ava").post("customer_new", **data).status_code == 302
    assert Customer.objects.get(name="李雷").initials == "ll"


@pytest.mark.parametrize("who", ["fin", "iris"])
def test_who_only_sees_customers_changes_nothing(desk: Desk, who: str) -> None:
    """RQ-SEC-06."""
    number = desk.sign_in(who).cast.alice.number
    assert desk.get("customer", number).status_code == 200
    assert desk.post("customer_change", number, "change", **named("change", name="X")).status_code == 403


def test_families_and_models_are_added_and_changed(desk: Desk) -> None:
    """RQ-WAR-02, RQ-WAR-15."""
    desk.sign_in("root")
    data = named(
        "new",
        code="fan",
        name="电风扇",
        whole_months=6,
        main_part_months=36,
        statute="cn.1995.fan",
        main_parts=["motor"],
    )
    assert desk.post("family_new", **data).status_code == 302
    assert desk.post("family_new", **data).status_code == 422
    page = desk.get("family", "fan").content.decode()
    assert "未核实" in page
    assert "短于法规要求" in page
    data = named(
        "change", name="电风扇", whole_months=12, main_part_months=36, statute="cn.1995.fan", is_active="on"
    )
    assert desk.post("family_change", "fan", "change", **data).status_code == 302
    assert (
        desk.post("family_change", "fan", "model", **named("model", code="F1", name="落地扇")).status_code
        == 302
    )
    assert Family.objects.get(code="fan").whole_months == 12
    assert Model.objects.filter(family__code="fan", code="F1").exists()
    assert (
        desk.sign_in("dana")
        .post("family_change", "fan", "model", **named("model", code="F2", name="x"))
        .status_code
        == 403
    )


def test_a_unit_is_registered_found_by_serial_and_changed(desk: Desk) -> None:
    """RQ-CUS-04, RQ-WAR-03, C08."""
    cast = desk.sign_in("ava").cast
    data = named(
        "new",
        serial="ab 12-34567",
        family=cast.family.pk,
        owner=cast.alice.number,
        sold_on="2026-01-05",
        proof="invoice",
    )
    made = desk.post("unit_new", **data)
    assert made.status_code == 302
    unit = Unit.objects.get(serial_key="AB1234567")
    assert unit.customer == cast.alice
    assert desk.post("unit_new", **data).status_code == 422
    assert desk.get("units", q="AB1234567").headers["Location"] == made.headers["Location"]
    page = desk.get("unit", unit.pk).content.decode()
    assert "保修期内" in page
    later = named("change", owner=cast.alice.number, sold_on="2027-01-05", proof="invoice")
    assert "sold_on" in desk.post("unit_change", unit.pk, **later).content.decode()
    unit.refresh_from_db()
    assert unit.sold_on == date(2026, 1, 5)
    known = named("change", owner="KH9999999", proof="none")
    assert desk.post("unit_change", unit.pk, **known).status_code == 422
    fixed = named("change", owner=cast.alice.number, sold_on="2025-12-05", proof="card")
    assert desk.post("unit_change", unit.pk, **fixed).status_code == 302


def test_an_outlet_is_added_given_areas_changed_and_closed(desk: Desk) -> None:
    """RQ-WO-12."""
    desk.sign_in("mo")
    data = named("new", code="XX01", name="新网点", kind="own")
    assert desk.post("outlet_new", **data).status_code == 302
    assert desk.post("outlet_new", **data).status_code == 422
    area = named("area", division_code="410105", width="4")
    assert desk.post("outlet_change", "XX01", "area", **area).status_code == 302
    outlet = Outlet.objects.get(code="XX01")
    assert [one.division_code for one in outlet.areas.all()] == ["410100"]
    gone = named("area_remove", division_code="410100")
    assert desk.post("outlet_change", "XX01", "area_remove", **gone).status_code == 302
    assert not outlet.areas.exists()
    assert (
        desk.post("outlet_change", "XX01", "change", **named("change", name="老网点", kind="own")).status_code
        == 302
    )
    assert desk.post("outlet_change", "XX01", "close").status_code == 302
    outlet.refresh_from_db()
    assert (outlet.name, outlet.is_open) == ("老网点", False)
    assert desk.post("outlet_change", "XX01", "reopen").status_code == 302
    assert desk.sign_in("dana").post("outlet_change", "XX01", "close").status_code == 403


def test_a_technician_is_hired_and_the_password_shown_once(desk: Desk) -> None:
    cast = desk.sign_in("mo").cast
    data = named(
        "new", outlet=cast.outlet.pk, name="新人", phone="13900139999", username="newbie", daily_cap=6
    )
    made = desk.post("technician_new", **data)
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    secret = made.content.decode().split('data-copy="')[1].split('"')[0]
    technician = Technician.objects.get(user__username="newbie")
    assert technician.user.check_password(secret)
    assert technician.user.must_change_password
    assert desk.post("technician_new", **data).status_code == 422


def test_skills_certificates_areas_week_and_absences(desk: Desk) -> None:
    """RQ-DSP-01, RQ-DSP-03, RQ-DSP-05."""
    bo = desk.sign_in("mo").cast.bo

    def sent(verb: str, **data: object) -> int:
        return desk.post("technician_change", bo.number, verb, **named(verb, **data)).status_code

    assert sent("skill", family=desk.cast.family.pk, level=5) == 302
    assert bo.skills.get(family=desk.cast.family).level == 5
    assert (
        sent("certificate", kind="gas", number="G1", issued_on="2026-01-01", expires_on="2025-01-01") == 422
    )
    assert (
        sent("certificate", kind="gas", number="G1", issued_on="2025-01-01", expires_on="2026-03-10") == 302
    )
    assert bo.number in desk.get("technicians", view="ending").content.decode()
    assert sent("certificate_remove", certificate=bo.certificates.get(number="G1").pk) == 302
    assert sent("area", division_code="410108", width="6") == 302
    assert sent("area_remove", division_code="410108") == 302
    assert sent("shifts", from_0_1="08:00") == 422
    assert sent("shifts", from_0_1="08:00", to_0_1="12:00", from_0_2="11:00", to_0_2="18:00") == 422
    assert sent("shifts", from_0_1="08:00", to_0_1="12:00", from_0_2="13:00", to_0_2="18:00") == 302
    assert [one.starts for one in bo.shifts.order_by("starts")] == [time(8), time(13)]
    assert sent("change", name="Bo B", phone="13900139001", daily_cap=5) == 302
    assert sent("absence", start="2026-03-05T08:00", end="2026-03-04T08:00") == 422
    assert sent("absence", start="2026-03-05T08:00", end="2026-03-06T08:00", reason="培训") == 302
    assert sent("leave") == 302
    bo.refresh_from_db()
    assert not bo.is_active


def test_the_dispatch_desk_notes_absences_and_nothing_else(desk: Desk) -> None:
    bo = desk.sign_in("dana").cast.bo
    away = named("absence", start="2026-03-05T08:00", end="2026-03-06T08:00")
    assert desk.post("technician_change", bo.number, "absence", **away).status_code == 302
    back = named("absence_remove", absence=bo.absences.get().pk)
    assert desk.post("technician_change", bo.number, "absence_remove", **back).status_code == 302
    assert desk.post("technician_change", bo.number, "leave").status_code == 403
    wang = desk.sign_in("wang")
    assert wang.post("technician_change", bo.number, "absence", **away).status_code == 404
