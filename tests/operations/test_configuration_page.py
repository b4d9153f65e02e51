"""The documented page and the declarations say the same."""

import re
from pathlib import Path

from baoxiu.config.environment import VARIABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations" / "configuration.md"


def test_the_page_lists_every_variable_with_default_and_allowed_values() -> None:
    """One row per variable, in the order of the table in the code."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.+?) \|$", PAGE.read_text(), re.MULTILINE)
    assert [row[0] for row in rows] == [variable.name for variable in VARIABLES]
    for variable, (_name, default, allowed, meaning) in zip(VARIABLES, rows, strict=True):
        assert allowed == variable.allowed
        assert meaning
        if variable.default:
            assert f"`{variable.default}`" in default
