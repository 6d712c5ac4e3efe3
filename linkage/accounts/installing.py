"""What is done by whoever holds the machine, because nobody on a screen can: the first administrators, and the way back in.

The screens cannot make the first system or security administrator, and no administrator may take over the account of
those who grant and who watch. Both acts stand on the chain of administrative acts, where the audit administrator reads them.
"""

from datetime import datetime

from django.db import transaction

from linkage.accounts.actions import give_one_time_password, record
from linkage.accounts.models import Agency, Appointment, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import standing_of
from linkage.audit.chain import Actor
from linkage.law.refusal import Reason, Refused
from linkage.law.wording import SHANGHAI


@transaction.atomic
def install_administrator(
    *, by: Actor, at: datetime, username: str, name: str, agency: Agency, role: str
) -> tuple[User, str]:
    """A new person with an administrator's post that nobody in service holds, and their one-time password."""
    reasons = _against_installing(at, username, role)
    if reasons:
        raise Refused(reasons)
    user = User.objects.create(username=username, name=name, agency=agency)
    password = give_one_time_password(user)
    Appointment.objects.create(user=user, agency=agency, role=role, since=at.astimezone(SHANGHAI).date())
    said = f"设立首名{Role(role).label}{name}（{username}，{agency.name}）。"
    record(by, at, "install_administrator", said, {"user": user.pk, "role": role})
    return user, password


@transaction.atomic
def readmit_administrator(*, by: Actor, at: datetime, user: User) -> str:
    """A one-time password for an administrator who can no longer come in; every open session of theirs ends."""
    if not standing_of(user).has_role(*ADMINISTRATORS):
        raise Refused(
            [
                Reason(
                    f"{user.name}（{user.username}）现在不是三员之一。",
                    remedy="其他人员的密码由系统管理员在“人员”页重置。",
                    code="not_an_administrator",
                )
            ]
        )
    password = give_one_time_password(user)
    said = f"为{user.name}（{user.username}）重置密码。"
    record(by, at, "readmit_administrator", said, {"user": user.pk})
    return password


def _against_installing(at: datetime, username: str, role: str) -> list[Reason]:
    reasons = []
    if role not in ADMINISTRATORS:
        reasons.append(Reason("只设立三员；其他岗位由安全管理员授予。", code="not_an_administrator"))
    if User.objects.filter(username=username).exists():
        reasons.append(
            Reason(f"登录名 {username} 已有人使用。", remedy="请换一个登录名。", code="username_taken")
        )
    today = Appointment.holding(at.astimezone(SHANGHAI).date())
    holder = User.objects.filter(
        pk__in=Appointment.objects.filter(today, role=role).values("user_id"), is_active=True
    ).first()
    if holder is not None and role in ADMINISTRATORS:
        reasons.append(
            Reason(
                f"已有{Role(role).label}{holder.name}（{holder.username}）。",
                remedy="再设一名的，请系统管理员增加人员，由安全管理员授予岗位；本人忘记密码的，请重置。",
                code="post_held",
            )
        )
    return reasons
