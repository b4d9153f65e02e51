"""The variables of notices: what ``{name}``, ``{window}``, ``{total}``… are in a matter and a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.rules import format_phone
from baoxiu.basics.places.queries import full_name
from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.sentences import joined, listed
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.models import Review
from baoxiu.flow.intake.reasons import REFUSALS
from baoxiu.flow.matters import Matter
from baoxiu.flow.repairs.models import Assessment, Quote
from baoxiu.flow.settlement.models import Settlement

type Word = Callable[[Matter, str], str]


FIELD_NAMES: Mapping[str, object] = {
    "contact_name": _("your name"),
    "phone": _("phone number"),
    "email": _("e-mail address"),
    "division_code": _("district"),
    "address": _("address"),
    "family": _("kind of product"),
    "brand": _("brand"),
    "model_text": _("model"),
    "serial": _("serial number"),
    "purchased_on": _("date of purchase"),
    "voucher_number": _("number of the proof of purchase"),
    "fault": _("kind of fault"),
    "fault_text": _("what is wrong"),
    "fault_since": _("since when"),
    "wish": _("when the visit would suit"),
    "photos": _("photos of the fault"),
    "proof": _("photo of the proof of purchase"),
}
RESULTS: Mapping[str, object] = {
    "repairable": _("It can be repaired."),
    "not_repairable": _("It cannot be repaired."),
    "too_dear": _("It could be repaired, but the repair would cost more than is sensible."),
}
WHY_UNREPAIRED: Mapping[str, object] = {
    "not_repairable": _("It cannot be repaired."),
    "not_repaired": _("It could be repaired, but was not."),
    "quote_refused": _("You did not agree to the quote."),
    "unknown": _("Not known"),
}
ANSWERS: Mapping[str, object] = {
    "repairs.agreed": _("agreed"),
    "repairs.refused": _("refused"),
    "repairs.lapsed": _("not answered in time"),
    "repairs.change_granted": _("granted"),
    "acceptance.claim_granted": _("granted"),
    "acceptance.claim_refused": _("not granted"),
    "repairs.change_refused": _("not granted"),
}


def moment(at: datetime | None, language: str) -> str:
    """“11月22日15:30” or “22 Nov 2026, 15:30”, Chinese time; a dash for none."""
    if at is None:
        return "—"
    local = at.astimezone(SHANGHAI)
    if language == "en":
        return f"{local:%-d %b %Y, %H:%M}"
    return f"{local.month}月{local.day}日{local:%H:%M}"


def window(starts: datetime, ends: datetime, language: str) -> str:
    """“11月22日14:00—16:00”."""
    return f"{moment(starts, language)}—{ends.astimezone(SHANGHAI):%H:%M}"


def _told(matter: Matter, name: str) -> datetime | None:
    text = matter.event.data.get(name)
    return datetime.fromisoformat(text) if text else None


def _due(matter: Matter, language: str) -> str:
    due = _told(matter, "due_at") or (matter.order.due_at if matter.order else None)
    return moment(due, language)


def _window(matter: Matter, language: str) -> str:
    starts, ends = _told(matter, "window_start"), _told(matter, "window_end")
    return window(starts, ends, language) if starts and ends else "—"


def _product(matter: Matter, language: str) -> str:
    return _in(language, matter.order.family if matter.order else matter.request.family)


def _person(matter: Matter) -> Technician | None:
    """The technician whom the fact names; after a declined job the one who gave it back."""
    data = matter.event.data
    return Technician.objects.filter(pk=data.get("technician_id") or data.get("old_technician_id")).first()


def _technician(matter: Matter, _language: str) -> str:
    person = _person(matter)
    return str(person.name) if person else "—"


def _phone(matter: Matter, _language: str) -> str:
    person = _person(matter)
    return format_phone(person.phone) if person else "—"


def _address(matter: Matter, _language: str) -> str:
    return full_name(matter.request.division_code) + str(matter.request.address)


def _outlet(matter: Matter) -> str:
    """The outlet with its address."""
    row = matter.order.outlet if matter.order else None
    if row is None:
        return "—"
    place = full_name(row.division_code) + row.address
    return f"{row.name} ({place})" if place.isascii() else f"{row.name}（{place}）"


def _review(matter: Matter) -> Review:
    return Review.objects.get(pk=matter.event.data["review_id"])


def _missing(matter: Matter, language: str) -> str:
    with translation.override(language):
        return listed(FIELD_NAMES[name] for name in _review(matter).missing)


def _refusal(matter: Matter, language: str) -> str:
    """Why: a reason of the review or of the order's end in its own words, otherwise what a person wrote."""
    if matter.event.kind == "order.handed_back":
        why = _in(language, WHY_UNREPAIRED[matter.event.data["outcome"]])
        with translation.override(language):
            return joined((why, matter.event.data["barrier"]))
    if matter.event.kind != "intake.refused":
        return str(matter.event.data.get("reason") or matter.event.data.get("objection") or "—")
    return _in(language, REFUSALS[_review(matter).reason_code])


def _in(language: str, label: object) -> str:
    with translation.override(language):
        return str(label)


def _assessment(matter: Matter) -> Assessment:
    return Assessment.objects.get(pk=matter.event.data["assessment_id"])


def _result(matter: Matter, language: str) -> str:
    return _in(language, RESULTS[matter.event.data["result"]])


def _total(matter: Matter, _language: str) -> str:
    if "settlement_id" in matter.event.data:
        return str(_settlement(matter).total_customer)
    return str(_quote(matter).total_customer)


def _quote(matter: Matter) -> Quote:
    return Quote.objects.get(pk=matter.event.data["quote_id"])


def _settlement(matter: Matter) -> Settlement:
    return Settlement.objects.get(pk=matter.event.data["settlement_id"])


def _promise(matter: Matter, language: str) -> str:
    return _in(language, PROMISES[matter.event.data["promise"]].label)


def _wanted(matter: Matter, _language: str) -> str:
    return str(matter.event.data.get("text") or "—")


def _opinion(matter: Matter, _language: str) -> str:
    return str(matter.event.data.get("text") or matter.event.data.get("opinion") or "—")


def _survey_link(matter: Matter) -> str:
    """The survey of the very device that was asked about."""
    line = matter.order.line if matter.order else 1
    return f"{url_for(matter.request)}/survey/" + (f"?line={line}" if line != 1 else "")


def _day(day: date, language: str) -> str:
    return f"{day:%-d %b %Y}" if language == "en" else f"{day.month}月{day.day}日"


WORDS: Mapping[str, Word] = {
    "name": lambda matter, _language: str(matter.request.contact_name),
    "number": lambda matter, _language: matter.number,
    "batch": lambda matter, _language: str(matter.event.data["batch"]),
    "device_count": lambda matter, _language: str(matter.event.data["device_count"]),
    "batch_due": lambda matter, language: moment(_told(matter, "due_at"), language),
    "other_number": lambda matter, _language: str(matter.event.data["other"]),
    "link": lambda matter, _language: url_for(matter.request),
    "promised": lambda matter, language: moment(matter.request.promised_reply_at, language),
    "due": _due,
    "window": _window,
    "product": _product,
    "technician": _technician,
    "phone": _phone,
    "address": _address,
    "outlet": lambda matter, _language: _outlet(matter),
    "missing": _missing,
    "text": lambda matter, _language: str(_review(matter).text),
    "advice": lambda matter, _language: str(_review(matter).text),
    "reason": _refusal,
    "fault": lambda matter, _language: str(_assessment(matter).fault_nature),
    "proposal": lambda matter, _language: str(_assessment(matter).proposal or "—"),
    "result": _result,
    "total": _total,
    "valid_until": lambda matter, language: moment(_quote(matter).valid_until, language),
    "answer": lambda matter, language: _in(language, ANSWERS[matter.event.kind]),
    "paid": lambda matter, _language: str(_settlement(matter).paid),
    "promise": _promise,
    "opinion": _opinion,
    "matter": _wanted,
    "wish": lambda matter, language: _in(language, Claim.Wish(matter.event.data["wish"]).label),
    "question": lambda matter, _language: Assistance.objects.get(pk=matter.event.subject_id).question,
    "reply": lambda matter, _language: str(matter.event.data["text"]),
    "survey_link": lambda matter, _language: _survey_link(matter),
    "survey_until": lambda matter, language: _day(
        date.fromisoformat(matter.event.data["answer_until"]), language
    ),
}
"""Each variable of ``notifications.defaults``, read from the rows as they are when the notice is written."""
