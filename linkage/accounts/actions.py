"""What the three administrators do. Each is an act with an actor, on a chain of its own beside the dossiers' chains.

System administrators keep people, security administrators keep posts; neither can do the other's job, nobody can give a
post to themselves, and whoever could take over another administrator's account could do that administrator's job.
"""

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linkage.accounts.models import Agency, Appointment, Delegation, User
from linkage.accounts.roles import ADMINISTRATORS, DUTIES, Role
from linkage.accounts.standing import standing_of
from linkage.audit.chain import Actor, ChainConflict, append
from linkage.law.refusal import OvertakenBy, Reason, Refused

CHAIN = UUID("6c696e6b-6167-4e00-8000-6163636f756e")
"""The chain of administrative acts."""
LABEL = "机构与人员"
LINES = {duty.role.value: duty.line for duty in DUTIES}
PASSWORD_LENGTH = 12
APART = Reason(
    "三员岗位互相排斥，也不能与办案岗位兼任。", remedy="请先终止原有岗位。", code="administrators_apart"
)


@transaction.atomic
def add_person(
    *, by: User, at: datetime, username: str, name: str, agency: Agency, credential_number: str, phone: str
) -> tuple[User, str]:
    """A new person without any post, and the one-time password that is shown once."""
    _only(by, Role.SYSTEM_ADMIN)
    if User.objects.filter(username=username).exists():
        raise Refused(
            [Reason(f"登录名 {username} 已有人使用。", remedy="请换一个登录名。", code="username_taken")]
        )
    password = secrets.token_urlsafe(PASSWORD_LENGTH)
    user = User.objects.create_user(
        username, password, name=name, agency=agency, credential_number=credential_number, phone=phone,
        one_time_password=True,
    )  # fmt: skip
    _record(by, at, "add_person", f"增加人员{name}（{username}，{agency.name}）。", {"user": user.pk})
    return user, password


@transaction.atomic
def set_active(*, by: User, at: datetime, user: User, active: bool) -> None:
    """Put a person in or out of service; their past acts stay as they are."""
    _only(by, Role.SYSTEM_ADMIN)
    if user.pk == by.pk:
        raise Refused([Reason("不能停用自己的账号。", remedy="请另一名系统管理员办理。", code="own_account")])
    _not_another_administrator(user)
    User.objects.filter(pk=user.pk).update(is_active=active)
    words = "启用" if active else "停用"
    _record(
        by,
        at,
        "set_active",
        f"{words}人员{user.name}（{user.username}）。",
        {"user": user.pk, "active": active},
    )


@transaction.atomic
def reset_password(*, by: User, at: datetime, user: User) -> str:
    """A new one-time password, shown once; every open session of the person ends, and the next sign-in counts as the first."""
    _only(by, Role.SYSTEM_ADMIN)
    if user.pk != by.pk:
        _not_another_administrator(user)
    password = give_one_time_password(user)
    _record(by, at, "reset_password", f"重置{user.name}（{user.username}）的密码。", {"user": user.pk})
    return password


@transaction.atomic
def change_own_password(*, by: User, at: datetime, password: str) -> None:
    """A person chooses a new password; that it happened is recorded, never what it is."""
    by.set_password(password)
    by.one_time_password = False
    by.save(update_fields=["password", "one_time_password"])
    _record(by, at, "change_own_password", f"{by.name}（{by.username}）更改了自己的密码。", {"user": by.pk})


@transaction.atomic
def appoint(*, by: User, at: datetime, user: User, role: str, since: date, until: date | None) -> Appointment:
    """Give a post in the person's own agency. Administrators' posts exclude each other and every other post."""
    _only(by, Role.SECURITY_ADMIN)
    reasons = _against_appointing(by, user, role, since, until)
    if reasons:
        raise Refused(reasons)
    post = Appointment.objects.create(
        user=user, agency_id=user.agency_id, role=role, since=since, until=until, granted_by=by
    )
    until_words = f"至{until}" if until else ""
    said = f"授予{user.name}（{user.username}）{Role(role).label}岗位，自{since}{until_words}。"
    _record(
        by,
        at,
        "appoint",
        said,
        {"user": user.pk, "role": role, "since": str(since), "until": str(until or "")},
    )
    return post


@transaction.atomic
def end_appointment(*, by: User, at: datetime, post: Appointment, until: date) -> None:
    """Take a post back: it ends with the day `until`."""
    _only(by, Role.SECURITY_ADMIN)
    reasons = []
    if post.user_id == by.pk:
        reasons.append(Reason("不能终止自己的岗位。", remedy="请另一名安全管理员办理。", code="own_post"))
    reasons += _against_ending(post, until)
    if reasons:
        raise Refused(reasons)
    Appointment.objects.filter(pk=post.pk).update(until=until)
    _record(
        by,
        at,
        "end_appointment",
        f"终止{post.user.name}的{Role(post.role).label}岗位，至{until}。",
        {"post": post.pk},
    )


@transaction.atomic
def delegate(
    *, by: User, at: datetime, post: Appointment, deputy: User, since: date, until: date, reason: str
) -> Delegation:
    """While someone is away a colleague of the same agency holds the post; it must have an end."""
    _only(by, Role.SECURITY_ADMIN)
    reasons = _against_delegating(by, post, deputy, since, until)
    if reasons:
        raise Refused(reasons)
    made = Delegation.objects.create(
        appointment=post, deputy=deputy, since=since, until=until, reason=reason, granted_by=by
    )
    said = f"{since}至{until}由{deputy.name}代理{post.user.name}的{Role(post.role).label}岗位（{reason}）。"
    _record(by, at, "delegate", said, {"post": post.pk, "deputy": deputy.pk})
    return made


@transaction.atomic
def end_delegation(*, by: User, at: datetime, delegation: Delegation, until: date) -> None:
    """The person stood in for is back: the delegation ends with the day `until`, earlier than was said."""
    _only(by, Role.SECURITY_ADMIN)
    reasons = _against_ending(delegation, until)
    if reasons:
        raise Refused(reasons)
    Delegation.objects.filter(pk=delegation.pk).update(until=until)
    post = delegation.appointment
    said = f"终止{delegation.deputy.name}对{post.user.name}{Role(post.role).label}岗位的代理，至{until}。"
    _record(by, at, "end_delegation", said, {"delegation": delegation.pk})


def give_one_time_password(user: User) -> str:
    """A password that opens only the page on which the person chooses their own. Whoever gives it records that."""
    password = secrets.token_urlsafe(PASSWORD_LENGTH)
    user.set_password(password)
    user.last_login, user.one_time_password = None, True
    user.save(update_fields=["password", "last_login", "one_time_password"])
    return password


def _against_appointing(by: User, user: User, role: str, since: date, until: date | None) -> list[Reason]:
    reasons = []
    if user.pk == by.pk:
        reasons.append(Reason("不能给自己授予岗位。", remedy="请另一名安全管理员办理。", code="own_post"))
    if until is not None and until < since:
        reasons.append(Reason("终止日期早于开始日期。", remedy="请核对日期。", code="dates_out_of_order"))
    line = LINES[role]
    if line is not None and line != user.agency.line:
        reasons.append(Reason(f"{Role(role).label}岗位只设在{line.label}系统。", code="wrong_line"))
    held = _roles_between(user, since, until)
    if role in held:
        reasons.append(Reason("此人在这段时间已有这个岗位。", code="post_held"))
    elif held and (role in ADMINISTRATORS or held & ADMINISTRATORS):
        reasons.append(APART)
    return reasons


def _against_delegating(by: User, post: Appointment, deputy: User, since: date, until: date) -> list[Reason]:
    reasons = []
    if deputy.pk == by.pk:
        reasons.append(Reason("不能给自己设定代理。", remedy="请另一名安全管理员办理。", code="own_post"))
    if deputy.agency_id != post.agency_id or deputy.pk == post.user_id:
        reasons.append(Reason("代理人应是同一机关的另一名同事。", code="wrong_deputy"))
    if post.role in ADMINISTRATORS or _roles_between(deputy, since, until) & ADMINISTRATORS:
        reasons.append(Reason("三员岗位不能代理，三员也不能代理他人。", code="administrators_apart"))
    if until < since:
        reasons.append(Reason("代理结束日期早于开始日期。", remedy="请核对日期。", code="dates_out_of_order"))
    if since < post.since or (post.until is not None and until > post.until):
        reasons.append(
            Reason("代理的起止超出了被代理岗位的起止。", remedy="请核对日期。", code="dates_out_of_order")
        )
    return reasons


def _against_ending(held: Appointment | Delegation, until: date) -> list[Reason]:
    if until < held.since:
        return [Reason("终止日期早于开始日期。", remedy="请核对日期。", code="dates_out_of_order")]
    if held.until is not None and until > held.until:
        return [Reason(f"已于{held.until}到期，终止不能推后。", code="dates_out_of_order")]
    return []


def _roles_between(user: User, since: date, until: date | None) -> set[str]:
    """The roles this person holds on any day between the two, in their own right or for somebody."""
    meets = Q(until__isnull=True) | Q(until__gte=since)
    if until is not None:
        meets &= Q(since__lte=until)
    own = Appointment.objects.filter(meets, user=user).values_list("role", flat=True)
    deputised = Delegation.objects.filter(meets, deputy=user).values_list("appointment__role", flat=True)
    return {*own, *deputised}


def _not_another_administrator(user: User) -> None:
    """Neither may a system administrator take over the account of those who grant and who watch, nor shut them out."""
    if standing_of(user).has_role(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        raise Refused(
            [
                Reason(
                    f"{user.name}是安全管理员或者审计管理员，其账号不由系统管理员停用或者重置密码。",
                    remedy="请安全管理员先终止该岗位，再办理。",
                    code="administrators_apart",
                )
            ]
        )


def _only(by: User, role: Role) -> None:
    if not standing_of(by).has_role(role):
        raise Refused([Reason(f"由{role.label}办理。", code="not_yours")])


def _record(by: User, at: datetime, act: str, sentence: str, facts: dict[str, Any]) -> None:
    actor = Actor(id=by.pk, name=by.name, agency_code=by.agency.code, agency_name=by.agency.name)
    record(actor, at, act, sentence, facts)


def record(actor: Actor, at: datetime, act: str, sentence: str, facts: dict[str, Any]) -> None:
    """One entry on the chain of administrative acts; of two at the same instant the second takes no effect."""
    try:
        append(
            chain=CHAIN, label=LABEL, act=act, actor=actor, at=at, occurred_at=at,
            facts={"sentence": sentence, **facts}, law={},
        )  # fmt: skip
    except ChainConflict as conflict:
        raise OvertakenBy(
            [
                Reason(
                    "另一名管理员刚刚办理了另一件事，本次没有生效。",
                    remedy="请刷新页面再办。",
                    code="overtaken",
                )
            ]
        ) from conflict
