"""Fixtures of the customer's pages."""

from baoxiu.web.portal.tests.world import _alone, at, case, way

__all__ = ["_alone", "at", "case", "way"]
