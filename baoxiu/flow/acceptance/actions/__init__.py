"""Acceptance and sign-off (RQ-ACC), standards.md 5.4."""

from baoxiu.flow.acceptance.actions.accept_unsigned import (
    ExceptionUnfounded,
    WitnessMissing,
    accept_by_silence,
    accept_unsigned,
)
from baoxiu.flow.acceptance.actions.claim import (
    AnswerMissing,
    ClaimDecided,
    ClaimOpen,
    NotAcceptedYet,
    claim,
    decide_claim,
)
from baoxiu.flow.acceptance.actions.present import present
from baoxiu.flow.acceptance.actions.refuse import ObjectionMissing, refuse
from baoxiu.flow.acceptance.actions.sign import sign
from baoxiu.flow.acceptance.sheets import ContentChanged, SignerMissing

__all__ = [
    "AnswerMissing",
    "ClaimDecided",
    "ClaimOpen",
    "ContentChanged",
    "ExceptionUnfounded",
    "NotAcceptedYet",
    "ObjectionMissing",
    "SignerMissing",
    "WitnessMissing",
    "accept_by_silence",
    "accept_unsigned",
    "claim",
    "decide_claim",
    "present",
    "refuse",
    "sign",
]
