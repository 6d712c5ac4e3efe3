"""追责时效: until which day a conduct that was not found out may still be punished; counted by `law`, version by the day of the conduct."""

from datetime import date, datetime

from linkage.law import due, due_by_unit, rule_for_fact
from linkage.penalties.status import Harm

PRE_CODE, CODE = "admin_limitation_pre_code", "admin_limitation_code"
CODE_IN_FORCE = date(2026, 8, 15)
"""生态环境法典 in force: a conduct that ended before is counted by 行政处罚法第三十六条 (the day stands in both rules' dates)."""
OTHER_LENGTH = {PRE_CODE: frozenset({Harm.HEALTH}), CODE: frozenset({Harm.NONE})}
"""The kinds of harm for which the article gives its other length: five years before, two years under the code."""
FIRST_VERSION = date(2021, 7, 15)


def rule_of(conduct_until: date) -> str:
    """The code of the rule under which this conduct is counted."""
    return CODE if conduct_until >= CODE_IN_FORCE else PRE_CODE


def last_day(conduct_until: date, harm: str) -> date:
    """The last day on which this conduct could be found out in time."""
    code = rule_of(conduct_until)
    if Harm(harm) not in OTHER_LENGTH[code]:
        return _day(due(code, conduct_until, as_of=max(conduct_until, FIRST_VERSION)).due_at)
    limit = rule_for_fact(code, conduct_until)
    other = limit.alternatives[0]
    return _day(due_by_unit(conduct_until, other.length, other.unit, limit.counting).due_at)


def basis_of(conduct_until: date) -> str:
    """Instrument and article."""
    return rule_for_fact(rule_of(conduct_until), conduct_until).basis


def _day(at: datetime | None) -> date:
    if at is None:
        raise ValueError("追责时效没有届满日。")
    return at.date()
