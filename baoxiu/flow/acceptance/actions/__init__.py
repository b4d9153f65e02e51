"""Acceptance and sign-off (RQ-ACC), standards.md 5.4."""

from baoxiu.flow.acceptance.actions.present import present
from baoxiu.flow.acceptance.actions.refuse import ObjectionMissing, refuse
from baoxiu.flow.acceptance.actions.sheet import ContentChanged, SignerMissing
from baoxiu.flow.acceptance.actions.sign import sign

__all__ = ["ContentChanged", "ObjectionMissing", "SignerMissing", "present", "refuse", "sign"]
