"""The transfer for administrative detention as a procedure: table, acts, facts, papers, words, and how one begins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.queries import pairing_around
from linkage.accounts.roles import Line
from linkage.detentions import actions, papers, rules
from linkage.detentions.facts import FACTS
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.prefill import first_values
from linkage.detentions.queries import WITH
from linkage.detentions.states import TABLE
from linkage.detentions.status import DUTIES, TONES, Status
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Reason, Refused
from linkage.law.wording import date_with_weekday
from linkage.procedure.procedures import Procedure


def blank(dossier: Dossier, by: User, now: datetime) -> DetentionTransfer:
    """A transfer that does not exist yet, from the bureau of the dossier to the police of the same level (853号第十二条)."""
    around = pairing_around(dossier.lead_agency, timezone.localdate(now))
    if around is None:
        raise Refused(
            [Reason(f"没有找到{dossier.lead_agency.name}的同级机关。", remedy="请系统管理员补录同级对应。")]
        )
    today = timezone.localdate(now)
    return DetentionTransfer(
        dossier=dossier,
        sending_agency=around.ecology,
        receiving_agency=facing(dossier, Line.POLICE.value, today) or around.police,
        procuratorial_agency=around.procuratorate,
    )


def _details(subject: DetentionTransfer, reader: User) -> Sequence[tuple[str, Any]]:
    until = date_with_weekday(subject.conduct_until) if subject.conduct_until else ""
    said: list[tuple[str, Any]] = [
        ("移送部门", subject.sending_agency.name),
        ("公安机关", subject.receiving_agency.name),
        ("违法行为", subject.conduct),
        ("行为终了日", until),
        ("移送依据", subject.legal_basis),
        ("责令移送的理由", subject.order_reasons),
        ("受案登记号", subject.acceptance_number),
        ("拘留决定书", subject.decision_number),
        ("被拘留人", "、".join(map(str, subject.detained.select_related("party").order_by("pk")))),
        ("决定理由", subject.decision_reasons),
        ("暂缓执行的担保", subject.guarantee),
        ("保证金", f"{subject.bond_yuan}元" if subject.bond_yuan else ""),
        ("复议、诉讼", subject.objection),
    ]
    return [(label, value) for label, value in said if value]


DETENTION = Procedure(
    table=TABLE,
    model=DetentionTransfer,
    argument="detention",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    leads_on=frozenset({Status.TO_CRIME.value}),
    opens_at=rules.is_ripe,
    blank=blank,
    known=first_values,
    related=WITH,
    details=_details,
)
