"""The kinds of task: sentence, page and icon. ``url_name`` is the page of its subject; it takes the key."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class TaskKind:
    """How a task is shown and where it leads."""

    code: str
    label: object
    url_name: str
    icon: str


_REQUEST, _ORDER, _FOLLOWUP = "desk:request", "desk:order", "desk:followup"
_ASSISTANCE = "desk:assistance_one"
_OPINION = "desk:opinion"
_ROWS = (
    TaskKind("review", _("Review the request"), _REQUEST, "clipboard-check"),
    TaskKind("await_information", _("Wait for the customer's information"), _REQUEST, "hourglass"),
    TaskKind("opinion", _("Give the department's opinion"), _OPINION, "message-circle"),
    TaskKind("put_forward", _("Add what a department misses"), _REQUEST, "arrow-up"),
    TaskKind("contact_again", _("Try to reach the customer again"), _REQUEST, "phone-outgoing"),
    TaskKind("dispatch", _("Dispatch by hand"), _ORDER, "user-plus"),
    TaskKind("accept_job", _("Accept the job"), _ORDER, "inbox"),
    TaskKind("book_visit", _("Call the customer and book the visit"), _ORDER, "phone-call"),
    TaskKind("assess", _("Find the fault"), _ORDER, "stethoscope"),
    TaskKind("confirm_site", _("Settle place and conditions with the customer"), _ORDER, "map-pin"),
    TaskKind("work_by_sheet", _("Do the work and fill the sheet"), _ORDER, "checklist"),
    TaskKind("quote", _("Send plan and quote"), _ORDER, "file-text"),
    TaskKind("repair", _("Repair"), _ORDER, "tool"),
    TaskKind("decide_change", _("Decide what the technician asks"), _ORDER, "hand-stop"),
    TaskKind("check_step", _("Check the last step of the repair"), _ORDER, "checklist"),
    TaskKind("tell_news", _("Tell the customer how the repair goes"), _ORDER, "phone-outgoing"),
    TaskKind("route_exchange", _("Decide whether the product is exchanged"), _ORDER, "refresh"),
    TaskKind("exchange", _("See to the exchange"), _ORDER, "package"),
    TaskKind("confirm_appearance", _("Confirm with the customer how it looks"), _ORDER, "phone-call"),
    TaskKind("score_effect", _("Judge the effect of the repair"), _ORDER, "star"),
    TaskKind("inspect", _("Final inspection"), _ORDER, "checklist"),
    TaskKind("sample", _("Inspect the drawn order"), _ORDER, "checklist"),
    TaskKind("present_acceptance", _("Present the acceptance sheet"), _ORDER, "writing-sign"),
    TaskKind("settle", _("Settle the fees"), _ORDER, "cash"),
    TaskKind("hand_back", _("Return the product unrepaired"), _ORDER, "package"),
    TaskKind("followup", _("Make the follow-up call"), _FOLLOWUP, "phone"),
    TaskKind("question", _("Decide what a call could not solve"), _FOLLOWUP, "info-circle"),
    TaskKind("tell_answer", _("Tell the customer the answer, today"), _FOLLOWUP, "phone-outgoing"),
    TaskKind("customer_file", _("Make the customer's file"), "desk:customer", "users"),
    TaskKind("planned_contact", _("Talk with the customer as planned"), "desk:customer", "phone-outgoing"),
    TaskKind("letter", _("Decide on a customer's letter"), "desk:letter_in", "mail"),
    TaskKind("correct", _("Put right what a spot check demands"), _ORDER, "alert-triangle"),
    TaskKind("close_demand", _("Check what was put right"), _ORDER, "checklist"),
    TaskKind("compensate", _("Pay for the damage at the customer's"), _ORDER, "cash"),
    TaskKind("claim", _("Decide the claim after the acceptance"), _ORDER, "thumb-down"),
    TaskKind("survey_round", _("Run the next satisfaction round"), "desk:survey_round", "star"),
    TaskKind("measure", _("Carry out the measure"), "desk:survey_round", "checklist"),
    TaskKind("remark", _("Solve what a customer remarked"), "desk:remark", "message-circle"),
    TaskKind("campaign", _("Tell the customers of the campaign by phone"), "desk:campaign", "phone-outgoing"),
    TaskKind("campaign_letter", _("Send the letter about the campaign"), "desk:campaign", "mail"),
    TaskKind("complaint", _("Look into the complaint"), _ORDER, "mood-sad"),
    TaskKind("field_news", _("Look at what was reported from the field"), "desk:news_one", "inbox"),
    TaskKind("assist", _("Answer a colleague's question"), _ASSISTANCE, "help"),
    TaskKind("use_answer", _("Use the helper's reply"), _ASSISTANCE, "message-circle"),
    TaskKind("export", _("Fetch the list that was written"), "desk:export", "table-export"),
    TaskKind(
        "webhook_paused", _("Find out why the receiver does not answer"), "desk:webhook", "alert-triangle"
    ),
    TaskKind("failed_item", _("Put a failed checklist item right"), _ORDER, "alert-triangle"),
)
TASKS: dict[str, TaskKind] = {row.code: row for row in _ROWS}
