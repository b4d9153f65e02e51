"""Fixtures of the customer's pages."""

from baoxiu.web.portal.tests.world import _alone, case, firm, recent, way

__all__ = ["_alone", "case", "firm", "recent", "way"]
