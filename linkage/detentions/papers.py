"""What the papers of a transfer for administrative detention state, after the official forms of 853号附件."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from linkage.cases.models import PartyKind
from linkage.detentions import grounds
from linkage.detentions.facts import BOND
from linkage.detentions.models import Detained
from linkage.detentions.police_rules import days_of, persons_by_name
from linkage.documents.answers import iso, people
from linkage.penalties.queries import decided_on
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]
YUAN_A_DAY = 200
"""行政案件程序规定第二百二十三条: the bond for each day of detention."""


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.issues}


def order_transfer(doing: Act) -> Fields:
    """责令移送通知 (853号第十七条)."""
    return {
        "case_facts": doing.subject.dossier.case.summary,
        "penalty_number": penalty_number(doing),
        "reasons": doing.facts.get("order_reasons") or "",
        "due_on": _day(doing.facts.get("order_due_on")),
    }


def detention_approval(doing: Act) -> Fields:
    """移送涉嫌环境违法适用行政拘留处罚案件审批表 (853号附件1)."""
    form = doing.subject.decision_facts.get("form", {})
    refused = doing.row.act == "refuse_detention"
    return {
        **_operator(doing),
        "cause": doing.subject.conduct,
        "postcode": form.get("postcode", ""),
        "legal_representative": form.get("legal_representative", ""),
        "chief_person": form.get("chief_person", ""),
        "brief": form.get("brief", ""),
        "basis_and_proposal": f"移送依据：{doing.subject.legal_basis}。\n{form.get('proposal', '')}",
        "office_opinion": form.get("office_opinion", ""),
        "legal_opinion": form.get("legal_opinion", ""),
        "decision": "不批准移送" if refused else "批准移送",
        "leader_opinion": doing.facts.get("refusal_reason" if refused else "leader_opinion") or "",
        "requester": form.get("requester", ""),
    }


def detention_letter(doing: Act) -> Fields:
    """涉嫌环境违法适用行政拘留处罚案件移送书 (853号附件2)."""
    form = doing.subject.decision_facts.get("form", {})
    return {
        **_operator(doing),
        "cause": doing.subject.conduct,
        "legal_representative": form.get("legal_representative", ""),
        "brief": form.get("brief", ""),
        "penalty_number": penalty_number(doing),
        "basis": doing.subject.legal_basis,
        "suggestion": doing.facts.get("suggestion") or "",
        "handlers": people([doing.by], with_phone=True),
    }


def detention_list(doing: Act) -> Fields:
    """移送材料清单 (853号附件3): what goes, as originals, from whom."""
    rows = doing.facts.get("materials") or ()
    own = doing.subject.sending_agency.short_name
    made = [
        {"kind": kind, "name": kind, "quantity": "1份", "provider": own, "note": "原件"}
        for kind in ("移送材料清单", "案件移送书")
    ]
    return {
        "letter_number": doing.number_of("detention_letter"),
        "materials": made + [
            {
                "kind": row["kind"], "name": row["name"], "quantity": row["quantity"],
                "provider": row["provider"] or own, "note": "无" if row["name"].strip() == "无" else f"{row['form']}，{row['kept']}",
            }
            for row in rows
        ],
    }  # fmt: skip


def detention_acceptance(doing: Act) -> Fields:
    """受案回执 (行政案件程序规定第六十一条)."""
    return {
        "letter_number": doing.number_of("detention_letter"),
        "accepted_at": iso(doing.occurred_at),
        "accepting_unit": doing.facts.get("accepting_unit") or "",
        "acceptors": people([doing.by]),
        "acceptance_number": doing.facts.get("acceptance_number") or "",
    }


def detention_referral(doing: Act) -> Fields:
    """移送管辖通知书 (行政案件程序规定第六十一条)."""
    competent = doing.facts.get("competent_agency")
    return {
        "letter_number": doing.number_of("detention_letter"),
        "accepted_at": iso(doing.subject.accepted_at),
        "competent_agency": competent.name if competent else "",
        "reason": doing.facts.get("reason") or "",
    }


def detention_supplement(doing: Act) -> Fields:
    """补充移送证据告知书 (853号第十三条)."""
    return {
        "letter_number": doing.number_of("detention_letter"),
        "accepted_on": _day(doing.subject.accepted_at and localdate(doing.subject.accepted_at)),
        "evidence_wanted": list(doing.facts.get("evidence_wanted") or ()),
    }


def detention_supply_reply(doing: Act) -> Fields:
    """补充移送证据回函 (853号第十三条)."""
    return {
        "notice_number": doing.number_of("detention_supplement"),
        "outcome": "已补充" if doing.facts.get("supplied") else "不能补充",
        "supplied": list(doing.facts.get("supplied") or ()),
        "unable_reason": doing.facts.get("unable_reason") or "",
    }


def detention_decision(doing: Act) -> Fields:
    """行政处罚决定书（行政拘留） (853号第十四条; 行政案件程序规定第一百七十五条)."""
    rows = doing.facts.get("detained") or ()
    known = persons_by_name(doing.subject) if rows else {}
    conduct = grounds.conduct_of(
        doing.subject.decision_facts.get("conduct", {}), circumstances=doing.facts.get("circumstances") or ""
    )
    found = grounds.governing(conduct, localdate(doing.occurred_at))[0] if conduct else []
    return {
        "recipient": "、".join(row["name"] for row in rows),
        "persons": [
            {
                "name": row["name"], "post": row["post"], "days": f"{days_of(row)}日",
                "number": getattr(known.get(row["name"].strip()), "masked_identity_number", "") or "—",
            }
            for row in rows
        ],
        "facts": doing.facts.get("facts_found") or "",
        "heard": doing.facts.get("heard") or "",
        "basis": grounds.cited(found),
        "circumstances": doing.facts.get("circumstances") or "",
        "execution": doing.facts.get("execution") or "",
        "remedies": doing.facts.get("remedies") or "",
    }  # fmt: skip


def detention_rejection(doing: Act) -> Fields:
    """不符合行政拘留条件告知书 with the returned file (853号第十五条)."""
    return {
        "letter_number": doing.number_of("detention_letter"),
        "accepted_on": _day(doing.subject.accepted_at and localdate(doing.subject.accepted_at)),
        "reasons": doing.facts.get("reasons") or "",
        "returned_files": [
            {"name": row["name"], "quantity": row["quantity"], "note": "原件"}
            for row in doing.subject.decision_facts.get("materials", ())
            if row["name"].strip() != "无"
        ],
    }


def detention_to_crime(doing: Act) -> Fields:
    """转刑事案件办理告知书 (行政案件程序规定第六十五、一百七十二条)."""
    return {
        "letter_number": doing.number_of("detention_letter"),
        "reasons": doing.facts.get("reasons") or "",
    }


def detention_suspension(doing: Act) -> Fields:
    """暂缓执行行政拘留决定书: granted with its guarantee, or not (行政案件程序规定第二百二十二、二百二十三条)."""
    granted = doing.row.act == "grant_suspension"
    asked = doing.subject.decision_facts.get("suspension", {})
    by_bond = granted and doing.facts.get("guarantee") == BOND
    return {
        "recipient": "、".join(asked.get("names", ())),
        "decision_number": doing.number_of("detention_decision"),
        "applied_at": iso(doing.subject.suspension_asked_at),
        "objection": asked.get("objection", ""),
        "decision": "暂缓执行" if granted else "不予暂缓执行",
        "guarantee": (doing.facts.get("guarantee") or "") if granted else "",
        "guarantor": (doing.facts.get("guarantor") or "") if granted else "",
        "bond": f"{bond_yuan(doing)}元" if by_bond else "",
        "reasons": doing.facts.get("reasons") or "",
    }


def detention_closing(doing: Act) -> Fields:
    """结案审批表 (853号第十五条)."""
    return {
        "letter_number": doing.number_of("detention_letter"),
        "cause": doing.subject.conduct,
        "result": doing.facts.get("closing_result") or "",
        "police_paper": doing.number_of("detention_decision") or doing.number_of("detention_rejection"),
        "opinion": doing.facts.get("closing_opinion") or "",
    }


def bond_yuan(doing: Act) -> int:
    """Two hundred yuan for each day of each applicant's detention."""
    asked = doing.subject.decision_facts.get("suspension", {})
    days: list[int] = list(
        Detained.objects.filter(detention=doing.subject.pk, pk__in=asked.get("pks", ())).values_list(
            "days", flat=True
        )
    )
    return YUAN_A_DAY * sum(days)


def penalty_number(doing: Act) -> str:
    """The number of the penalty decision that came first."""
    decided = doing.once("penalties", lambda: decided_on(doing.subject.dossier))
    numbers = "、".join(one.decision_number for one in decided)
    return numbers or doing.subject.dossier.case.penalty_number


def _operator(doing: Act) -> Fields:
    """企业或者其他经营者: the unit of the case, else its first party."""
    parties = list(doing.subject.dossier.case.parties.order_by("pk"))
    unit = next((p for p in parties if p.kind == PartyKind.UNIT), parties[0] if parties else None)
    return {
        "operator": unit.name if unit else "",
        "organization_code": (unit.masked_identity_number if unit else "") or "待查",
        "address": (unit.address if unit else "") or doing.subject.dossier.case.place,
    }


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


FILLED_BY: dict[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (
        order_transfer, detention_approval, detention_letter, detention_list, detention_acceptance, detention_referral,
        detention_supplement, detention_supply_reply, detention_decision, detention_rejection, detention_to_crime,
        detention_suspension, detention_closing,
    )
}  # fmt: skip
