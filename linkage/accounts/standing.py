"""A person's standing at one moment: which roles they hold, in which agency, and for whom they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from django.db.models import Q
from django.utils import timezone

from linkage.accounts.kept import AGENCY, DAY, PERSON, Kept, keep
from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import ADMINISTRATORS, Role


@dataclass(frozen=True)
class Post:
    """One role in one agency; `for_name` is the person stood in for, if it is held by delegation."""

    agency_id: int
    role: str
    for_name: str = ""


@dataclass(frozen=True)
class Standing:
    """All posts of one person on one day."""

    posts: tuple[Post, ...]

    def holds(self, agency_id: int | None, roles: tuple[str, ...]) -> Post | None:
        """The post by which this person may act for that agency in one of these roles; own posts come first."""
        fitting = [p for p in self.posts if p.agency_id == agency_id and p.role in roles]
        return min(fitting, key=lambda p: bool(p.for_name), default=None)

    def has_role(self, *roles: str) -> bool:
        """Whether any post has one of these roles."""
        return any(post.role in roles for post in self.posts)

    @property
    def reads_dossiers(self) -> bool:
        """Someone whose only posts are administrators' or the publicity department's sees no dossier."""
        closed = {*ADMINISTRATORS, Role.PUBLICITY_OFFICER}
        return any(post.role not in closed for post in self.posts)


def standing_of(user: User, on: date | None = None) -> Standing:
    """The posts `user` holds on this day (today by default), own and delegated. One SQL statement; kept on the user."""
    if always := user.__dict__.get("_stands_always"):
        return cast(Standing, always)
    day = on or timezone.localdate()
    kept: dict[date, Standing] = user.__dict__.setdefault("_standing", {})
    if day not in kept:
        kept[day] = Standing(tuple(_posts(user, day)))
    return kept[day]


def stand_always(user: User, posts: Iterable[Post]) -> User:
    """A person who is stored nowhere gets these posts, whatever the day."""
    user.__dict__["_stands_always"] = Standing(tuple(posts))
    return user


def _posts(user: User, day: date) -> list[Post]:
    rows = _statement().rows({PERSON: user.pk, AGENCY: user.agency_id, DAY: day})
    return [Post(agency, role, "" if holder == user.pk else name) for agency, role, holder, name in rows]


@cache
def _statement() -> Kept:
    deputised = Delegation.objects.filter(Delegation.holding(DAY), deputy=PERSON).values("appointment_id")
    theirs = Q(user=PERSON)
    stood_in_for = Q(pk__in=deputised, user__agency_id=AGENCY) & ~Q(role__in=ADMINISTRATORS)
    held = Appointment.objects.filter(Appointment.holding(DAY)).filter(theirs | stood_in_for)
    return keep(held.values_list("agency_id", "role", "user_id", "user__name").order_by("pk"))
