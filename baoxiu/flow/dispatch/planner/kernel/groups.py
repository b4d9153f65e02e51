"""Which rows hang together."""

from __future__ import annotations

import numpy as np

from baoxiu.flow.dispatch.planner.kernel.compiled import compiled_with_arrays
from baoxiu.flow.dispatch.planner.kernel.layout import Table


@compiled_with_arrays
def groups(count: int, one: Table, other: Table) -> Table:
    """For each of ``count`` things the number of its group, when ``one[i]`` and ``other[i]`` are always in the same one.

    Numbers begin at 0 and rise with the first thing of each group.
    """
    parent = np.arange(count)
    for link in range(len(one)):
        a, b = one[link], other[link]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        if a < b:
            parent[b] = a
        else:
            parent[a] = b
    number = np.full(count, -1, np.int32)
    found = 0
    for thing in range(count):
        root = thing
        while parent[root] != root:
            root = parent[root]
        if number[root] < 0:
            number[root] = found
            found += 1
        number[thing] = number[root]
    return number
