"""Every step of the order page; the first that leads is the next thing to do."""

from collections.abc import Mapping

from baoxiu.web.field.steps import (
    answering,
    asking,
    assessing,
    by_sheet,
    checking,
    consenting,
    finishing,
    quoting,
    righting,
    visiting,
    working,
)
from baoxiu.web.field.steps.step import Step, StepForm

STEPS: tuple[Step, ...] = (
    answering.ACCEPT,
    visiting.BOOK,
    visiting.ARRIVE,
    visiting.SET_OUT,
    checking.START_CHECK,
    assessing.ASSESS,
    by_sheet.SITE,
    quoting.QUOTE,
    consenting.CONSENT,
    quoting.NEW_QUOTE,
    working.START,
    working.BEGIN,
    checking.SELF_CHECK,
    by_sheet.SHEET,
    finishing.PRESENT,
    finishing.SIGN,
    finishing.PREPARE,
    finishing.PAY,
    finishing.SETTLE,
    finishing.HAND_BACK,
    # Possible beside them, as often as needed.
    working.WORK,
    working.PART,
    working.PHOTO,
    asking.ASK,
    righting.ANSWER,
    righting.DAMAGE,
    by_sheet.FINDING,
    visiting.CONTACT,
    visiting.RESCHEDULE,
    assessing.ASSESS_AGAIN,
    checking.END_CHECK,
    visiting.FINISH,
    visiting.NO_ACCESS,
    consenting.REFUSE_QUOTE,
    finishing.OBJECT,
    visiting.CANCEL,
    answering.DECLINE,
)
BY_CODE: Mapping[str, Step] = {step.code: step for step in STEPS}

__all__ = ["BY_CODE", "STEPS", "Step", "StepForm"]
