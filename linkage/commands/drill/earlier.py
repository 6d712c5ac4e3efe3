"""Penalties of the years before the drill, imported from a table as a county would import its own: `earlier.csv`."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.penalties.importing import import_penalties

TABLE = Path(__file__).parent / "earlier.csv"
WHO, NUMBER = "登录名", "处罚决定书文号"
DAYS = ("行为终了日", "违法行为被发现日", "决定日期", "送达日期")
ENTERED = timedelta(days=200)
"""They were entered that long before the drill's day; days in the table count from there."""


def enter_earlier_penalties(people: Mapping[str, User], now: datetime) -> None:
    """One import per person, all rows of theirs or none."""
    at = now - ENTERED
    rows_of: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8"))):
        days = {name: (localdate(at) + timedelta(days=int(row[name]))).isoformat() for name in DAYS}
        number = row[NUMBER].format(year=days["决定日期"][:4])
        rows_of[row.pop(WHO)].append({**row, **days, NUMBER: number})
    for login, rows in rows_of.items():
        written = io.StringIO()
        table = csv.DictWriter(written, rows[0])
        table.writeheader()
        table.writerows(rows)
        import_penalties(table=written.getvalue(), by=people[login], at=at, apply=True)
