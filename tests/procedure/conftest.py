"""Says at the end of a run how many cells of the grid were tried."""

from collections import Counter
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The cells travel as properties of the reports, so that the workers of a parallel run are counted too."""
    cells: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", ()):
        if report.when == "call":
            cells.update({name: value for name, value in report.user_properties if name.startswith("cells_")})
    if cells:
        allowed, refused = cells["cells_allowed"], cells["cells_refused"]
        terminalreporter.write_line(
            f"the grid: {allowed + refused} cells tried, {allowed} acts done, {refused} refused with nothing changed"
        )
