"""How it stands, in one sentence, and the one thing that the customer may do now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.flow.intake.services import ANSWERED
from baoxiu.web.portal.moments import Moments
from baoxiu.web.portal.opened import Opened


@dataclass(frozen=True, slots=True)
class Action:
    """The one big button."""

    label: object
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Title and sentence on top of the page."""

    title: object
    text: object
    action: Action | None = None


OF_REQUEST: Mapping[str, tuple[object, object]] = {
    "submitted": (_("We have your request"), _("We answer by %(reply)s at the latest.")),
    "information_missing": (
        _("We need something from you"),
        _("Please add what is missing, then it goes on at once."),
    ),
    "accepted": (_("Your request is accepted"), _("We are finding the right technician for you.")),
    "refused": (_("We cannot take this on"), _("The reason and what you can do instead stand below.")),
    "settled_by_advice": (
        _("Solved without a visit"),
        _("Our advice stands below. If it does not help, report again."),
    ),
    "withdrawn": (
        _("You took the request back"),
        _("Nothing more happens. You can report again at any time."),
    ),
    "merged": (
        _("This goes on with your other report"),
        _("Both are about the same fault; your words and photos are kept there. The history below names it."),
    ),
    "closed": (_("This case is finished"), _("Thank you for your trust.")),
}
OF_ORDER: Mapping[str, tuple[object, object]] = {
    "created": (_("We are finding your technician"), _("As soon as somebody is found, you see it here.")),
    "assigned": (_("A technician was chosen"), _("As soon as the job is confirmed, you see here who comes.")),
    "accepted": (_("%(technician)s takes care of it"), _("You will be called to agree on a time.")),
    "assessed": (
        _("The fault is found"),
        _("We are writing down for you what is to be done and what it costs."),
    ),
    "awaiting_consent": (
        _("Your answer is needed"),
        _("Work begins only when you agree. %(total)s to be paid by you."),
    ),
    "ready": (_("The repair can begin"), _("Everything is agreed.")),
    "in_repair": (_("Your product is being repaired"), _("After that comes the quality check.")),
    "inspecting": (_("Quality check"), _("Somebody else checks the work before you get it.")),
    "awaiting_acceptance": (_("Ready for you"), _("Please try whether everything works, then sign.")),
    "settling": (_("Accepted by you"), _("Only the payment is open: %(open)s.")),
    "settled": (_("All done"), _("Thank you for your trust.")),
    "unrepaired": (_("Not repaired"), _("The product goes back to you as it was.")),
    "closed": (_("All done"), _("Thank you for your trust.")),
    "cancelled": (_("This job was cancelled"), _("Please phone us if that surprises you.")),
}
OF_SHEET: Mapping[str, tuple[object, object]] = {
    **OF_ORDER,
    "ready": (_("The work can begin"), _("Place and conditions are agreed.")),
    "in_repair": (_("The work is under way"), _("After a test run you will be shown how everything works.")),
    "unrepaired": (_("The work is not done"), _("You did not agree to the price; nothing is charged.")),
}
"""The words where nothing is repaired."""
OF_QUESTION: Mapping[str, tuple[object, object]] = {
    **OF_REQUEST,
    "submitted": (_("We have your question"), _("We answer by %(reply)s at the latest.")),
    "settled_by_advice": (
        pgettext_lazy("advice", "Answered"),
        _("Our answer stands below. If it does not help, ask again."),
    ),
}
OF_VISIT: Mapping[str, tuple[object, object]] = {
    "booked": (_("%(technician)s comes %(window)s"), _("Please be reachable by phone.")),
    "travelling": (
        _("%(technician)s is on the way"),
        _("Agreed time: %(window)s. Please be reachable by phone."),
    ),
    "arrived": (_("%(technician)s is with you"), _("Have a look at the technician's pass.")),
}
OVERDUE = (
    _("Our answer is late"),
    _(
        "It was promised by %(reply)s, and we are sorry. The person in charge has been told and sees to it first;"
        " you can also phone us."
    ),
)
EXPECTED = (_("We expect you %(window)s"), _("Please bring the product to %(outlet)s."))
BRING = (_("Please bring the product"), _("Choose when you come to %(outlet)s, then you need not queue."))
MISSED = (
    _("The agreed time has passed"),
    _("We are sorry. It was %(window)s; please phone us, or wait for our call about another time."),
)
PREPARING = (_("Ready soon"), _("Your acceptance sheet is being made ready."))
LAPSED = (_("The quote is no longer valid"), _("We will send you a new one, or phone us."))
BILLING = (_("Accepted by you"), _("Your bill is being made ready."))
PAID = (_("Accepted by you"), _("Everything is paid. Thank you."))
RATED = (_("All done"), _("Thank you for your rating."))
RETURNED = (_("Returned to you"), _("It was not repaired. Please contact us with any question."))


def is_soon(now: Moments) -> bool:
    """Whether the house itself does the next thing, within seconds: the page then waits for it."""
    if now.order is None:
        return bool(now.case.stage == "accepted")
    if now.order.stage == "settling":
        return now.settlement is None or not now.settlement.total_customer
    return now.order.stage == "settled" or _words(now) is PREPARING


def standing(now: Moments, opened: Opened) -> Standing:
    """The sentence on top for this moment of a case."""
    title, text = _words(now)
    facts = _Facts(now.facts())
    return Standing(str(title) % facts, str(text) % facts, _action(now, opened))


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "—"


def _words(now: Moments) -> tuple[object, object]:
    order = now.order
    if order is None:
        if now.answer_is_late:
            return OVERDUE
        return (OF_QUESTION if now.case.service in ANSWERED else OF_REQUEST)[now.case.stage]
    if now.brings:
        return EXPECTED if now.counter else BRING
    if order.stage == "accepted" and now.visit:
        if now.visit.stage != "arrived" and now.visit.window_end < now.at:
            return MISSED
        return OF_VISIT[now.visit.stage]
    if order.stage == "awaiting_acceptance" and not now.may_sign:
        return PREPARING
    if order.stage == "awaiting_consent" and not now.may_answer:
        return LAPSED
    if order.stage == "settling" and not now.open_sum:
        return PAID if now.settlement and now.settlement.total_customer else BILLING
    if order.stage == "closed" and now.rating:
        return RATED
    if order.stage == "closed" and order.outcome not in ("repaired", "done"):
        return RETURNED
    return (OF_SHEET if order.path.by_sheet else OF_ORDER)[order.stage]


def _action(now: Moments, opened: Opened) -> Action | None:
    line = now.order.line if now.order else 1
    if now.case.stage == "information_missing":
        return Action(_("Add information"), "pencil", opened.url("supplement"))
    if now.brings:
        label = _("Another time") if now.counter else _("Choose when you come")
        return Action(label, "calendar-time", opened.url("visit", line=line))
    if now.may_answer and now.quote:
        url = opened.url("quote", now.quote.version, line=line)
        return Action(_("Look at plan and price"), "file-invoice", url)
    if now.may_sign:
        return Action(_("Check and sign"), "writing-sign", opened.url("acceptance", line=line))
    if now.may_rate:
        return Action(_("How was it?"), "star", opened.url("rate", line=line))
    if now.survey:
        return Action(_("Answer the satisfaction survey"), "star", opened.url("survey", line=line))
    return None
