"""Says at the end of a run how many walks there were, and which acts none of them did."""

from collections import Counter
from typing import Any

from linkage.procedure.procedures import known_procedures


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The counts travel as properties of the reports, so that the workers of a parallel run are counted too."""
    walks, acts = 0, Counter[str]()
    for report in terminalreporter.stats.get("passed", ()):
        if report.when == "call":
            for name, value in report.user_properties:
                walks += value if name == "walks" else 0
                if name.startswith("walked:"):
                    acts[name.removeprefix("walked:")] += value
    if walks:
        known = {row.act for procedure in known_procedures().values() for row in procedure.table.rows}
        done = {act for act, times in acts.items() if times}
        terminalreporter.write_line(
            f"walks: {walks} over {len(known_procedures())} procedures, {acts.total()} acts done,"
            f" {len(done & known)} of {len(known)} kinds; never: {', '.join(sorted(known - done)) or 'none'}"
        )
