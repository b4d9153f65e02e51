"""The sentences of what comes after the handover, and of what goes on beside a case."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from baoxiu.web.shared.story.line import Line

AFTERWARDS: Mapping[str, Line] = {
    # Afterwards.
    "documents.fetched": Line(_("Document fetched: %(document)s"), "file-text"),
    "followups.file_wanted": Line(_("Customer's file to be made (%(customer)s)"), "users", "waiting"),
    "followups.file_made": Line(_("Customer's file made (%(customer)s)"), "users", "done"),
    "followups.solved_planned": Line(_("Call after the complaint planned until %(until)s"), "phone"),
    "followups.planned": Line(_("Follow-up call planned between %(not_before)s and %(until)s"), "phone"),
    "followups.no_answer": Line(_("Follow-up call: no answer"), "phone-off", "waiting", "note"),
    "followups.second_planned": Line(
        _("Second follow-up call planned between %(not_before)s and %(until)s"), "phone"
    ),
    "followups.regular_planned": Line(
        _("Regular call planned between %(not_before)s and %(until)s"), "phone"
    ),
    "followups.call_back": Line(
        _("Follow-up call: the customer asks to be called at another time"), "phone", "waiting", "note"
    ),
    "followups.praised": Line(_("The customer praised the technician"), "mood-smile", "done", "text"),
    "followups.question_raised": Line(
        _("Unsolved after the call: put before the service manager"), "info-circle", "waiting", "text"
    ),
    "followups.question_decided": Line(
        _("The service manager decided what the customer is told"), "info-circle", "done", "text"
    ),
    "followups.letter_registered": Line(_("Letter sent to the customer"), "mail", detail="text"),
    "followups.answer_told": Line(_("The customer was told the answer"), "phone-outgoing", "done", "text"),
    "followups.answered": Line(
        _("Follow-up call answered: %(contentment)s"), "phone-call", "done", "opinion"
    ),
    "followups.dissatisfied": Line(
        _("The customer is not content (%(source)s)"), "mood-sad", "late", "opinion"
    ),
    "followups.rated": Line(
        _("The customer rated: quality %(quality)s, manner %(attitude)s, punctuality %(time)s"),
        "star",
        detail="opinion",
        seen=True,
    ),
    "satisfaction.asked": Line(
        _("Asked in the satisfaction round %(round)s, to answer by %(answer_until)s"), "star", "waiting"
    ),
    "satisfaction.answered": Line(
        _("The customer answered the satisfaction survey (%(answered_way)s)"),
        "star",
        detail="opinion",
        seen=True,
    ),
    "satisfaction.declined": Line(
        _("The customer does not wish to answer the survey"), "star", detail="note"
    ),
    "satisfaction.dissatisfied": Line(_("Low marks in the satisfaction survey"), "mood-sad", "late", "text"),
    "satisfaction.remark_noted": Line(
        _("Remark %(remark)s registered (%(remark_kind)s)"), "message-circle", detail="text"
    ),
    "satisfaction.remark_given": Line(_("Remark %(remark)s given to a department, due %(due_at)s"), "send"),
    "satisfaction.remark_solved": Line(_("Remark %(remark)s solved"), "message-circle", "done", "text"),
    "complaints.solved": Line(_("Complaint %(complaint)s solved"), "check", "done", "text"),
    "complaints.sent": Line(_("Somebody is sent because of complaint %(complaint)s"), "route", detail="text"),
    "complaints.noted": Line(
        _("Complaint %(complaint)s noted (%(source)s)"), "message-report", "late", "text", seen=True
    ),
    # Help inside the house.
    "assistance.asked": Line(
        _("Question to %(helper)s, answer wanted by %(due_at)s"), "help", "waiting", "text"
    ),
    "assistance.passed_on": Line(
        _("Question passed on to %(helper)s, answer wanted by %(due_at)s"), "arrow-up", "waiting", "text"
    ),
    "assistance.answered": Line(_("%(helper)s answered the question"), "message-circle", "done", "text"),
    "assistance.handed_back": Line(_("%(helper)s handed the question back"), "arrow-back-up", "late", "text"),
    "assistance.closed": Line(_("Question %(assistance_number)s closed"), "check", "done", "text"),
    "assistance.withdrawn": Line(_("Question %(assistance_number)s withdrawn"), "ban", detail="text"),
    # Deadlines, tasks, checklists, approvals.
    "promise.warned": Line(_("Deadline is near: %(promise)s (%(due_at)s)"), "clock", "waiting"),
    "promise.broken": Line(_("Deadline passed: %(promise)s (%(due_at)s)"), "clock-exclamation", "late"),
    "promise.escalated": Line(
        _("Passed on to %(role)s, because the deadline passed: %(promise)s"), "arrow-up", "late"
    ),
    "promise.explained": Line(_("Reason of the delay: %(promise)s"), "clock-exclamation", "late", "text"),
    "task.finished": Line(_("Task done by hand: %(task)s"), "check", detail="note"),
    "form.filled": Line(_("Checklist %(form)s: %(outcome)s"), "checklist", quiet=True),
    "approval.asked": Line(_("Approval asked for: %(matter)s"), "hand-stop", "waiting", "reason"),
    "approval.granted": Line(_("Approved: %(matter)s"), "circle-check", "done", "reason"),
    "approval.refused": Line(_("Not approved: %(matter)s"), "circle-x", "late", "reason"),
}
