"""The first administrators, and the way back in for one who forgot: by whoever holds the machine, and on the chain."""

import json

import pytest
from django.utils import timezone

from linkage.accounts import actions
from linkage.accounts.installing import install_administrator, readmit_administrator
from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import standing_of
from linkage.audit.chain import Actor
from linkage.audit.models import AuditEntry
from linkage.audit.verify import entries_of, verify_chain
from linkage.law.refusal import Refused
from tests.cast import PASSWORD, Cast

OPERATOR = Actor(id=None, name="命令行操作者")


def installed(cast: Cast, role: str = Role.SECURITY_ADMIN, username: str = "first-one") -> tuple[User, str]:
    return install_administrator(
        by=OPERATOR,
        at=timezone.now(),
        username=username,
        name="新演安",
        agency=cast.security_admin.agency,
        role=role,
    )


def in_an_empty_office(cast: Cast) -> None:
    Appointment.objects.filter(role__in=ADMINISTRATORS).delete()


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_the_first_of_each_comes_with_a_one_time_password_and_holds_the_post_at_once(
    cast: Cast, role: str
) -> None:
    in_an_empty_office(cast)
    user, password = installed(cast, role)
    fresh = User.objects.get(pk=user.pk)
    assert fresh.check_password(password)
    assert fresh.one_time_password
    assert [post.role for post in standing_of(fresh).posts] == [role]


def test_the_first_two_can_make_everybody_else(cast: Cast) -> None:
    in_an_empty_office(cast)
    system, _ = installed(cast, Role.SYSTEM_ADMIN, "first-system")
    security, _ = installed(cast, Role.SECURITY_ADMIN, "first-security")
    added, _ = actions.add_person(
        by=system, at=timezone.now(), username="second-security", name="再演安", agency=security.agency,
        credential_number="证2", phone="1",
    )  # fmt: skip
    today = timezone.localdate()
    actions.appoint(
        by=security, at=timezone.now(), user=added, role=Role.SECURITY_ADMIN, since=today, until=None
    )
    assert standing_of(User.objects.get(pk=added.pk)).has_role(Role.SECURITY_ADMIN)


def test_where_one_is_in_office_the_second_is_made_on_the_screen(cast: Cast) -> None:
    with pytest.raises(Refused, match="已有安全管理员秦演安"):
        installed(cast)
    User.objects.filter(pk=cast.security_admin.pk).update(is_active=False)
    user, _ = installed(cast)
    assert standing_of(user).has_role(Role.SECURITY_ADMIN)


def test_no_other_post_and_no_name_that_is_taken(cast: Cast) -> None:
    in_an_empty_office(cast)
    with pytest.raises(Refused, match="只设立三员"):
        installed(cast, Role.POLICE_HEAD)
    with pytest.raises(Refused, match="已有人使用"):
        installed(cast, username=cast.officer.username)
    assert not User.objects.filter(username="first-one").exists()


def test_a_lone_security_administrator_is_let_back_in(cast: Cast) -> None:
    password = readmit_administrator(by=OPERATOR, at=timezone.now(), user=cast.security_admin)
    fresh = User.objects.get(pk=cast.security_admin.pk)
    assert fresh.check_password(password)
    assert fresh.one_time_password
    assert not fresh.check_password(PASSWORD)


def test_nobody_else_is_let_in_that_way(cast: Cast) -> None:
    with pytest.raises(Refused, match="不是三员"):
        readmit_administrator(by=OPERATOR, at=timezone.now(), user=cast.police_head)
    assert User.objects.get(pk=cast.police_head.pk).check_password(PASSWORD)


def test_the_audit_administrator_reads_both_and_finds_no_password(cast: Cast) -> None:
    in_an_empty_office(cast)
    user, first = installed(cast)
    second = readmit_administrator(by=OPERATOR, at=timezone.now(), user=user)
    entries = list(AuditEntry.objects.filter(chain=actions.CHAIN).order_by("sequence"))
    assert [entry.act for entry in entries] == ["install_administrator", "readmit_administrator"]
    bodies = [json.loads(entry.body) for entry in entries]
    assert {body["actor"]["name"] for body in bodies} == {OPERATOR.name}
    assert not any(secret in entry.body for entry in entries for secret in (first, second))
    assert verify_chain(entries_of(actions.CHAIN)) is None
