"""The verbs of a repair request."""

from baoxiu.flow.intake.actions.accept import accept
from baoxiu.flow.intake.actions.ask_for_more import ask_for_more
from baoxiu.flow.intake.actions.attach import CaseIsOver, attach
from baoxiu.flow.intake.actions.close import close, reopen
from baoxiu.flow.intake.actions.merge import OtherCustomer, OtherIsOver, merge
from baoxiu.flow.intake.actions.note_contact import note_call, note_contact
from baoxiu.flow.intake.actions.receive_batch import BatchKeyInUse, receive_batch
from baoxiu.flow.intake.actions.refuse import refuse
from baoxiu.flow.intake.actions.renew_link import renew_link
from baoxiu.flow.intake.actions.settle_remotely import NoAgreement, settle_remotely
from baoxiu.flow.intake.actions.spin_off import Part
from baoxiu.flow.intake.actions.split import SameAgain, split
from baoxiu.flow.intake.actions.submit import KeyInUse, submit
from baoxiu.flow.intake.actions.supplement import NothingAdded, supplement
from baoxiu.flow.intake.actions.turn_into_repair import turn_into_repair
from baoxiu.flow.intake.actions.withdraw import withdraw
from baoxiu.flow.intake.moves import AlreadyReviewed, NotOfThisService
from baoxiu.flow.intake.request_input import RequestInput

__all__ = [
    "AlreadyReviewed",
    "BatchKeyInUse",
    "CaseIsOver",
    "KeyInUse",
    "NoAgreement",
    "NotOfThisService",
    "NothingAdded",
    "OtherCustomer",
    "OtherIsOver",
    "Part",
    "RequestInput",
    "SameAgain",
    "accept",
    "ask_for_more",
    "attach",
    "close",
    "merge",
    "note_call",
    "note_contact",
    "receive_batch",
    "refuse",
    "renew_link",
    "reopen",
    "settle_remotely",
    "split",
    "submit",
    "supplement",
    "turn_into_repair",
    "withdraw",
]
