"""What each paper of this procedure states, filled from the record and from what the actor has just said.

One function per kind, named like it. A field that nothing fills stays empty and is then asked for, never printed blank.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from linkage.documents.answers import iso, people
from linkage.documents.models import Document
from linkage.evidence.models import EvidenceItem, Form, MaterialClass
from linkage.law import due
from linkage.law.wording import SHANGHAI
from linkage.procedure.carrying_out import Act
from linkage.property import papers as property_papers
from linkage.transfers.investigation_report import investigation_report
from linkage.transfers.material_papers import (
    CLASS_OF_PAPER,
    has_media,
    has_property,
    papers_as_material,
    standing_declarations,
    standing_items,
)

Fields = dict[str, Any]
MATERIAL_CODES = {
    MaterialClass.LETTER: "letter",
    MaterialClass.INVESTIGATION_REPORT: "investigation_report",
    MaterialClass.RECORDS: "records",
    MaterialClass.PROPERTY_LIST: "property_list",
    MaterialClass.MEDIA: "media",
    MaterialClass.REPORTS: "reports",
    MaterialClass.OTHER: "other",
}
SITUATIONS = {"use_seven_days": "犯罪线索需要查证", "use_thirty_days": "重大疑难复杂案件"}
ROUNDS = ("第一次", "第二次")


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.issues}


def team_assignment(doing: Act) -> Fields:
    """专案组指定记录 (310号第五条)."""
    case = doing.subject.dossier.case
    return {
        "clue_source": f"{case.get_source_display()}。{case.how_discovered}",
        "suspected_facts": case.summary,
        "members": people(doing.facts["members"]),
        "assigned_by": doing.by.name,
        "assigned_at": iso(doing.occurred_at),
    }


def transfer_report(doing: Act) -> Fields:
    """移送涉嫌犯罪案件书面报告 (17号第五条, 310号第五条)."""
    facts = doing.facts
    return {
        "team": people(member.user for member in doing.subject.team.select_related("user").order_by("pk")),
        "facts": doing.subject.dossier.case.summary,
        "verification": facts["verification"],
        "evidence": [
            {
                "name": item.title,
                "source": item.source,
                "proves": item.proves or item.get_material_class_display(),
            }
            for item in items_of(doing)
        ],
        "charge": facts["charge"],
        "provisions": facts["provisions"],
        "condition_lawful": facts["condition_lawful"],
        "condition_evidence": facts["condition_evidence"],
        "suggestion": facts["suggestion"],
    }


def transfer_approval(doing: Act) -> Fields:
    """移送审批表: the head's decision, with reasons if it is no (310号第五条第二款)."""
    refused = doing.row.act == "refuse"
    return {
        "report_number": doing.number_of("transfer_report"),
        "received_report_at": iso(doing.subject.reported_at),
        "charge": doing.subject.charge,
        "team_opinion": doing.facts.get("team_opinion", ""),
        "decision": "不批准移送" if refused else "批准移送",
        "decided_at": iso(doing.occurred_at),
        "refusal_reason": doing.facts.get("refusal_reason", ""),
    }


def transfer_letter(doing: Act) -> Fields:
    """涉嫌环境犯罪案件移送书 (17号第六条第一项)."""
    transfer = doing.subject
    return {
        "charge": transfer.charge,
        "suspects": suspects(doing),
        "facts": established(doing),
        "main_basis": transfer.provisions,
        "lead_handlers": people(
            (member.user for member in transfer.team.select_related("user").order_by("pk")), with_phone=True
        ),
        "materials": materials(doing),
    }


def transfer_list(doing: Act) -> Fields:
    """移送材料清单 (17号第六条)."""
    return {"letter_number": doing.number_of("transfer_letter"), "materials": materials(doing)}


def property_list(doing: Act) -> Fields:
    """涉案物品清单, from the register (17号第六条第四项)."""
    return {
        **property_papers.property_list(doing.subject.dossier),
        "letter_number": doing.number_of("transfer_letter"),
    }


def media_list(doing: Act) -> Fields:
    """现场照片、录音录像清单: what each proves, who took it, when and where, and its digest (17号第六条第五项)."""
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "media": [
            {
                "name": item.title, "proves": item.proves, "taken_by": item.shot_by,
                "taken_at": iso(item.shot_at), "place": item.shot_place, "digest": item.sm3,
            }
            for item in items_of(doing)
            if item.material_class == MaterialClass.MEDIA
        ],
    }  # fmt: skip


def acceptance_receipt(doing: Act) -> Fields:
    """接受案件回执 (17号第七条)."""
    facts = doing.facts
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "accepted_at": iso(doing.occurred_at),
        "accepting_unit": doing.subject.receiving_agency.name,
        "acceptors": people([doing.by]),
        "material_check": facts["material_check"],
        "missing_materials": facts.get("missing_materials_note", ""),
        "acceptance_number": facts["acceptance_number"],
    }


def correction_notice(doing: Act) -> Fields:
    """补正通知书 (17号第八条): says by when, and that the case stands accepted."""
    limit = due("crime_materials_correction", doing.moment("served_at"))
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "accepted_at": iso(doing.subject.accepted_at),
        "missing_materials": doing.facts["missing_materials"],
        "sent_at": iso(doing.moment("served_at")),
        "due_on": day(limit.due_at),
    }


def correction_reply(doing: Act) -> Fields:
    """补正回函 (17号第八条)."""
    return {
        "notice_number": doing.number_of("correction_notice"),
        "outcome": doing.facts["outcome"],
        "corrected": doing.facts.get("corrected") or [],
        "objective_reason": doing.facts.get("objective_reason", ""),
    }


def supplement_opinion(doing: Act) -> Fields:
    """补充调查意见书 (17号第八条)."""
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "evidence_problems": doing.facts["evidence_problems"],
        "items": doing.facts["matters"],
    }


def supplement_reply(doing: Act) -> Fields:
    """补充调查结果反馈函 (17号第八条)."""
    return {
        "opinion_number": doing.number_of("supplement_opinion"),
        "results": doing.facts["results"],
        "items": [],
        "unable_reason": doing.facts.get("unable_reason", ""),
    }


def jurisdiction_transfer_notice(doing: Act) -> Fields:
    """移送案件通知书 (17号第九条, 刑事程序规定第一百七十五条)."""
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "reason": doing.facts["reason"],
        "transferred_at": iso(doing.occurred_at),
        "receiving_agency": doing.facts["competent_agency"].name,
        "files": files(doing),
    }


def return_notice(doing: Act) -> Fields:
    """退回移送案件通知书: not within police competence (17号第九条)."""
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "reason": doing.facts["reason"],
        "suggested_agency": doing.facts["suggested_agency"],
        "returned_files": files(doing),
    }


def filing_term_approval(doing: Act) -> Fields:
    """立案审查期限延长审批表 (17号第九条)."""
    started = doing.moment("accepted_at")
    original = next((clock for clock in doing.stopped if clock.due_at), None)
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "accepted_at": iso(started),
        "situation": SITUATIONS[doing.row.act],
        "original_due_at": iso(
            original.due_at if original else due("police_filing_decision_normal", started).due_at
        ),
        "extended_due_at": iso(due(doing.row.starts[0].code, started).due_at),
        "reasons": doing.facts["reason"],
        "decision": "批准延长",
        "decided_at": iso(doing.occurred_at),
    }


def filing_decision(doing: Act) -> Fields:
    """立案决定书."""
    facts = doing.facts
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "police_case_number": facts["police_case_number"],
        "suspects": suspects(doing),
        "charge": facts["charge"],
        "facts": established(doing),
        "filed_on": day(doing.occurred_at),
        "handling_unit": facts["handling_unit"],
    }


def filing_notice(doing: Act) -> Fields:
    """立案通知书 (17号第九、十条)."""
    decided = doing.subject.decision_facts
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "decision_number": doing.number_of("filing_decision"),
        "filed_on": decided.get("filed_on", ""),
        "charge": decided.get("charge", ""),
        "police_case_number": doing.subject.police_case_number,
        "handling_unit": decided.get("handling_unit", ""),
        "property_requirements": doing.facts["property_requirements"],
    }


def no_filing_notice(doing: Act) -> Fields:
    """不予立案通知书, with reasons and the returned file (17号第九条, 310号第八条)."""
    return {
        "letter_number": doing.number_of("transfer_letter"),
        "decided_on": day(doing.subject.declined_at),
        "reasons": doing.subject.decision_reasons,
        "returned_files": files(doing),
    }


def reconsider_application(doing: Act) -> Fields:
    """复议申请书 (17号第十一条)."""
    return {
        "notice_number": doing.number_of("no_filing_notice"),
        "notice_received_at": doing.subject.decision_facts.get("notice_served_at", ""),
        "reasons": doing.facts["reasons"],
        "evidence": doing.facts["grounds_evidence"],
        "request": doing.facts["request"],
    }


def reconsider_decision(doing: Act) -> Fields:
    """复议决定书 (17号第十一条)."""
    return {
        "application_number": doing.number_of("reconsider_application"),
        "notice_number": doing.number_of("no_filing_notice"),
        "application_received_at": doing.subject.decision_facts.get("application_served_at", ""),
        "decision": "立案" if doing.row.act == "overturn" else "维持不予立案决定",
        "reasons": doing.facts["reasons"],
    }


def withdrawal_notice(doing: Act) -> Fields:
    """撤销案件通知书 (17号第九条, 刑事程序规定第一百八十七条)."""
    decided = doing.subject.decision_facts
    return {
        "filing_number": doing.number_of("filing_decision"),
        "withdrawn_on": day(doing.subject.withdrawn_at),
        "ground": decided.get("ground", ""),
        "reasons": doing.subject.decision_reasons,
        "returned_files": files(doing),
        "suggests_penalty": decided.get("suggests_penalty", ""),
    }


def prosecution_opinion(doing: Act) -> Fields:
    """移送审查起诉登记表; the 起诉意见书 itself is made in the police's own system."""
    facts = doing.facts
    return {
        "filing_number": doing.number_of("filing_decision"),
        "opinion_number": facts["opinion_number"],
        "suspects": facts["suspects"],
        "charge": facts["charge"],
        "facts": facts["crime_facts"],
        "evidence": facts["main_evidence"],
        "volumes": facts["volumes"],
        "transferred_at": iso(doing.occurred_at),
    }


def supplement_outline(doing: Act) -> Fields:
    """补充侦查提纲 (检察规则第二百五十七条)."""
    facts = doing.facts
    return {
        "prosecution_number": doing.number_of("prosecution_opinion"),
        "round": ROUNDS[doing.subject.supplement_rounds],
        "direction": facts["direction"],
        "requirements": facts["requirements"],
        "items": facts["items"],
    }


def non_prosecution_notice(doing: Act) -> Fields:
    """不起诉决定告知函 (17号第十八条)."""
    decided = doing.subject.decision_facts
    return {
        "decision_number": decided.get("decision_number", ""),
        "decided_on": day(doing.subject.non_prosecuted_at),
        "non_prosecuted": decided.get("suspects", ""),
        "ground": decided.get("non_prosecution_ground", ""),
        "reasons": doing.subject.decision_reasons,
        "penalty_opinion": decided.get("penalty_opinion", ""),
    }


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (
        team_assignment, investigation_report, transfer_report, transfer_approval, transfer_letter, transfer_list,
        property_list, media_list, acceptance_receipt,
        correction_notice, correction_reply, supplement_opinion, supplement_reply, jurisdiction_transfer_notice,
        return_notice, filing_term_approval, filing_decision, filing_notice, no_filing_notice, reconsider_application,
        reconsider_decision, withdrawal_notice, prosecution_opinion, supplement_outline, non_prosecution_notice,
    )
}  # fmt: skip


def suspects(doing: Act) -> str:
    """The suspected units and persons of the case, as one line."""
    return "、".join(party.name for party in doing.subject.dossier.case.parties.order_by("pk"))


def established(doing: Act) -> str:
    """涉嫌犯罪事实: as the joint report of both agencies found them; without one, as entered with the case."""
    dossier = doing.subject.dossier
    reports = Document.objects.filter(dossier=dossier, kind="joint_investigation_report").order_by("-pk")
    found = next(iter(reports.values_list("content", flat=True)[:1]), None)
    return (found or {}).get("fields", {}).get("facts", "") or dossier.case.summary


def items_of(doing: Act) -> list[EvidenceItem]:
    """The dossier's material, by class."""
    items: list[EvidenceItem] = doing.once("items", lambda: standing_items(doing.subject.dossier))
    return items


def materials(doing: Act) -> list[dict[str, str]]:
    """The rows of the materials list; a class declared absent is a row that says so (17号第六条)."""
    rows: list[dict[str, str]] = doing.once("materials", lambda: _materials(doing))
    return rows


def _materials(doing: Act) -> list[dict[str, str]]:
    rows = [
        {
            "material_class": MATERIAL_CODES[MaterialClass(item.material_class)],
            "name": item.title,
            "copies": str(item.copies),
            "pages": str(item.pages or "—"),
            "original": Form(item.form).label,
            "source": item.source,
        }
        for item in items_of(doing)
    ]
    rows += [
        {
            "material_class": MATERIAL_CODES[CLASS_OF_PAPER[paper.kind]],
            "name": f"{paper.name}（{paper.number}）",
            "copies": "1",
            "pages": "—",
            "original": "原件",
            "source": doing.subject.sending_agency.name,
        }
        for paper in doing.once("papers", lambda: papers_as_material(doing.subject.dossier))
    ]
    rows += [
        {
            "material_class": MATERIAL_CODES[material_class], "name": f"{name}（随本移送书）", "copies": "1",
            "pages": "—", "original": "原件", "source": doing.subject.sending_agency.name,
        }
        for there, material_class, name in (
            (has_property(doing), MaterialClass.PROPERTY_LIST, "涉案物品清单"),
            (has_media(doing), MaterialClass.MEDIA, "现场照片、录音录像清单"),
        )
        if there
    ]  # fmt: skip
    absent = doing.once("declarations", lambda: standing_declarations(doing.subject.dossier))
    rows += [
        {
            "material_class": MATERIAL_CODES[MaterialClass(a.material_class)],
            "name": f"无（{a.reason}）",
            "copies": "—",
            "pages": "—",
            "original": "原件",
            "source": "—",
        }
        for a in absent
    ]
    return sorted(rows, key=lambda row: list(MATERIAL_CODES.values()).index(row["material_class"]))


def files(doing: Act) -> list[dict[str, str]]:
    """The file that goes along or comes back: letter, list and every item of material."""
    letters = [n for kind in ("transfer_letter", "transfer_list") if (n := doing.number_of(kind))]
    rows = [{"name": f"{number}", "copies": "1", "pages": "", "note": "移送文书"} for number in letters]
    rows += [
        {"name": item.title, "copies": str(item.copies), "pages": str(item.pages or ""), "note": ""}
        for item in items_of(doing)
    ]
    return rows


def day(moment: datetime | date | None) -> str:
    """The day of a moment, in Shanghai."""
    if moment is None:
        return ""
    return (moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment).isoformat()
