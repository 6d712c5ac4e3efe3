"""The kept statement of the work bench answers each reader as the queries it was written from would."""

from typing import Any

import time_machine
from django.db import connection

from linkage.accounts.kept import values_of
from linkage.accounts.likeness import Likeness
from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import Role
from linkage.dossiers.models import Dossier, Secrecy
from linkage.dossiers.queries import taking_part, visible_to
from linkage.inbox.queries import unread, unread_count
from linkage.web.screens import bench_numbers
from tests.cast import Cast, person
from tests.road import Road
from tests.web.screens import LATER, walked


def readers(cast: Cast) -> list[User]:
    """The whole cast, two people with two posts, and a deputy; the same likeness more than once, in different agencies."""
    both = person("both", "双演岗", cast.officer.agency, Role.ENFORCEMENT_OFFICER, Role.BUREAU_HEAD)
    city = person(
        "city-both", "市演岗", cast.city_supervisor.agency, Role.ENFORCEMENT_OFFICER, Role.SUPERVISOR
    )
    plain = person("city-plain", "市演员", cast.city_supervisor.agency, Role.ENFORCEMENT_OFFICER)
    held = Appointment.objects.get(user=cast.head)
    held.delegations.create(deputy=cast.second_officer, since=held.since, until=LATER.date(), reason="出差")
    return [*cast.everyone, both, city, plain]


def seen(user: User) -> Any:
    """What the queries themselves find: each number, and the rows in order."""
    queries, rows = bench_numbers.queries(user, LATER)
    numbers = {name: query.order_by().count() for name, query in queries.items()}
    return numbers, list(rows.values_list(*bench_numbers.COLUMNS))


def test_each_reader_gets_what_the_queries_find(road: Road) -> None:
    transfers = walked(road)
    Dossier.objects.filter(pk__in=[t.dossier_id for t in transfers[::3]]).update(secrecy=Secrecy.SENSITIVE)
    found = {}
    with time_machine.travel(LATER, tick=False):
        for user in readers(road.cast):
            counted, rows = bench_numbers.look(user, LATER)
            assert (counted, [tuple(row) for row in rows]) == seen(user), user
            assert unread_count(user) == unread(user).count(), user
            found[user.username] = counted
    assert found["officer"]["first"] > 0 == found["next-officer"]["first"]
    assert found["province-supervisor"]["open"] > 0


def test_whoever_takes_part_may_see(road: Road) -> None:
    walked(road)
    for user in readers(road.cast):
        assert set(taking_part(user)) <= set(visible_to(user)), user
    assert taking_part(road.cast.officer).exists()
    assert not taking_part(road.cast.system_admin).exists()


def test_one_statement_serves_all_of_one_likeness(road: Road) -> None:
    bench_numbers._statement.cache_clear()
    for user in (road.cast.officer, road.cast.next_officer, road.cast.officer):
        bench_numbers.look(user, LATER)
    assert bench_numbers._statement.cache_info().misses == 1
    bench_numbers.look(road.cast.head, LATER)
    assert bench_numbers._statement.cache_info().misses == 2


def test_no_mark_of_the_writer_reaches_the_database(road: Road) -> None:
    for user in readers(road.cast):
        kept = bench_numbers._statement(Likeness.of(user)).statement
        with connection.execute_wrapper(_no_marks):
            kept.rows(values_of(user, now=LATER))


def _no_marks(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert "72036854775807" not in f"{sql} {params}"
    assert "1601" not in f"{sql} {params}"
    return execute(sql, params, many, context)


def test_an_empty_bench_counts_zeros(cast: Cast) -> None:
    for user in (cast.officer, cast.intake, cast.procurator, cast.city_supervisor, cast.system_admin):
        counted, rows = bench_numbers.look(user, LATER)
        assert set(counted.values()) == {0}
        assert rows == []
