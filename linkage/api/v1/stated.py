"""From what was said to what the act takes: names become people and agencies, moments that were not stated become now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import agencies_of_line, colleagues_in
from linkage.accounts.roles import Line, Role
from linkage.law.refusal import Reason, Refused
from linkage.law.transitions import Transition
from linkage.law.wording import SHANGHAI
from linkage.procedure.facts import Fact


def stated(
    row: Transition, known_facts: Mapping[str, Fact], said: BaseModel, subject: Any, now: datetime
) -> dict[str, Any]:
    """The facts of this act as its function takes them. Refused for people and agencies that are not there."""
    facts = said.model_dump()
    if facts["occurred_at"] is None:
        del facts["occurred_at"]
    for name in row.asks:
        fact = known_facts[name]
        if fact.shape == "moment":
            left_out = facts.get("occurred_at") or now if fact.required else None
            facts[name] = facts[name] or left_out
        elif fact.shape == "people":
            facts[name] = _people(facts[name], fact, subject, now)
        elif fact.shape == "agency":
            facts[name] = _agency(facts[name], fact, now)
        elif fact.shape == "picked":
            facts[name] = _picked(facts[name], fact, subject)
    return facts


def _picked(keys: list[int], fact: Fact, subject: Any) -> list[Any]:
    """The rows of the dossier by their numbers; refused for one that is not among the choices."""
    if fact.options is None:
        raise ValueError(f"{fact.name} says not what is picked from")
    found = {row.pk: row for row in fact.options(subject).filter(pk__in=keys)}
    if unknown := [str(key) for key in keys if key not in found]:
        said = f"“{fact.label}”里没有编号为 {'、'.join(unknown)} 的一项。"
        raise Refused([Reason(said, remedy="请核对编号。", code="unknown_choice")])
    return [found[key] for key in dict.fromkeys(keys)]


def _people(usernames: list[str], fact: Fact, subject: Any, now: datetime) -> list[User]:
    day = now.astimezone(SHANGHAI).date()
    agencies = [agency for side in fact.sides if (agency := subject.agency_on(side))]
    known = {user.username: user for user in colleagues_in(agencies, day, *fact.roles)}
    agency = "、".join(one.name for one in agencies)
    if unknown := [name for name in usernames if name not in known]:
        raise Refused(
            [
                Reason(
                    f"{agency}没有这些{_roles(fact)}：{'、'.join(unknown)}。",
                    remedy="请核对登录名。",
                    code="unknown_person",
                )
            ]
        )
    return [known[name] for name in dict.fromkeys(usernames)]


def _roles(fact: Fact) -> str:
    own = fact.roles == (Role.ENFORCEMENT_OFFICER,)
    return "执法人员" if own else "、".join(Role(role).label for role in fact.roles)


def _agency(code: str, fact: Fact, now: datetime) -> Agency:
    day = now.astimezone(SHANGHAI).date()
    agency = next(iter(agencies_of_line(fact.line, day).filter(code=code)[:1]), None)
    if agency is None:
        raise Refused(
            [
                Reason(
                    f"没有代码为 {code} 的{Line(fact.line).label}机关。",
                    remedy="请核对机构代码。",
                    code="unknown_agency",
                )
            ]
        )
    return agency
