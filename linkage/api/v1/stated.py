"""From what was said to what the act takes: names become people and agencies, moments that were not stated become now."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import agencies_of_line, colleagues
from linkage.accounts.roles import Line, Role
from linkage.law.refusal import Reason, Refused
from linkage.law.transitions import Transition
from linkage.law.wording import SHANGHAI
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer


def stated(row: Transition, said: BaseModel, transfer: Transfer, now: datetime) -> dict[str, Any]:
    """The facts of this act as its function takes them. Refused for people and agencies that are not there."""
    facts = said.model_dump()
    if facts["occurred_at"] is None:
        del facts["occurred_at"]
    for name in row.asks:
        shape = FACTS[name].shape
        if shape == "moment":
            facts[name] = facts[name] or facts.get("occurred_at") or now
        elif shape == "people":
            facts[name] = _people(facts[name], transfer.sending_agency, now)
        elif shape == "agency":
            facts[name] = _police(facts[name], now)
    return facts


def _people(usernames: list[str], agency: Agency, now: datetime) -> list[User]:
    day = now.astimezone(SHANGHAI).date()
    known = {user.username: user for user in colleagues(agency, day, Role.ENFORCEMENT_OFFICER)}
    if unknown := [name for name in usernames if name not in known]:
        raise Refused(
            [
                Reason(
                    f"{agency.name}没有这些执法人员：{'、'.join(unknown)}。",
                    remedy="请核对登录名。",
                    code="unknown_person",
                )
            ]
        )
    return [known[name] for name in dict.fromkeys(usernames)]


def _police(code: str, now: datetime) -> Agency:
    day = now.astimezone(SHANGHAI).date()
    agency = next(iter(agencies_of_line(Line.POLICE, day).filter(code=code)[:1]), None)
    if agency is None:
        raise Refused(
            [Reason(f"没有代码为 {code} 的公安机关。", remedy="请核对机构代码。", code="unknown_agency")]
        )
    return agency
