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
from baoxiu.flow.acceptance.actions.hand_over import NotAccepted, hand_over
from baoxiu.flow.acceptance.actions.note_appearance import (
    AppearanceOpen,
    ConfirmationUnclear,
    ConfirmedAlready,
    NotAtAcceptance,
    confirm_appearance,
    note_appearance,
)
from baoxiu.flow.acceptance.actions.present import present
from baoxiu.flow.acceptance.actions.refuse import ObjectionMissing, refuse
from baoxiu.flow.acceptance.actions.score_effect import EffectScored, NotEnding, ScoreUnclear, score_effect
from baoxiu.flow.acceptance.actions.sign import sign
from baoxiu.flow.acceptance.sheets import ContentChanged, SignerMissing

__all__ = [
    "AnswerMissing",
    "AppearanceOpen",
    "ClaimDecided",
    "ClaimOpen",
    "ConfirmationUnclear",
    "ConfirmedAlready",
    "ContentChanged",
    "EffectScored",
    "ExceptionUnfounded",
    "NotAccepted",
    "NotAcceptedYet",
    "NotAtAcceptance",
    "NotEnding",
    "ObjectionMissing",
    "ScoreUnclear",
    "SignerMissing",
    "WitnessMissing",
    "accept_by_silence",
    "accept_unsigned",
    "claim",
    "confirm_appearance",
    "decide_claim",
    "hand_over",
    "note_appearance",
    "present",
    "refuse",
    "score_effect",
    "sign",
]
