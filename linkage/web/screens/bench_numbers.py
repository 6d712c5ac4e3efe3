"""What the work bench counts and lists: the numbers of each kind of reader, and the statement that answers them all.

The SQL is written once for all readers of one likeness and kept; a number is the same query as the list it leads to.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, QuerySet, Value, When

from linkage.accounts.kept import MOMENT, values_of
from linkage.accounts.likeness import Likeness
from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import taking_part, visible_to
from linkage.web.addresses import address_of
from linkage.web.screens.counting import CountsAndRows, keep_counts_and_rows
from linkage.web.screens.dossier_columns import dressed
from linkage.web.screens.dossier_filter import chosen
from linkage.web.screens.duties import statuses_for, statuses_for_heads_only
from linkage.web.screens.paging import SIZE
from linkage.web.screens.reader import roles_here

COLUMNS = (
    "pk", "number", "title", "stage", "stage_label", "turn_agency_id", "turn_name", "next_due_at", "next_near_at",
    "next_clock", "next_provisional", "next_overdue", "at_once", "last_act", "last_act_at", "work_order", "rank",
)  # fmt: skip
"""What a row of the bench needs of its dossier."""


@dataclass(frozen=True)
class Number:
    """A number on the bench: the conditions it counts are the conditions of the list it leads to."""

    code: str
    label: str
    note: str
    conditions: tuple[tuple[str, str], ...]

    @cached_property
    def url(self) -> str:
        """The list of exactly these rows."""
        return f"{address_of('web:dossiers')}?{urlencode(self.conditions)}"

    def query(self, user: User, now: datetime) -> QuerySet[Dossier]:
        """The rows it counts, among those this reader may see."""
        asked = dict(self.conditions)
        own = asked.pop("part", "") == "own"
        return chosen(taking_part(user) if own else visible_to(user), asked.get, user, now)


def look(user: User, now: datetime) -> tuple[dict[str, int], list[Any]]:
    """All numbers of this reader's bench, and the rows of its first page in their order. One SQL statement."""
    counted, rows = _statement(Likeness.of(user)).fetch(values_of(user, now=now))
    return counted, sorted(rows, key=lambda row: (row.rank, row.work_order, row.pk))


@lru_cache(maxsize=256)
def _statement(likeness: Likeness) -> CountsAndRows:
    reader = likeness.reader()
    return keep_counts_and_rows(*queries(reader, MOMENT), COLUMNS)


def queries(user: User, now: datetime) -> tuple[dict[str, QuerySet[Dossier]], QuerySet[Any]]:
    """What is counted, by number, and what is listed."""
    roles = roles_here(user)
    shown, aside = numbers_for(roles)
    return {number.code: number.query(user, now) for number in (*shown, *aside)}, work(user, roles, now)


@lru_cache(maxsize=256)
def numbers_for(roles: frozenset[str]) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The four numbers of this reader's bench, and the smaller ones beneath them."""
    theirs = Number("theirs", "等对方", "轮到其他机关办理", (("turn", "others"), ("part", "own")))
    done = Number("done", "已办", "本机关参与、已经办结", (("state", "closed"), ("part", "own")))
    late = Number("late", "超期", "本机关的期限已过、还没有办", (("late", "own"),))
    if statuses_for(roles):
        words = "、".join(
            Role(role).label for role in Role.values if role in roles and statuses_for(frozenset({role}))
        )
        mine = Number("first", "待我办", f"轮到本机关，{words}可以办", (("turn", "mine"),))
        return (mine, theirs, done, late), _asides(roles)
    if Role.SUPERVISOR in roles:
        return (
            Number("first", "超期", "本系统各级机关期限已过、还没有办", (("late", "line"),)),
            Number("near", "临期", "本系统各级机关期限进入最后三分之一", (("late", "line_near"),)),
            Number("open", "未办结", "可以查阅的全部", (("state", "open"),)),
            Number("done", "已办结", "可以查阅的全部", (("state", "closed"),)),
        ), ()
    ours = Number("first", "轮到本机关", "由有办理岗位的同事办，您可以查阅", (("turn", "agency"),))
    return (ours, theirs, done, late), ()


def _asides(roles: frozenset[str]) -> tuple[Number, ...]:
    asides = [
        Number("colleague", "轮到本机关、由同事办", "", (("turn", "colleague"),)),
        Number(
            "running", "轮到对方、但本机关还有时限在走", "", (("turn", "others"), ("late", "own_running"))
        ),
    ]
    if Role.PROCURATOR in roles:
        asides.append(Number("silence", "沉默", "", (("late", "silence"),)))
    return tuple(asides)


def work(user: User, roles: frozenset[str], now: datetime) -> QuerySet[Any]:
    """The first page of what is mine to do; what only the head may decide comes before the rest."""
    mine = chosen(visible_to(user), {"turn": "mine"}.get, user, now)
    heads_only = statuses_for_heads_only(roles)
    if not heads_only:
        return dressed(mine).annotate(rank=Value(0)).order_by("work_order", "pk")[:SIZE]
    rank = Case(
        When(stage__in=sorted(heads_only), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return dressed(mine).annotate(rank=rank).order_by("rank", "work_order", "pk")[:SIZE]
