"""The one file that knows the compiler: functions become machine code on their first call, which is kept on disk.

The compiler itself only looks at a function's own file when it asks whether what is kept still holds. So the folder is named after
all files of the kernel and the compiler's version: whatever changes, nothing old is used.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numba

HERE = Path(__file__).parent


def _folder() -> Path:
    """Where compiled functions are kept: ``BAOXIU_CACHE``, else beside the installed packages, else where this user may write."""
    mark = hashlib.sha256(numba.__version__.encode())
    for file in sorted(HERE.glob("*.py")):
        mark.update(file.read_bytes())
    said = os.environ.get("BAOXIU_CACHE")
    for root in (said,) if said else (sys.prefix, "~", tempfile.gettempdir()):
        folder = Path(root).expanduser() / ".cache" / "baoxiu" / f"planner-{mark.hexdigest()[:16]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return HERE


if TYPE_CHECKING:

    def compiled[**P, R](function: Callable[P, R]) -> Callable[P, R]:
        """The function as machine code; other threads may run while it does.

        It makes no arrays and gives none back: its caller holds those that it works on, so nobody counts who refers to
        them, which would take two thirds of the time.
        """
        return function

    def compiled_within[**P, R](function: Callable[P, R]) -> Callable[P, R]:
        """The same, always as a part of whoever calls it. A call hands over all arrays one by one; where the compiler makes one
        of ``best_place``, a search takes twice as long."""
        return function

    def compiled_with_arrays[**P, R](function: Callable[P, R]) -> Callable[P, R]:
        """The same for a function that makes arrays."""
        return function
else:
    numba.config.CACHE_DIR = str(_folder())
    compiled_with_arrays = numba.njit(cache=True, nogil=True, boundscheck=False, error_model="numpy")
    _without_counting = {
        "cache": True,
        "nogil": True,
        "boundscheck": False,
        "error_model": "numpy",
        "_nrt": False,
    }
    compiled = numba.njit(**_without_counting)
    compiled_within = numba.njit(forceinline=True, **_without_counting)
