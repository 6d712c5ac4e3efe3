"""Which posts a person holds on a day, own and delegated, and what an act done for another says."""

from datetime import date, timedelta

import pytest
import time_machine

from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Post, standing_of
from linkage.audit.models import AuditEntry
from linkage.law.refusal import Refused
from linkage.transfers.status import Status as S
from tests.cast import person

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 6)


def posts(user: User, on: date) -> list[Post]:
    return list(standing_of(User.objects.get(pk=user.pk), on).posts)


def delegate(holder: User, deputy: User, since: date = FIRST, until: date = LAST) -> Delegation:
    """The holder's post, for these days."""
    appointment = Appointment.objects.get(user=holder)
    return Delegation.objects.create(
        appointment=appointment, deputy=deputy, since=since, until=until, reason="出差"
    )


@pytest.mark.parametrize(
    ("on", "held"),
    [(FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_an_appointment_holds_on_its_first_and_last_day_and_not_beyond(cast, on, held):
    user = person("dated", "某某", cast.officer.agency)
    Appointment.objects.create(
        user=user, agency=user.agency, role=Role.ENFORCEMENT_OFFICER, since=FIRST, until=LAST
    )
    assert bool(posts(user, on)) is held


@pytest.mark.parametrize(
    ("on", "held"),
    [(FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_a_deputy_holds_the_post_in_the_others_name_for_those_days(cast, on, held):
    delegate(cast.head, cast.second_officer)
    expected = [Post(cast.head.agency_id, Role.BUREAU_HEAD, "赵演衡")] if held else []
    assert [post for post in posts(cast.second_officer, on) if post.for_name] == expected


def test_ones_own_post_comes_before_a_delegated_one(cast):
    delegate(cast.officer, cast.second_officer)
    standing = standing_of(cast.second_officer, FIRST)
    assert standing.holds(cast.officer.agency_id, (Role.ENFORCEMENT_OFFICER,)).for_name == ""


def test_nobody_stands_in_across_agencies_or_for_an_administrator(cast):
    delegate(cast.head, cast.next_officer)
    delegate(cast.system_admin, cast.province_supervisor)
    assert not [p for p in posts(cast.next_officer, FIRST) if p.for_name]
    assert not [p for p in posts(cast.province_supervisor, FIRST) if p.for_name]


def test_a_delegation_ends_with_the_appointment_it_stands_on(cast):
    delegate(cast.head, cast.second_officer)
    Appointment.objects.filter(user=cast.head).update(until=FIRST)
    assert [p.role for p in posts(cast.second_officer, LAST)] == [Role.ENFORCEMENT_OFFICER]


def test_an_act_done_for_another_names_both(road, cast):
    transfer = road.to(S.AWAITING_APPROVAL)
    deputy = person("deputy", "副局长", cast.head.agency)
    with time_machine.travel(road.now, tick=False):
        delegate(cast.head, deputy)
        road.do("approve", transfer, by=deputy)
    entry = AuditEntry.objects.get(act="approve")
    assert (entry.actor_id, entry.actor_name) == (deputy.pk, "副局长（代赵演衡）")
    assert transfer.approved_by == deputy


def test_after_the_delegation_the_deputy_is_nobody_again(road, cast):
    transfer = road.to(S.AWAITING_APPROVAL)
    deputy = person("deputy", "副局长", cast.head.agency)
    delegate(cast.head, deputy)
    with (
        time_machine.travel("2026-03-07T10:00:00+08:00", tick=False),
        pytest.raises(Refused, match="负责人办理"),
    ):
        road.do("approve", transfer, by=deputy)


def test_a_deputy_who_is_in_the_team_still_does_not_approve_their_own_report(road, cast):
    transfer = road.to(S.AWAITING_APPROVAL)
    with time_machine.travel(road.now, tick=False):
        delegate(cast.head, cast.second_officer)
        with pytest.raises(Refused, match="专案组成员不能审批自己的报告"):
            road.do("approve", transfer, by=cast.second_officer)


def test_one_statement_and_remembered_for_the_day(cast, django_assert_num_queries):
    user = User.objects.get(pk=cast.officer.pk)
    with django_assert_num_queries(1):
        for _ in range(3):
            standing_of(user, FIRST)


@pytest.mark.parametrize(
    ("roles", "reads"),
    [
        ([Role.SYSTEM_ADMIN], False),
        ([Role.PUBLICITY_OFFICER], False),
        ([Role.AUDIT_ADMIN, Role.PUBLICITY_OFFICER], False),
        ([Role.LIAISON_OFFICER], True),
        ([Role.PUBLICITY_OFFICER, Role.SUPERVISOR], True),
        ([], False),
    ],
)
def test_who_reads_dossiers_at_all(cast, roles, reads):
    assert standing_of(person("someone", "某某", cast.officer.agency, *roles), FIRST).reads_dossiers is reads
