"""Writing an act onto the dossier: one entry on its chain and, in the same statement pair, what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.audit.chain import Actor, ChainConflict, Head, append
from linkage.dossiers.models import Dossier
from linkage.law.refusal import OvertakenBy, Reason

PLATFORM = Actor(id=None, name="平台", agency_code="", agency_name="行刑衔接平台")


def actor_of(user: User | None, for_name: str = "") -> Actor:
    """The actor as the chain names them; a deputy is named together with the person they stand in for."""
    if user is None:
        return PLATFORM
    name = f"{user.name}（代{for_name}）" if for_name else user.name
    return Actor(id=user.pk, name=name, agency_code=user.agency.code, agency_name=user.agency.name)


@dataclass(frozen=True)
class Attached:
    """Something whose digest enters the chain: a paper or a file."""

    name: str
    sm3: str
    sha256: str = ""


def record(
    dossier: Dossier,
    *,
    act: str,
    actor: Actor,
    at: datetime,
    occurred_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    law: Mapping[str, Any] | None = None,
    documents: Sequence[Attached] = (),
    evidence: Sequence[Attached] = (),
    changes: Mapping[str, Any] | None = None,
) -> Head:
    """Append one entry and move the dossier's head, together with `changes` to the dossier's projection.

    `at` is when it was entered, `occurred_at` when the act itself happened. Two SQL statements. Must run in the act's
    transaction. Raises OvertakenBy when another act reached the chain first: nothing of this act then remains.
    """
    before = Head(dossier.head_sequence, dossier.head_hash)
    try:
        head = append(
            chain=dossier.chain,
            label=dossier.number,
            act=act,
            actor=actor,
            at=at,
            occurred_at=occurred_at or at,
            facts=dict(facts or {}),
            law=dict(law or {}),
            documents=[vars(d) for d in documents],
            evidence=[vars(e) for e in evidence],
            head=before,
        )
    except ChainConflict as conflict:
        raise OvertakenBy([_overtaken(dossier)]) from conflict
    written: dict[str, Any] = {"head_sequence": head.sequence, "head_hash": head.hash, **(changes or {})}
    if actor.id is not None:
        # What the platform does by itself (a file made, a reminder) is no step of anybody's.
        written |= {"last_act": act, "last_act_at": at}
    moved = Dossier.objects.filter(pk=dossier.pk, head_sequence=before.sequence).update(**written)
    if not moved:
        raise OvertakenBy([_overtaken(dossier)])
    for name, value in written.items():
        setattr(dossier, name, value)
    return head


def _overtaken(dossier: Dossier) -> Reason:
    return Reason(
        f"卷宗 {dossier.number} 刚刚由他人办理了另一步，本次操作没有生效。",
        remedy="请刷新页面查看后再办。",
        code="overtaken",
    )
