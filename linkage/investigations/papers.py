"""What the two papers of a joint investigation state, filled from the record and from what the actor has just said."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.investigations.completeness import standing_roles
from linkage.investigations.models import RoleClass
from linkage.investigations.status import ASSISTING, LEADING
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]
WORDS_OF_THE_REPORT = {
    RoleClass.INVESTOR: "出资者",
    RoleClass.OPERATOR: "经营者",
    RoleClass.BENEFICIARY: "实际获利者",
    RoleClass.SUPERVISOR: "直接负责的主管人员",
    RoleClass.RESPONSIBLE: "其他责任人员",
}
"""The classes that the report names person by person, in the report's own words."""


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.row.issues}


def joint_investigation_plan(doing: Act) -> Fields:
    """联合调查方案 with its table of labour."""
    facts = doing.facts
    members = [*(facts.get("leading_members") or ()), *(facts.get("assisting_members") or ())]
    return {
        **_agencies(doing),
        **_members(members),
        "aim": facts.get("aim") or "",
        "starts_on": _day(facts.get("starts_on")),
        "ends_on": _day(facts.get("ends_on")),
        "division": [dict(line) for line in facts.get("division") or ()],
        "sampling_and_records": facts.get("sampling_and_records") or "",
        "media_rules": facts.get("media_rules") or "",
    }


def joint_investigation_report(doing: Act) -> Fields:
    """联合调查报告: what was found, on which evidence, who is responsible, and what shall come of it."""
    investigation, facts = doing.subject, doing.facts
    team = investigation.members.filter(until__isnull=True).select_related("user__agency").order_by("pk")
    return {
        **_agencies(doing),
        **_members(member.user for member in team),
        "plan_number": doing.number_of("joint_investigation_plan"),
        "starts_on": _day(investigation.starts_on),
        "ends_on": _day(localdate(doing.occurred_at)),
        "facts": facts.get("findings") or "",
        "evidence": [
            {
                "name": item.title,
                "source": item.source,
                "proves": item.proves or item.get_material_class_display(),
            }
            for item in facts.get("report_evidence") or ()
        ],
        "responsible_persons": [
            {
                "name": one.party.name,
                "post": one.party.post or "未登记",
                "role": WORDS_OF_THE_REPORT[RoleClass(one.role)],
                "conduct": one.conduct,
            }
            for one in standing_roles(investigation)
            if one.role in WORDS_OF_THE_REPORT
        ],
        "outcome": facts.get("outcome") or "",
        "reasons": facts.get("outcome_reasons") or "",
    }


def _agencies(doing: Act) -> Fields:
    leading, assisting = doing.subject.agency_on(LEADING), doing.subject.agency_on(ASSISTING)
    return {
        "lead_agency": leading.name if leading else "",
        "assisting_agency": assisting.name if assisting else "",
    }


def _members(users: Iterable[User]) -> Fields:
    by_line: dict[str, list[dict[str, str]]] = {Line.ECOLOGY: [], Line.POLICE: []}
    for user in users:
        by_line[user.agency.line].append({"name": user.name, "credential": user.credential_number})
    return {"ecology_members": by_line[Line.ECOLOGY], "police_members": by_line[Line.POLICE]}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


FILLED_BY: dict[str, Callable[[Act], Fields]] = {
    function.__name__: function for function in (joint_investigation_plan, joint_investigation_report)
}
