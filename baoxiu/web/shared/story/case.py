"""The sentences of a customer's case, from the report to the follow-up call."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from baoxiu.web.shared.story.afterwards import AFTERWARDS
from baoxiu.web.shared.story.line import Line

CASE: Mapping[str, Line] = {
    # The request and its review.
    "intake.submitted": Line(
        _("Repair requested (%(channel)s); answer promised by %(promised_reply_at)s"),
        "inbox",
        seen=True,
        public=_("Repair requested; we answer by %(promised_reply_at)s"),
    ),
    "intake.accepted": Line(
        _("Request accepted, severity %(severity)s"), "circle-check", "done", public=_("Request accepted")
    ),
    "intake.asked": Line(_("Asked the customer for: %(missing)s"), "help", "waiting", "words", seen=True),
    "intake.supplemented": Line(_("Information added: %(fields)s"), "pencil", detail="words", seen=True),
    "intake.refused": Line(_("Request refused: %(reason_code)s"), "circle-x", detail="words", seen=True),
    "intake.advised": Line(
        _("Solved by advice, without a visit"), "message-circle", "done", "words", seen=True
    ),
    "intake.withdrawn": Line(_("Request withdrawn"), "arrow-back-up", detail="reason", seen=True),
    "intake.batched": Line(
        _("Arrived in delivery %(batch)s with %(device_count)s devices; all are to be done by %(due_at)s"),
        "package",
        public=_("Arrived with %(device_count)s devices"),
    ),
    "intake.merged": Line(
        _("Merged into %(other)s"), "link", detail="reason", public=_("Goes on as %(other)s")
    ),
    "intake.taken_in": Line(
        _("%(other)s was merged into this"), "link", detail="reason", public=_("Your report %(other)s joined")
    ),
    "intake.split": Line(
        _("%(other)s was split off"), "link", detail="reason", public=_("Another matter goes on as %(other)s")
    ),
    "intake.split_off": Line(
        _("Split off from %(other)s"), "link", detail="reason", public=_("Came of %(other)s")
    ),
    "intake.contacted": Line(
        _("Contact with the customer (%(contact_way)s, %(topic)s): %(reach)s"), "phone", detail="text"
    ),
    "intake.route_begun": Line(
        _("Departments' review begun (%(route)s): %(roles)s"),
        "route",
        "waiting",
        public=_("Several departments are looking at your request"),
    ),
    "intake.opinion_given": Line(_("%(role)s gave an opinion"), "message-circle", detail="text"),
    "intake.opinion_sent_back": Line(_("%(role)s sent it back"), "arrow-back-up", "waiting", "text"),
    "intake.opinion_put_forward": Line(_("Put forward again to %(role)s"), "arrow-up", detail="text"),
    "intake.route_finished": Line(_("Every department has given its opinion"), "circle-check", "done"),
    "intake.queued": Line(_("In the queue of %(team)s"), "users"),
    "intake.taken": Line(_("%(agent)s works on it"), "user-check"),
    "intake.handed_over": Line(
        _("Handed over (team: %(team)s, person: %(agent)s)"), "arrow-up", detail="note"
    ),
    "intake.call_noted": Line(_("Call noted (%(contact_way)s, %(topic)s)"), "phone"),
    "intake.closed": Line(_("Case closed"), "flag", "done"),
    "intake.reopened": Line(_("Case opened again"), "refresh"),
    "intake.file_added": Line(_("%(purpose)s added"), "photo", seen=True),
    "intake.located": Line(_("Position of the address kept"), "map-pin"),
    "intake.link_renewed": Line(_("The customer's link was renewed; the old one is dead"), "link"),
    # Warranty.
    "warranty.judged": Line(
        _("Warranty judged (%(stage)s): %(result)s"), "shield-check", detail="note", seen=True
    ),
    # The work order and who does it.
    "order.created": Line(_("Work order %(number)s created"), "clipboard-list", seen=True),
    "order.parts_expected": Line(_("Parts expected to be needed"), "package", detail="parts"),
    "order.item_added": Line(_("Put on the dispatch sheet: %(text)s"), "list-check"),
    "order.item_done": Line(_("Done: %(text)s"), "check"),
    "order.closed": Line(
        _("Work order closed: %(confirmation)s"), "flag", "done", "note", public=_("Repair finished")
    ),
    "order.handed_back": Line(
        _("Product returned unrepaired"),
        "package",
        detail="note",
        seen=True,
    ),
    "order.cancelled": Line(_("Work order cancelled"), "ban", detail="reason", seen=True),
    "dispatch.assigned": Line(
        _("Dispatched to %(technician)s (%(how)s)"),
        "route",
        detail="reason",
        public=_("A technician has been chosen"),
    ),
    "dispatch.accepted": Line(
        _("%(technician)s accepted the job"),
        "user-check",
        "active",
        seen=True,
    ),
    "dispatch.declined": Line(_("%(technician)s gave the job back"), "arrow-back-up", "waiting", "reason"),
    "dispatch.not_possible": Line(_("Nobody could be chosen by rule"), "alert-triangle", "waiting", "why"),
    # Visits.
    "visits.booked": Line(
        _("Visit agreed with %(agreed_with)s: %(window)s"),
        "calendar-time",
        "active",
        public=_("Visit agreed: %(window)s"),
    ),
    "visits.rescheduled": Line(
        _("Visit moved from %(old_window)s to %(window)s, agreed with %(agreed_with)s"),
        "calendar-event",
        detail="reason",
        public=_("Visit moved to %(window)s"),
    ),
    "planning.slot_held": Line(_("Time held for the customer: %(window)s"), "clock"),
    "planning.slot_released": Line(_("Held time given back"), "clock"),
    "planning.told": Line(
        _("Time chosen: %(window)s"), "calendar-event", public=_("You chose %(window)s for the visit")
    ),
    "planning.window_moved": Line(
        _("Planned visit moved from %(old_window)s to %(window)s"),
        "calendar-event",
        "waiting",
        "reason",
        public=_("The visit moved to %(window)s"),
    ),
    "planning.left_out": Line(_("No place left in the plan"), "ban", "late"),
    "planning.marked": Line(_("Marked in the plan"), "flag"),
    "planning.staffed": Line(_("To come: %(people)s persons"), "users"),
    "planning.transferred": Line(_("Given to another outlet"), "route", detail="reason"),
    "visits.confirmed": Line(_("The customer confirmed the visit"), "check", seen=True),
    "visits.set_out": Line(_("%(technician)s is on the way"), "truck", "active", seen=True),
    "visits.arrived": Line(_("%(technician)s has arrived"), "home-check", "active", seen=True),
    "visits.no_access": Line(_("No access: %(door)s"), "home", "waiting", "note", seen=True),
    "visits.finished": Line(_("Visit finished"), "home-check", "done", "report", public=_("Visit finished")),
    "visits.cancelled": Line(_("Visit called off: %(window)s"), "ban", detail="reason", seen=True),
    "visits.contacted": Line(_("Customer reached by phone"), "phone-call", detail="note"),
    "visits.not_reached": Line(_("Customer not reached by phone"), "phone-off", "waiting", "note"),
    "visits.damage_noted": Line(_("Damage at the customer's"), "alert-triangle", "late", "text", seen=True),
    "visits.damage_compensated": Line(
        _("Paid for the damage: %(amount)s to %(name)s"), "cash", "done", seen=True
    ),
    "visits.height_flagged": Line(_("Work at height found"), "alert-triangle", "waiting"),
    "visits.cost_noted": Line(_("Cost of the way noted: %(amount)s"), "receipt", detail="note"),
    "visits.checklist": Line(_("Checklist filled: %(form)s"), "checklist"),
    # Assessment, quote, consent.
    "repairs.assessed": Line(
        _("Assessed: %(finding)s; cause: %(cause)s"),
        "stethoscope",
        "active",
        "proposal",
        public=_("Fault found: %(finding)s"),
    ),
    "repairs.quoted": Line(
        _("Quote version %(version)s sent: %(total_customer)s for the customer, valid until %(valid_until)s"),
        "file-invoice",
        "waiting",
        public=_("Quote sent: %(total_customer)s to be paid, valid until %(valid_until)s"),
    ),
    "repairs.no_consent_needed": Line(
        _("Plan version %(version)s: nothing to pay, no consent needed"),
        "file-text",
        seen=True,
        public=_("The repair costs you nothing"),
    ),
    "repairs.agreed": Line(
        _("%(name)s agreed to quote version %(version)s (%(way)s)"),
        "circle-check",
        "done",
        public=_("%(name)s agreed to the quote: %(total_customer)s"),
    ),
    "repairs.refused": Line(
        _("%(name)s refused quote version %(version)s (%(way)s)"), "circle-x", detail="reason", seen=True
    ),
    "repairs.lapsed": Line(_("Quote version %(version)s lapsed"), "hourglass", "waiting", seen=True),
    # Work by a sheet.
    "repairs.site_confirmed": Line(
        _("Place and conditions agreed with %(agreed_with)s"), "map-pin", "done", "place", seen=True
    ),
    "repairs.work_finished": Line(_("Work finished, sheet filled"), "checklist", "done", seen=True),
    "repairs.finding_reported": Line(
        _("Fault found; registered as %(other)s"), "tool", "waiting", "text", seen=True
    ),
    # The repair.
    "repairs.started": Line(_("Repair started"), "tool", "active", seen=True),
    "repairs.part_noted": Line(
        _("Part built in: %(part)s × %(quantity)s"), "package", detail="serials", seen=True
    ),
    "repairs.step_noted": Line(_("Work noted"), "note", detail="text"),
    "repairs.item_done": Line(_("Done: %(item)s"), "check"),
    "repairs.photo_added": Line(_("%(purpose)s added"), "photo", seen=True),
    "repairs.step_passed": Line(_("Step checked: in order"), "checklist", "done", "text"),
    "repairs.step_failed": Line(_("Step checked: to be put right"), "checklist", "waiting", "reason"),
    "repairs.change_asked": Line(
        _("Asked the office: %(change)s: %(text)s"), "hand-stop", "waiting", "reason"
    ),
    "repairs.change_granted": Line(_("Granted: %(change)s: %(text)s"), "circle-check", "done", "reason"),
    "repairs.change_refused": Line(_("Not granted: %(change)s: %(text)s"), "circle-x", "late", "reason"),
    "repairs.extended": Line(
        _("More time until %(due_at)s"),
        "clock",
        "waiting",
        "reason",
        public=_("It takes longer: new time %(due_at)s"),
    ),
    "repairs.delay_reported": Line(
        _("Delay reported to the service manager"), "clock-exclamation", "late", "reason"
    ),
    "repairs.measured": Line(_("Measured: %(values)s values"), "gauge"),
    "repairs.exchange_routed": Line(
        _("To be exchanged: %(exchange_ground)s; told: %(name)s"),
        "refresh",
        "waiting",
        "reason",
        public=_("To be exchanged: %(exchange_ground)s"),
    ),
    "repairs.jointly_reviewed": Line(_("Joint review by %(people)s"), "users", "active", "text"),
    # Quality.
    "inspection.self_checked": Line(_("Self-check: %(outcome)s"), "checklist", "active"),
    "inspection.self_check_failed": Line(
        _("Self-check: %(outcome)s, the work goes on"), "checklist", "waiting"
    ),
    "inspection.passed": Line(_("Final inspection passed"), "rosette-discount-check", "done", seen=True),
    "inspection.failed": Line(
        _("Final inspection not passed: back to repair"),
        "tools",
        "waiting",
        "reason",
        public=_("The inspection asked for more work"),
    ),
    "inspection.rework_found": Line(_("Rework before the handover: %(ground)s"), "tools", "late"),
    "inspection.seed_fixed": Line(_("Seed of a draw fixed"), "rosette-discount-check"),
    "inspection.sample_drawn": Line(_("Sample of a day drawn"), "rosette-discount-check"),
    "inspection.sampled": Line(_("Drawn for a sample inspection"), "rosette-discount-check", "waiting"),
    "inspection.sample_passed": Line(_("Sample inspection passed"), "rosette-discount-check", "done"),
    "inspection.sample_failed": Line(
        _("Sample inspection not passed: %(back)s"),
        "tools",
        "late",
        "reason",
        public=_("A later inspection asked for more work"),
    ),
    "inspection.re_repair_judged": Line(
        _("Why the product came back: %(responsibility)s"), "message-circle", "active", "reason"
    ),
    "inspection.spot_checked": Line(_("Spot check: in order"), "checklist", "done", "text"),
    "inspection.demanded": Line(
        _("Spot check: to be put right until %(due_at)s"), "alert-triangle", "waiting", "text"
    ),
    "inspection.demand_answered": Line(_("Put right after a spot check"), "tools", "active", "text"),
    "inspection.demand_closed": Line(_("Demand of a spot check closed"), "circle-check", "done", "text"),
    # Acceptance and money.
    "acceptance.presented": Line(
        _("Acceptance sheet version %(version)s put before the customer"),
        "writing-sign",
        "waiting",
        seen=True,
    ),
    "acceptance.signed": Line(
        _("Accepted and signed by %(signer)s (%(relation)s)"), "signature", "done", "opinion", seen=True
    ),
    "acceptance.unsigned": Line(
        _("Accepted without signature: %(exception)s"), "writing-sign", "done", "reason", seen=True
    ),
    "acceptance.refused": Line(
        _("The customer did not accept the work"), "thumb-down", "late", "objection", seen=True
    ),
    "acceptance.appearance_noted": Line(_("Found about the looks"), "eye", "waiting", "text", seen=True),
    "acceptance.appearance_confirmed": Line(
        _("%(name)s confirmed how it looks"), "circle-check", "done", "text", seen=True
    ),
    "acceptance.effect_scored": Line(_("Effect judged: %(score)s of 5"), "star", "done", "text"),
    "acceptance.record_given": Line(
        _("Handed over to %(name)s with the repair record (%(copy_way)s)"), "file-text", "done", seen=True
    ),
    "acceptance.claimed": Line(
        _("Not content after the acceptance: %(wish)s"), "thumb-down", "late", "text", seen=True
    ),
    "acceptance.claim_granted": Line(
        _("Claim granted: %(wish)s"), "circle-check", "done", "reason", seen=True
    ),
    "acceptance.claim_refused": Line(
        _("Claim not granted: %(wish)s"), "circle-x", "late", "reason", seen=True
    ),
    "settlement.prepared": Line(
        _("Settlement sheet %(settlement)s: the customer pays %(total_customer)s"),
        "receipt",
        seen=True,
        public=_("Settlement sheet: %(total_customer)s to be paid"),
    ),
    "settlement.paid": Line(_("Received %(amount)s (%(method)s)"), "cash", "done", seen=True),
    "settlement.settled": Line(_("Settled"), "receipt", "done", seen=True),
    **AFTERWARDS,
}
