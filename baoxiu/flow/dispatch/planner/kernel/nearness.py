"""Which orders compete for the same places."""

from __future__ import annotations

import numpy as np

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled_with_arrays
from baoxiu.flow.dispatch.planner.kernel.layout import Table


@compiled_with_arrays
def near_lists(x: Table, y: Table, class_of: Table, shared: Table, most: int) -> Table:
    """For each order the nearest others whose class shares a shift with its own, nearest first; -1 ends a list."""
    count = len(x)
    near = np.full((count, most), -1, np.int32)
    far = np.empty(most)
    for one in range(count):
        found = 0
        for other in range(count):
            if other == one or not shared[class_of[one], class_of[other]]:
                continue
            away = (x[one] - x[other]) ** 2 + (y[one] - y[other]) ** 2
            if found == most and away >= far[most - 1]:
                continue
            spot = found if found < most else most - 1
            while spot > 0 and far[spot - 1] > away:
                far[spot], near[one, spot] = far[spot - 1], near[one, spot - 1]
                spot -= 1
            far[spot], near[one, spot] = away, other
            found = min(found + 1, most)
    return near
