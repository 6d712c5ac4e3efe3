"""检察长决定: what the procurator-general alone decides is decided before the paper that states it."""

from linkage.law.refusal import Reason
from linkage.law.wording import SHANGHAI
from linkage.procedure.situation import Situation


def decided_by_now(situation: Situation, basis: str) -> Reason | None:
    """The stated day of the decision does not lie after the act."""
    on = situation.facts.get("decided_on")
    if on is None or on <= situation.occurred_at.astimezone(SHANGHAI).date():
        return None
    return Reason("检察长决定的日期不能晚于办理时间。", basis, "请核对日期。", code="decided_later")
