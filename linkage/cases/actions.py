"""What is done with a party's sensitive items. Looking at one is no step of the case, and yet it stands on its chain."""

from datetime import datetime

from django.db import transaction

from linkage.accounts.models import User
from linkage.cases.models import Party
from linkage.cases.queries import revealing_post
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import actor_of, record
from linkage.law.refusal import Reason, Refused

REVEAL = "reveal_identity"
REASON_AT_LEAST = 4
BASIS = "个人信息保护法第二十八条"


def reveal_identity(*, party: Party, reason: str, by: User, at: datetime) -> str:
    """Open a party's identity number: who, when and why go onto the dossier's chain, the number itself does not.

    Returns the number. Refused for someone who does not work on the case, and without a reason.
    """
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=party.case.dossier_id)
        post = revealing_post(by, dossier)
        last = {"last_act": dossier.last_act, "last_act_at": dossier.last_act_at}
        reasons = [r for r in (_not_theirs(post is None), _no_number(party), _no_reason(reason)) if r]
        if reasons:
            raise Refused(reasons)
        record(
            dossier,
            act=REVEAL,
            actor=actor_of(by, post.for_name if post else ""),
            at=at,
            facts={
                "sentence": f"查看{party.name}的证件号码，事由：{reason.strip()}",
                "label": "查看证件号码",
                "party": party.pk,
                "reason": reason.strip(),
            },
            law={"basis": BASIS, "status": "MEMORY"},
        )
        # A look is no step of the case: the work lists keep the last one that was.
        Dossier.objects.filter(pk=dossier.pk).update(**last)
    return party.identity_number


def _not_theirs(absent: bool) -> Reason | None:
    if not absent:
        return None
    return Reason(
        "您不能查看证件号码：只有参与本案的机关的办案人员可以。",
        remedy="确需了解的，请与承办机关联系。",
        code="identity_not_yours",
    )


def _no_number(party: Party) -> Reason | None:
    return (
        None if party.identity_number else Reason(f"{party.name}没有登记证件号码。", code="identity_absent")
    )


def _no_reason(reason: str) -> Reason | None:
    if len(reason.strip()) >= REASON_AT_LEAST:
        return None
    return Reason(
        f"请写明查看的事由（至少{REASON_AT_LEAST}个字）。",
        remedy="事由记入案卷，不能更改。",
        code="reason_missing",
    )
