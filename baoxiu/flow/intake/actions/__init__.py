"""The verbs of a repair request."""

from baoxiu.flow.intake.actions.accept import SEVERITIES, accept
from baoxiu.flow.intake.actions.ask_for_more import ask_for_more
from baoxiu.flow.intake.actions.attach import CaseIsOver, attach
from baoxiu.flow.intake.actions.close import close, reopen
from baoxiu.flow.intake.actions.locate import locate
from baoxiu.flow.intake.actions.merge import OtherCustomer, OtherIsOver, merge
from baoxiu.flow.intake.actions.note_contact import note_call, note_contact
from baoxiu.flow.intake.actions.opinions import (
    REVIEWED,
    NoRoute,
    ReviewIsOver,
    begin_route,
    begin_route_by_rule,
    end_route,
    give_opinion,
    put_forward,
    send_back,
)
from baoxiu.flow.intake.actions.put_route import CannotOpine, NoSteps, RouteInput, put_route
from baoxiu.flow.intake.actions.receive_batch import BatchKeyInUse, receive_batch
from baoxiu.flow.intake.actions.refuse import refuse
from baoxiu.flow.intake.actions.renew_link import renew_link
from baoxiu.flow.intake.actions.settle_remotely import NoAgreement, settle_remotely
from baoxiu.flow.intake.actions.spin_off import Part
from baoxiu.flow.intake.actions.split import SameAgain, split
from baoxiu.flow.intake.actions.submit import KeyInUse, submit
from baoxiu.flow.intake.actions.supplement import NothingAdded, supplement
from baoxiu.flow.intake.actions.teams import (
    AlreadyTaken,
    NotOpen,
    TeamInput,
    hand_over,
    put_team,
    queue_by_rule,
    take,
)
from baoxiu.flow.intake.actions.turn_into_repair import turn_into_repair
from baoxiu.flow.intake.actions.withdraw import withdraw
from baoxiu.flow.intake.moves import AlreadyReviewed, NotOfThisService
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.routes import RouteRunning, RouteWanted

__all__ = [
    "REVIEWED",
    "SEVERITIES",
    "AlreadyReviewed",
    "AlreadyTaken",
    "BatchKeyInUse",
    "CannotOpine",
    "CaseIsOver",
    "KeyInUse",
    "NoAgreement",
    "NoRoute",
    "NoSteps",
    "NotOfThisService",
    "NotOpen",
    "NothingAdded",
    "OtherCustomer",
    "OtherIsOver",
    "Part",
    "RequestInput",
    "ReviewIsOver",
    "RouteInput",
    "RouteRunning",
    "RouteWanted",
    "SameAgain",
    "TeamInput",
    "accept",
    "ask_for_more",
    "attach",
    "begin_route",
    "begin_route_by_rule",
    "close",
    "end_route",
    "give_opinion",
    "hand_over",
    "locate",
    "merge",
    "note_call",
    "note_contact",
    "put_forward",
    "put_route",
    "put_team",
    "queue_by_rule",
    "receive_batch",
    "refuse",
    "renew_link",
    "reopen",
    "send_back",
    "settle_remotely",
    "split",
    "submit",
    "supplement",
    "take",
    "turn_into_repair",
    "withdraw",
]
