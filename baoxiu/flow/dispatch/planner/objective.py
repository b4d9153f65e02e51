"""What a choice of technician costs besides the way: the soft terms that hang on order and technician alone."""

from __future__ import annotations

from baoxiu.flow.dispatch.planner.problem import Order, Problem, Technician, Weights

MILLE = 1_000


def choice_terms(problem: Problem, order: Order, technician: int, day: int) -> dict[str, int]:
    """Each term with its seconds of travel, terms of 0 left out, for this technician (and leader, where it takes two)."""
    who, weights = problem.technicians[technician], problem.weights
    terms = {
        "outlet": who.visit_cost,
        "over_level": weights.over_level * _above(who, order) if weights.over_level else 0,
        "under_level": weights.under_level * _below(who, order) if weights.under_level else 0,
        "not_preferred": weights.not_preferred
        if order.preferred and technician not in order.preferred
        else 0,
        "no_expert": weights.no_expert if order.expert and not who.expert else 0,
        "other_technician": weights.other_technician
        if order.last is not None and order.last != technician
        else 0,
        "moved": _moved(order, technician, day, weights),
        "part_missing": weights.part_missing * _missing(who, order) if weights.part_missing else 0,
    }
    return {term: seconds for term, seconds in terms.items() if seconds}


def has_choice_terms(problem: Problem) -> bool:
    """Whether any technician can be dearer than another for the same order."""
    weights = problem.weights
    return any(technician.visit_cost for technician in problem.technicians) or any(
        (
            weights.over_level,
            weights.under_level,
            weights.not_preferred,
            weights.no_expert,
            weights.other_technician,
            weights.moved,
            weights.part_missing,
        )
    )


def fairness(load: int, available: int, mille: int) -> int:
    """The price of a load: thousandths of its square through the time that is there, in whole seconds."""
    return mille * load * load // (MILLE * available) if mille and available > 0 else 0


def _above(technician: Technician, order: Order) -> int:
    return sum(
        max(0, technician.skills.get(skill, 0) - max(level, order.wished.get(skill, 0)))
        for skill, level in order.skills.items()
    )


def _below(technician: Technician, order: Order) -> int:
    return sum(max(0, level - technician.skills.get(skill, 0)) for skill, level in order.wished.items())


def _moved(order: Order, technician: int, day: int, weights: Weights) -> int:
    return weights.moved if order.published is not None and order.published != (technician, day) else 0


def _missing(technician: Technician, order: Order) -> int:
    if technician.van is None:
        return 0
    return sum(1 for part in order.handy if part >= len(technician.van) or technician.van[part] < 1)
