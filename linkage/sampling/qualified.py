"""The register of who may take samples: the two acts of an agency's head on it, and the question it answers.

The entries stand on the chain of administrative acts, since a qualification belongs to no dossier.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from linkage.accounts.actions import record
from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Post, standing_of
from linkage.dossiers.recording import actor_of
from linkage.law.refusal import OvertakenBy, Reason, Refused
from linkage.law.sampling_rules import Medium
from linkage.law.wording import date_with_weekday
from linkage.sampling.models import SamplingQualification

HEADS = (Role.BUREAU_HEAD, Role.POLICE_HEAD)
NOT_A_HEAD = Reason("采样资格由本机关负责人登记和撤销。", code="not_yours")


def registrar_post(user: User) -> Post | None:
    """The post by which this person keeps the register of their own agency; None for everybody else."""
    return standing_of(user).holds(user.agency_id, HEADS)


def of_agency(user: User) -> QuerySet[SamplingQualification]:
    """The qualifications of the people of the reader's own agency."""
    found = SamplingQualification.objects.filter(person__agency_id=user.agency_id)
    return found.select_related("person", "revoked_by")


@transaction.atomic
def register_qualification(
    *,
    by: User,
    at: datetime,
    person: User,
    issuer: str,
    scope: Sequence[str],
    number: str,
    valid_from: date,
    valid_to: date,
) -> SamplingQualification:
    """Enter who may take samples of which media, by which certificate, from when to when."""
    post = registrar_post(by)
    reasons = [*_against(by, person, post), *_against_stating(person, issuer, scope, number)]
    if valid_to < valid_from:
        reasons.append(Reason("有效期的终止日早于开始日。", remedy="请核对日期。", code="dates_out_of_order"))
    if reasons:
        raise Refused(reasons)
    made = SamplingQualification.objects.create(
        person=person, issuer=issuer.strip(), scope=list(scope), number=number.strip(), valid_from=valid_from,
        valid_to=valid_to, registered_at=at, registered_by=by,
    )  # fmt: skip
    term = f"{date_with_weekday(valid_from)}至{date_with_weekday(valid_to)}"
    said = f"登记{person.name}的采样资格{made.number}（{made.scope_words}，{term}）。"
    record(
        actor_of(by, post.for_name if post else ""),
        at,
        "register_qualification",
        said,
        {"qualification": made.pk},
    )
    return made


@transaction.atomic
def revoke_qualification(
    *, by: User, at: datetime, qualification: SamplingQualification, on: date, reason: str
) -> None:
    """From `on` it no longer holds; samples taken before stand."""
    post = registrar_post(by)
    reasons = _against(by, qualification.person, post)
    if qualification.revoked_on is not None:
        reasons.append(
            Reason(
                f"这项资格已自{date_with_weekday(qualification.revoked_on)}起失效。", code="revoked_before"
            )
        )
    if not reason.strip():
        reasons.append(Reason("请写明撤销原因。", code="fact_missing"))
    if not qualification.valid_from <= on <= qualification.valid_to:
        reasons.append(Reason("失效日应当在有效期内。", remedy="请核对日期。", code="dates_out_of_order"))
    if reasons:
        raise Refused(reasons)
    ended = {"revoked_on": on, "revoked_at": at, "revoked_by": by, "revoked_reason": reason.strip()}
    standing = SamplingQualification.objects.filter(pk=qualification.pk, revoked_on__isnull=True)
    if not standing.update(**ended):
        raise OvertakenBy(
            [Reason("另一名负责人刚刚撤销了这项资格。", remedy="无需重复办理。", code="overtaken")]
        )
    for name, value in ended.items():
        setattr(qualification, name, value)
    said = f"撤销{qualification.person.name}的采样资格{qualification.number}，自{date_with_weekday(on)}起失效：{reason.strip()}。"
    record(
        actor_of(by, post.for_name if post else ""),
        at,
        "revoke_qualification",
        said,
        {"qualification": qualification.pk},
    )


def valid_qualification(user: User, medium: str, on: date) -> SamplingQualification | None:
    """The qualification by which this person may sample this medium on this day."""
    found = SamplingQualification.objects.filter(
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=on), person=user, valid_from__lte=on, valid_to__gte=on
    )
    return next((one for one in found.order_by("pk") if medium in one.scope), None)


def fault_of_sampler(user: User, medium_label: str, on: date) -> str | None:
    """Why this person may not sample this medium on this day, by name and date; None if they may."""
    medium = next(medium for medium in Medium if medium.label == medium_label)
    if valid_qualification(user, medium.value, on):
        return None
    held = list(SamplingQualification.objects.filter(person=user).order_by("valid_from"))
    fitting = [one for one in held if medium.value in one.scope]
    if not held:
        return f"{user.name}没有登记采样资格，{date_with_weekday(on)}不能采样。"
    if not fitting:
        return f"{user.name}的采样资格不包括{medium_label}，{date_with_weekday(on)}不能采集。"
    before = [one for one in fitting if one.valid_from <= on]
    if before:
        last = max(before, key=lambda one: one.last_day)
        return f"{user.name}的采样资格{last.number}到{date_with_weekday(last.last_day)}为止，{date_with_weekday(on)}采样时已经失效。"
    begins = date_with_weekday(fitting[0].valid_from)
    return (
        f"{user.name}的采样资格{fitting[0].number}自{begins}起有效，{date_with_weekday(on)}采样时还没有生效。"
    )


def _against(by: User, person: User, post: Post | None) -> list[Reason]:
    reasons = [] if post else [NOT_A_HEAD]
    if person.agency_id != by.agency_id:
        reasons.append(Reason(f"{person.name}不是本机关人员。", code="another_agency"))
    return reasons


def _against_stating(person: User, issuer: str, scope: Sequence[str], number: str) -> list[Reason]:
    reasons = []
    if not issuer.strip() or not number.strip() or not scope:
        reasons.append(Reason("请写明发证机构、证书编号和可采样品类型。", code="fact_missing"))
    if SamplingQualification.objects.filter(person=person, number=number.strip()).exists():
        reasons.append(Reason(f"{person.name}的采样资格{number.strip()}已经登记。", code="registered_before"))
    return reasons
