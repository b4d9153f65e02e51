"""The problem and the plan under work as arrays of records, the form in which the search reads them.

Every time is a whole number of seconds, every cost one of seconds of travel. Records keep together what is read together; the last
row of orders, shifts and stops that each array has beyond the problem's is scratch.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

type Records = NDArray[Any]
"""An array of one of the record types below."""
type Table = NDArray[Any]
"""Plain numbers in rows and columns."""

NEVER = 1 << 30
"""Later than any time."""
NOWHERE = -2
"""A way that is still to be measured; -1 would be the beginning of the day."""
TOO_DEAR = 1 << 60
"""More than any plan costs."""

ORDER = np.dtype(
    [
        ("x", "f8"),
        ("y", "f8"),
        ("penalty", "i8"),
        ("pairs", "i8"),  # the first of its pairs
        ("pairs_end", "i8"),
        ("service", "i4"),
        ("access", "i4"),
        ("release", "i4"),
        ("windows", "i4"),  # the first of its windows
        ("windows_end", "i4"),
        ("first", "i4"),  # its earliest start, whoever comes
        ("last", "i4"),  # its latest
        ("due", "i4"),
        ("late", "i4"),  # the price of a second after it
        ("twin", "i4"),  # of a two-person order: the row of the other person's part, else -1
        ("at", "i4"),  # of a two-person order that is placed: when both begin, else -1
        ("region", "i4"),
        ("point", "i4"),  # its row in the travel table
        ("shift", "i4"),  # where it stands, -1 in the bank
        ("place", "i4"),
        ("locked", "i1"),
        ("banked", "i1"),
    ],
    align=True,
)
WINDOW = np.dtype([("opens", "i4"), ("closes", "i4")])
SHIFT = np.dtype(
    [
        ("x", "f8"),  # home
        ("y", "f8"),
        ("from_x", "f8"),  # where the day begins
        ("from_y", "f8"),
        ("fixed", "i8"),  # what it costs to be used at all
        ("cost", "i8"),  # of the route: way, use, overtime, lateness, the day's fairness
        ("work", "i8"),  # seconds of way and service
        ("version", "i8"),  # another number whenever the stops are others
        ("seen", "i8"),  # the round in which it was touched last
        ("old_cost", "i8"),
        ("old_work", "i8"),
        ("old_version", "i8"),
        ("start", "i4"),
        ("end", "i4"),  # overtime included
        ("usual_end", "i4"),
        ("overtime", "i4"),  # the price of a second of it
        ("earliest", "i4"),  # the break
        ("latest", "i4"),
        ("pause", "i4"),  # its length, 0: none
        ("worked", "i4"),
        ("available", "i4"),
        ("fair", "i4"),  # thousandths
        ("most", "i4"),  # stops
        ("technician", "i4"),
        ("point", "i4"),  # the row of its home in the travel table
        ("length", "i4"),
        ("old_length", "i4"),
        ("timed", "i1"),  # whether overtime or lateness can cost something
        ("away", "i1"),  # begins elsewhere than at home
        ("dirty", "i1"),  # the route is another than in the best plan
    ],
    align=True,
)
STOP = np.dtype(
    [
        ("order", "i4"),
        ("pair", "i4"),  # by which of its pairs it came here
        ("at", "i4"),  # of a two-person order: the common start
        ("leg", "i4"),  # seconds of the way to it, in the last place those of the way home
        ("since", "i4"),  # from which order this way was measured; see NOWHERE
        ("leaves", "i4"),  # the earliest departure from the place before it, the break over
        ("leaves_owing", "i4"),  # the same with the break still to come
        ("arrives", "i4"),  # the latest arrival from which the rest can be done, the break over
        ("arrives_owing", "i4"),
    ]
)
PAIR = np.dtype(
    [
        ("version", "i8"),  # of the route for which the next two were found out
        ("shift", "i4"),
        ("extra", "i4"),  # what this choice costs besides the way
        ("added", "i4"),  # seconds that the cheapest place adds
        ("way", "i4"),  # of these those of the way
        ("place", "i4"),  # -1: there is none that adds less
    ]
)
TECHNICIAN = np.dtype([("load", "i8"), ("cost", "i8"), ("share", "i8"), ("fair", "i8")])
HOURS = 24
ROAD = np.dtype(
    [
        ("detour", "f8"),
        ("kind", "i8"),
        ("hourly", "i8"),  # whether some hours are quicker than others
        (
            "pace",
            "i8",
            (HOURS,),
        ),  # how far one gets in a second of each hour, in millionths of what a usual one brings
    ]
)
STEP = np.dtype([("until", "f8"), ("start", "f8"), ("before", "f8"), ("pace", "f8")])
TALLY = np.dtype(
    [
        ("chance", "u8"),  # the state of the generator
        ("round", "i8"),
        ("version", "i8"),
        ("cost", "i8"),
        ("best", "i8"),
        ("bank", "i8"),  # how many are left out
        ("seed", "i8"),  # round which order this round tears down
        ("todo", "i8"),
        ("touched", "i8"),
        ("dirty", "i8"),
    ]
)
SETTINGS = np.dtype(
    [
        ("removed", "f8"),  # orders that a round takes out, on average
        ("string", "f8"),  # the longest string
        ("from_bank", "f8"),  # the share of rounds that begin at an order left out
        ("may_go", "f8"),  # the share of these that tear down only where the order left out may go
        ("called", "f8"),  # the chance that an order left out is tried again where a route has changed
        ("leave", "f8"),  # the chance that a string leaves one more stop in its midst
        ("blink", "f8"),  # the chance that a good place is overlooked
    ]
)


class World(NamedTuple):
    """All that is given, and the routes as they are. ``near``: of each order those that compete with it, the nearest first; -1
    ends the list. ``needs``, ``van`` and ``load``: units of each part."""

    orders: Records
    windows: Records
    shifts: Records
    stops: Records
    pairs: Records
    technicians: Records
    road: Records
    steps: Records
    table: Table
    needs: Table
    van: Table
    load: Table
    near: Table


class Memory(NamedTuple):
    """What a search carries along.

    ``seeds``: the orders round which it tears down; ``old``: the stops of touched routes before this round; ``best``: the best plan's.
    """

    tally: Records
    settings: Records
    weights: Table
    seeds: Table
    bank: Table
    todo: Table
    key: Table
    touched: Table
    dirty: Table
    old: Records
    best: Records
    best_length: Table
