"""What the three administrators may do, and that each act is one entry on a chain of its own."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from linkage.accounts import actions
from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import standing_of
from linkage.audit.models import AuditEntry
from linkage.audit.verify import entries_of, verify_chain
from linkage.law.refusal import Refused
from tests.cast import Cast

TODAY = timezone.localdate()
WEEK = TODAY + timedelta(days=7)
Do = Callable[[Cast, User], Any]


def now() -> dict[str, Any]:
    return {"at": timezone.now()}


def post_of(user: User) -> Appointment:
    return Appointment.objects.filter(user=user).order_by("pk")[0]


def delegated(cast: Cast, by: User | None = None, **changes: Any) -> Delegation:
    said = {
        "post": post_of(cast.head),
        "deputy": cast.second_officer,
        "since": TODAY,
        "until": WEEK,
        "reason": "出差",
    }
    return actions.delegate(by=by or cast.security_admin, **now(), **{**said, **changes})


def given(cast: Cast, by: User | None = None, **changes: Any) -> Appointment:
    said = {"user": cast.officer, "role": Role.LIAISON_OFFICER, "since": TODAY, "until": None}
    return actions.appoint(by=by or cast.security_admin, **now(), **{**said, **changes})


def ended(cast: Cast, by: User) -> None:
    actions.end_appointment(by=by, **now(), post=post_of(cast.officer), until=TODAY)


def delegation_ended(cast: Cast, by: User) -> None:
    delegation = Delegation.objects.first() or delegated(cast)
    actions.end_delegation(by=by, **now(), delegation=delegation, until=TODAY)


def added(cast: Cast, by: User) -> tuple[User, str]:
    return actions.add_person(
        by=by,
        **now(),
        username="newcomer",
        name="新演人",
        agency=cast.officer.agency,
        credential_number="证9",
        phone="1",
    )


SYSTEM, SECURITY = Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN
ACTS: dict[str, tuple[Role, Do]] = {
    "add_person": (SYSTEM, added),
    "deactivate": (SYSTEM, lambda c, by: actions.set_active(by=by, **now(), user=c.officer, active=False)),
    "reset_password": (SYSTEM, lambda c, by: actions.reset_password(by=by, **now(), user=c.officer)),
    "appoint": (SECURITY, lambda c, by: given(c, by)),
    "end_appointment": (SECURITY, ended),
    "delegate": (SECURITY, lambda c, by: delegated(c, by)),
    "end_delegation": (SECURITY, delegation_ended),
}
PEOPLE = (
    "system_admin",
    "security_admin",
    "audit_admin",
    "officer",
    "head",
    "procurator",
    "province_supervisor",
)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_each_administrative_act_belongs_to_one_administrator_and_nobody_else(
    cast: Cast, act: str, person: str
) -> None:
    role, do = ACTS[act]
    by = getattr(cast, person)
    if standing_of(by).has_role(role):
        do(cast, by)
        assert AuditEntry.objects.filter(chain=actions.CHAIN, actor_id=by.pk).exists()
        return
    with pytest.raises(Refused, match=role.label):
        do(cast, by)
    assert not AuditEntry.objects.filter(chain=actions.CHAIN, actor_id=by.pk).exists()


def test_every_act_is_one_entry_that_says_who_did_what_and_the_chain_is_whole(cast: Cast) -> None:
    for role, do in ACTS.values():
        do(cast, cast.system_admin if role == SYSTEM else cast.security_admin)
    entries = list(AuditEntry.objects.filter(chain=actions.CHAIN).order_by("sequence"))
    assert [entry.act for entry in entries] == [
        "add_person", "set_active", "reset_password", "appoint", "end_appointment", "delegate", "end_delegation",
    ]  # fmt: skip
    assert all(json.loads(entry.body)["facts"]["sentence"].endswith("。") for entry in entries)
    assert verify_chain(entries_of(actions.CHAIN)) is None


def test_a_password_stands_in_no_entry(cast: Cast) -> None:
    _, first = added(cast, cast.system_admin)
    second = actions.reset_password(by=cast.system_admin, **now(), user=cast.officer)
    actions.change_own_password(by=cast.officer, **now(), password="a-new-password-1")
    told = "".join(AuditEntry.objects.filter(chain=actions.CHAIN).values_list("body", flat=True))
    assert not any(secret in told for secret in (first, second, "a-new-password-1"))
    assert "更改了自己的密码" in told


def test_a_one_time_password_works_and_the_next_sign_in_counts_as_the_first(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(last_login=timezone.now())
    password = actions.reset_password(
        by=cast.system_admin, **now(), user=User.objects.get(pk=cast.officer.pk)
    )
    fresh = User.objects.get(pk=cast.officer.pk)
    assert fresh.check_password(password)
    assert fresh.last_login is None
    assert fresh.one_time_password
    actions.change_own_password(by=fresh, **now(), password="a-new-password-1")
    assert not User.objects.get(pk=fresh.pk).one_time_password


def test_a_new_person_has_no_post_and_so_sees_nothing(cast: Cast) -> None:
    user, _ = added(cast, cast.system_admin)
    assert standing_of(user).posts == ()


def test_two_people_cannot_have_one_log_in_name(cast: Cast) -> None:
    added(cast, cast.system_admin)
    with pytest.raises(Refused, match="已有人使用"):
        added(cast, cast.system_admin)


@pytest.mark.parametrize("other", ["security_admin", "audit_admin"])
@pytest.mark.parametrize("act", ["deactivate", "reset_password"])
def test_a_system_administrator_can_take_over_no_other_administrators_account(
    cast: Cast, act: str, other: str
) -> None:
    user = getattr(cast, other)
    take_over = {
        "deactivate": lambda: actions.set_active(by=cast.system_admin, **now(), user=user, active=False),
        "reset_password": lambda: actions.reset_password(by=cast.system_admin, **now(), user=user),
    }[act]
    with pytest.raises(Refused, match="不由系统管理员"):
        take_over()
    assert User.objects.get(pk=user.pk).is_active


def test_nobody_puts_their_own_account_out_of_service(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己的账号"):
        actions.set_active(by=cast.system_admin, **now(), user=cast.system_admin, active=False)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("person", ["system_admin", "audit_admin", "officer", "procurator"])
def test_an_administrators_post_goes_with_no_other_post(cast: Cast, person: str, role: str) -> None:
    with pytest.raises(Refused, match="互相排斥|已有这个岗位"):
        given(cast, user=getattr(cast, person), role=role)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.SUPERVISOR, Role.ENFORCEMENT_OFFICER])
def test_nor_does_any_post_go_with_an_administrators(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused, match="互相排斥"):
        given(cast, user=cast.audit_admin, role=role)


def test_two_posts_that_exclude_each_other_may_not_even_overlap_in_the_future(cast: Cast) -> None:
    newcomer, _ = added(cast, cast.system_admin)
    given(cast, user=newcomer, role=Role.ENFORCEMENT_OFFICER, since=WEEK)
    with pytest.raises(Refused, match="互相排斥"):
        given(cast, user=newcomer, role=Role.AUDIT_ADMIN)
    given(cast, user=newcomer, role=Role.AUDIT_ADMIN, until=WEEK - timedelta(days=1))


def test_a_deputy_for_a_case_post_becomes_no_administrator(cast: Cast) -> None:
    newcomer, _ = added(cast, cast.system_admin)
    delegated(cast, deputy=newcomer)
    with pytest.raises(Refused, match="互相排斥"):
        given(cast, user=newcomer, role=Role.AUDIT_ADMIN)


def test_nobody_grants_or_takes_a_post_of_their_own(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己"):
        given(cast, user=cast.security_admin, role=Role.SUPERVISOR)
    with pytest.raises(Refused, match="自己"):
        actions.end_appointment(
            by=cast.security_admin, **now(), post=post_of(cast.security_admin), until=TODAY
        )


def test_a_post_exists_only_in_its_own_line(cast: Cast) -> None:
    with pytest.raises(Refused, match="只设在公安系统"):
        given(cast, user=cast.officer, role=Role.POLICE_HEAD)


def test_all_reasons_are_given_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        given(cast, user=cast.procurator, role=Role.POLICE_HEAD, since=TODAY, until=TODAY - timedelta(days=1))
    assert {reason.code for reason in refused.value.reasons} == {"dates_out_of_order", "wrong_line"}


def test_a_post_taken_back_today_ends_with_today(cast: Cast) -> None:
    ended(cast, cast.security_admin)
    assert standing_of(User.objects.get(pk=cast.officer.pk), TODAY).has_role(Role.ENFORCEMENT_OFFICER)
    assert not standing_of(User.objects.get(pk=cast.officer.pk), TODAY + timedelta(days=1)).posts


def test_ending_never_prolongs(cast: Cast) -> None:
    ended(cast, cast.security_admin)
    with pytest.raises(Refused, match="不能推后"):
        actions.end_appointment(
            by=cast.security_admin, **now(), post=post_of(cast.officer), until=date(2099, 1, 1)
        )


def test_a_deputy_is_a_colleague_and_holds_the_post_until_the_last_day(cast: Cast) -> None:
    delegated(cast)
    deputy = User.objects.select_related("agency").get(pk=cast.second_officer.pk)
    assert standing_of(deputy, WEEK).has_role(Role.BUREAU_HEAD)
    assert not standing_of(deputy, WEEK + timedelta(days=1)).has_role(Role.BUREAU_HEAD)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (lambda c: {"deputy": c.next_officer}, "同一机关"),
        (lambda c: {"deputy": c.head}, "同一机关"),
        (lambda c: {"until": TODAY - timedelta(days=1)}, "早于开始"),
        (lambda c: {"post": post_of(c.audit_admin), "deputy": c.province_supervisor}, "三员岗位不能代理"),
        (lambda c: {"post": post_of(c.province_supervisor), "deputy": c.audit_admin}, "三员也不能代理"),
        (lambda c: {"post": post_of(c.province_supervisor), "deputy": c.security_admin}, "不能给自己"),
        (lambda c: {"since": date(2017, 1, 1)}, "超出了被代理岗位"),
    ],
)
def test_who_may_not_stand_in(cast: Cast, changes: Any, why: str) -> None:
    with pytest.raises(Refused, match=why):
        delegated(cast, **changes(cast))


def test_a_failed_entry_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(actions, "append", full)
    with pytest.raises(OSError, match="disk full"):
        added(cast, cast.system_admin)
    assert not User.objects.filter(username="newcomer").exists()
