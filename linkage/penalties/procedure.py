"""The administrative penalty as a procedure: table, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.law.transitions import Transition
from linkage.law.wording import date_with_weekday, moment
from linkage.penalties import actions, papers
from linkage.penalties.actions.entering import blank_penalty
from linkage.penalties.facts import FACTS, ORDINARY, SUMMARY, parties
from linkage.penalties.models import Penalty
from linkage.penalties.queries import WITH
from linkage.penalties.states import TABLE
from linkage.penalties.status import AT_REST, DUTIES, TONES
from linkage.procedure.procedures import Procedure


def first_values(row: Transition, penalty: Penalty, by: User, now: datetime) -> dict[str, Any]:
    """What the record already knows: the case, its parties, the day on which it was found out."""
    case = getattr(penalty.dossier, "case", None)
    if penalty.pk is not None or case is None:
        return {}
    known = {
        "cause": case.cause,
        "punished": [party.pk for party in parties(penalty)],
        "conduct_until": case.conduct_until,
        "discovered_on": localdate(case.discovered_at),
        "procedure_kind": ORDINARY,
    }
    return {name: known[name] for name in row.asks if known.get(name)}


def _day(on: Any) -> str:
    return date_with_weekday(on) if on else ""


def details(penalty: Penalty, reader: User) -> Sequence[tuple[str, Any]]:
    """What its own page shows."""
    fine = f"{penalty.fine_yuan:.2f} 元" if penalty.fine_yuan is not None else ""
    said: list[tuple[str, Any]] = [
        ("处罚机关", penalty.punishing_agency.name),
        ("被处罚人", "、".join(party.name for party in penalty.punished.order_by("pk"))),
        ("违法行为", penalty.cause),
        ("行为类型", penalty.get_conduct_kind_display()),
        ("行为终了日", _day(penalty.conduct_until)),
        ("违法行为被发现日", _day(penalty.discovered_on)),
        ("危害后果", penalty.get_harm_display()),
        ("适用程序", ORDINARY if penalty.ordinary_procedure else SUMMARY),
        ("立案时间", moment(penalty.filed_at) if penalty.filed_at else ""),
        ("告知的处罚内容", penalty.intended),
        ("处罚种类", penalty.kinds_in_words),
        ("罚款金额", fine),
        ("处罚决定书文号", penalty.decision_number),
        ("决定日期", _day(penalty.decided_on)),
        ("送达并生效", _day(penalty.served_on)),
        ("录入", "超过七日录入" if penalty.entered_late else ""),
        ("执行情况", penalty.execution),
        ("不予处罚、撤销或者结案的理由", penalty.ending_reason),
    ]
    return [(label, value) for label, value in said if value]


PENALTY = Procedure(
    table=TABLE,
    model=Penalty,
    argument="penalty",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    at_rest=AT_REST,
    blank=blank_penalty,
    known=first_values,
    related=WITH,
    details=details,
)
