"""A kept statement answers as the query would; only the marks of its reader are replaced."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection

from linkage.accounts.kept import AGENCY, DAY, MOMENT, PATH, PERSON, Kept, keep, values_of
from linkage.accounts.likeness import Likeness
from linkage.accounts.models import Agency, Appointment, Delegation, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import Post, standing_of
from tests.cast import SINCE, Cast, person

DAYS = (SINCE - timedelta(days=1), SINCE, date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10))


def posts_one_by_one(user: User, day: date) -> list[Post]:
    """Own posts and those stood in for, found without the statement."""
    found = []
    for row in Appointment.objects.select_related("user").order_by("pk"):
        if not (row.since <= day and (row.until is None or row.until >= day)):
            continue
        stands_in = any(
            d.deputy_id == user.pk and d.since <= day <= d.until
            for d in Delegation.objects.filter(appointment=row)
        )
        if row.user_id == user.pk:
            found.append(Post(row.agency_id, row.role))
        elif stands_in and row.user.agency_id == user.agency_id and row.role not in ADMINISTRATORS:
            found.append(Post(row.agency_id, row.role, row.user.name))
    return found


def test_the_posts_of_everybody_on_any_day(cast: Cast) -> None:
    held = Appointment.objects.get(user=cast.head)
    held.delegations.create(
        deputy=cast.second_officer, since=date(2026, 3, 2), until=date(2026, 3, 9), reason="出差"
    )
    person("left", "离演任", cast.officer.agency)
    Appointment.objects.filter(user=cast.intake).update(until=date(2026, 3, 9))
    given = 0
    for day in DAYS:
        for user in User.objects.all():
            posts = list(standing_of(user, day).posts)
            assert posts == posts_one_by_one(user, day), (user, day)
            given += sum(bool(post.for_name) for post in posts)
    assert given == 2, "the deputy on both days of the delegation"


def test_the_fields_own_types_come_back(cast: Cast) -> None:
    kept = keep(Appointment.objects.filter(user=PERSON, since__lte=DAY).values_list("since", "role", "until"))
    assert kept.rows({PERSON: cast.officer.pk, DAY: SINCE}) == [(SINCE, Role.ENFORCEMENT_OFFICER, None)]
    assert kept.rows({PERSON: cast.officer.pk, DAY: SINCE - timedelta(days=1)}) == []


def test_the_path_is_replaced_inside_a_pattern(cast: Cast) -> None:
    kept = keep(
        Agency.objects.filter(path__startswith=PATH, line="ecology").values_list("code").order_by("path")
    )
    own = cast.city_supervisor.agency
    below = Agency.objects.filter(path__startswith=own.path, line="ecology").order_by("path")
    assert [code for (code,) in kept.rows(values_of(cast.city_supervisor))] == [a.code for a in below]
    assert below.count() == 3


@pytest.mark.parametrize("name", ["百分之100%", "%s", "a'b", "50%%", "反\\斜"])
def test_what_is_the_same_for_every_reader_may_contain_anything(cast: Cast, name: str) -> None:
    made = person("odd", name, cast.officer.agency)
    for found in (User.objects.filter(name=name), User.objects.filter(name__contains=name)):
        kept = keep(found.filter(agency=AGENCY).values_list("pk"))
        assert kept.rows(values_of(cast.officer)) == [(made.pk,)]
        assert kept.rows(values_of(cast.intake)) == []


def test_on_postgresql_only_the_marks_are_parameters(cast: Cast) -> None:
    kept = keep(Appointment.objects.filter(user=PERSON, role="procurator").values_list("pk"))
    constants = [param for param in kept.params if param != PERSON]
    assert constants == ([] if connection.vendor == "postgresql" else ["procurator"])
    assert ("'procurator'" in kept.sql) is (connection.vendor == "postgresql")


def test_a_query_that_can_find_nothing_says_so(cast: Cast) -> None:
    with pytest.raises(EmptyResultSet):
        keep(User.objects.filter(pk__in=()).values_list("pk"))


def test_without_a_moment_the_mark_of_it_has_no_value(cast: Cast) -> None:
    assert MOMENT not in values_of(cast.officer)
    assert Kept("SELECT 1", ()).rows(values_of(cast.officer)) == [(1,)]


def test_a_likeness_has_nothing_of_one_person(cast: Cast) -> None:
    assert Likeness.of(cast.officer) == Likeness.of(cast.next_officer) == Likeness.of(cast.second_officer)
    assert (
        len({Likeness.of(user) for user in (cast.officer, cast.head, cast.intake, cast.city_supervisor)}) == 4
    )
    reader = Likeness.of(cast.head).reader()
    assert (reader.pk, reader.agency_id, reader.agency.path) == (PERSON, AGENCY, PATH)
    assert standing_of(reader, SINCE - timedelta(days=9)).posts == (Post(AGENCY, Role.BUREAU_HEAD),)
