"""A person's standing at one moment: which roles they hold, in which agency, and for whom they stand in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

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
    day = on or timezone.localdate()
    kept: dict[date, Standing] = user.__dict__.setdefault("_standing", {})
    if day not in kept:
        kept[day] = Standing(tuple(_posts(user, day)))
    return kept[day]


def _posts(user: User, day: date) -> list[Post]:
    deputised = Delegation.objects.filter(Delegation.holding(day), deputy=user).values("appointment_id")
    rows = (
        Appointment.objects.filter(Appointment.holding(day))
        .filter(
            Q(user=user) | Q(pk__in=deputised, user__agency_id=user.agency_id) & ~Q(role__in=ADMINISTRATORS)
        )
        .values_list("agency_id", "role", "user_id", "user__name")
        .order_by("pk")
    )
    return [Post(agency, role, "" if holder == user.pk else name) for agency, role, holder, name in rows]
