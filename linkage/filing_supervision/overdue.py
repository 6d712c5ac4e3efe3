"""逾期证明: what the clocks of a dossier show to have run out, as rows of a paper (17号第十三条)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.running import is_overdue
from linkage.dossiers.models import Dossier
from linkage.law import rule_for_fact
from linkage.law.wording import moment
from linkage.transfers.rules import FILING_CLOCKS

DAY = timedelta(days=1)


def overdue_clocks(dossier: Dossier, codes: Iterable[str], at: datetime, line: str = "") -> list[Clock]:
    """The running clocks of these rules whose longer term had run out at `at`."""
    running = Clock.objects.filter(
        dossier=dossier, line=line, code__in=tuple(codes), state=ClockState.RUNNING
    )
    return [clock for clock in running.order_by("pk") if is_overdue(clock, at)]


def filing_is_overdue(dossier: Dossier, at: datetime) -> list[Clock]:
    """The clocks of the decision on filing that the police let run out."""
    return overdue_clocks(dossier, FILING_CLOCKS, at)


def proof(clocks: Iterable[Clock], at: datetime) -> list[dict[str, str]]:
    """Each clock with its article, its start, when it fell due and how long ago that is: read, not typed."""
    return [
        {
            "clock": clock.name,
            "article": rule_for_fact(clock.code, localdate(clock.started_at)).basis,
            "started": moment(clock.started_at),
            "due": moment(clock.overdue_after),
            "passed": _span(at - clock.overdue_after),
        }
        for clock in clocks
        if clock.overdue_after is not None
    ]


def _span(past: timedelta) -> str:
    return f"{past // DAY}天" if past >= DAY else f"{past // timedelta(hours=1)}小时"
