"""What a firm may choose about follow-up calls (requirements (f))."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

FIRST_DAY, LAST_DAY, TRIES = "followups.first_day", "followups.last_day", "followups.tries"
SECOND_FIRST_DAY, SECOND_LAST_DAY = "followups.second_first_day", "followups.second_last_day"
CALL_BACKS = "followups.call_backs"
QUESTION_DAYS, ANSWER_DAYS = "followups.question_days", "followups.answer_days"
LONG_TERM_MONTHS, KEY_MONTHS = "followups.long_term_months", "followups.key_months"
REGULAR_DAYS = "followups.regular_days"
COMPLAINT_DAYS, SERVICE_MONTHS = "followups.complaint_days", "followups.service_months"
FILE_DAYS, FILE_PARTS, FILE_AFTER = "followups.file_days", "followups.file_parts", "followups.file_after"
_GROUP = _("Follow-up")


def _whole(
    key: str, default: int, label: object, unit: object, source: str, *, least: int = 1, most: int = 90
) -> Policy:
    return Policy(
        key, "whole", default, label, group=_GROUP, unit=unit, least=Decimal(least), most=Decimal(most),
        source=source,
    )  # fmt: skip


declare(
    _whole(FIRST_DAY, 3, _("First day of the follow-up call after handover"), _("days"), "RQ-REV-01, T20",
           least=0, most=60),
    _whole(LAST_DAY, 7, _("Last day of the follow-up call after handover"), _("days"), "RQ-REV-01, T20"),
    _whole(SECOND_FIRST_DAY, 8, _("First day of the second call after the first"), _("days"),
           "RQ-REV-02, T21", most=60),
    _whole(SECOND_LAST_DAY, 14, _("Last day of the second call after the first"), _("days"),
           "RQ-REV-02, T21"),
    _whole(TRIES, 3, _("Unanswered calls after which a customer counts as not reached"), _("calls"),
           "RQ-REV-13", most=4),
    _whole(CALL_BACKS, 3, _("How often a customer may put a call off before it is given up"), _("calls"),
           "RQ-REV-13", least=0, most=10),
    _whole(QUESTION_DAYS, 2, _("Unsolved matter decided by the service manager"), _("days"),
           "RQ-REV-07, T23", most=30),
    _whole(ANSWER_DAYS, 0, _("Days after the decision by which the customer has the answer (0: the same day)"),
           _("days"), "RQ-REV-07, T24", least=0, most=30),
    _whole(LONG_TERM_MONTHS, 12, _("Regular call to long-term customers every"), _("months"), "RQ-REV-10",
           most=36),
    _whole(KEY_MONTHS, 6, _("Regular call to key customers every"), _("months"), "RQ-REV-10", most=36),
    _whole(REGULAR_DAYS, 30, _("Days in which a regular call is made"), _("days"), "RQ-REV-10, T51"),
    _whole(COMPLAINT_DAYS, 3, _("Days in which the customer is called after a complaint was solved"), _("days"),
           "RQ-REV-17", most=30),
    _whole(SERVICE_MONTHS, 12, _("Customers are reminded of a product's service every (0: never)"), _("months"),
           "RQ-NOT-03", least=0, most=120),
    _whole(FILE_DAYS, 2, _("Days in which a customer's file is made"), _("days"), "RQ-CUS-02, T25", most=30),
    Policy(FILE_PARTS, "text", "name phone address product", _("What belongs into a customer's file"),
           group=_GROUP, source="RQ-CUS-02"),
    Policy(FILE_AFTER, "text", "check_in consultation", _("When a customer's file is to be made"),
           group=_GROUP, source="RQ-CUS-02"),
)  # fmt: skip
