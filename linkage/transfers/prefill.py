"""What the record already knows is not typed a second time: first values for the facts an act asks for.

A suggestion, shown in the form before anything happens; whoever acts may change it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.accounts.roles import Line, Role
from linkage.accounts.standing import standing_of
from linkage.assessments.matrix import GAP, Row, open_questions
from linkage.assessments.queries import governing_provisions, latest_for
from linkage.cases.models import Case
from linkage.documents.models import Document
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.law.transitions import Transition
from linkage.law.wording import SHANGHAI
from linkage.property.models import PropertyItem
from linkage.property.status import HANDED_OVER
from linkage.transfers import investigation_report
from linkage.transfers.models import Transfer

_LAST_NUMBER = re.compile(r"(\d+)(?!.*\d)")


@dataclass
class Record:
    """What is known of a case when an act is about to be done; reads only what is asked for."""

    transfer: Transfer
    by: User
    now: datetime
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> Any:
        """The case of the dossier."""
        return self.transfer.dossier.case

    def paper(self, kind: str) -> dict[str, Any]:
        """The fields of the latest paper of this kind on the dossier, empty if there is none."""
        if kind not in self._kept:
            found = Document.objects.filter(dossier=self.transfer.dossier, kind=kind).order_by("-pk")
            self._kept[kind] = dict(next(iter(found.values_list("content", flat=True)[:1]), {})).get(
                "fields", {}
            )
        return self._kept[kind]

    def items(self) -> list[EvidenceItem]:
        """The dossier's standing material."""
        if "items" not in self._kept:
            self._kept["items"] = list(standing(self.transfer.dossier))
        return self._kept["items"]

    def parties(self) -> str:
        """The parties of the case on one line."""
        if "parties" not in self._kept:
            self._kept["parties"] = "、".join(party.name for party in self.case.parties.order_by("pk"))
        return self._kept["parties"]

    def open_elements(self, *states: str) -> list[Row]:
        """What the clauses that were met need proved and nobody has linked anything to: by the police's own opinion, else the bureau's."""
        if "elements" not in self._kept:
            dossier = self.transfer.dossier
            police = latest_for(dossier, Line.POLICE.value)
            line = Line.POLICE if police and police.elements.filter(is_needed=True).exists() else Line.ECOLOGY
            self._kept["elements"] = open_questions(dossier, line.value)
        return [row for row in self._kept["elements"] if not states or row.state in states]

    def earlier(self, column: str) -> Transfer | None:
        """The receiving agency's latest other transfer in which this column was filled."""
        if column not in self._kept:
            found = Transfer.objects.filter(receiving_agency=self.transfer.receiving_agency).exclude(
                **{column: ""}
            )
            self._kept[column] = next(
                iter(found.exclude(pk=self.transfer.pk).order_by("-status_since")[:1]), None
            )
        return self._kept[column]


def first_values(row: Transition, record: Record) -> dict[str, Any]:
    """Values for the facts this row asks, as a form's `initial`; a fact nothing is known of is left out."""
    known = {name: FILLED_BY[name](record) for name in row.asks if name in FILLED_BY}
    if row.act == "decide_non_prosecution":
        known["reasons"] = ""
    return {name: value for name, value in known.items() if value}


def members(record: Record) -> list[int]:
    """Whoever appoints the team and is an enforcement officer is usually on it; so is the officer who entered the case."""
    agency = record.transfer.sending_agency_id
    own = standing_of(record.by).holds(agency, (Role.ENFORCEMENT_OFFICER,))
    known = [record.case.handler_id, *([record.by.pk] if own else []), *_who_investigated(record)]
    return [*dict.fromkeys(known)]


def _who_investigated(record: Record) -> list[int]:
    """The bureau's people in the joint investigation, by their credentials."""
    named = record.paper("joint_investigation_report").get("ecology_members", ())
    credentials = [one["credential"] for one in named if one.get("credential")]
    people = User.objects.filter(
        agency_id=record.transfer.sending_agency_id, credential_number__in=credentials, is_active=True
    )
    return list(people.order_by("pk").values_list("pk", flat=True)) if credentials else []


def charge(record: Record) -> str:
    """The charge as last stated."""
    return record.transfer.charge or record.case.charge or Case._meta.get_field("charge").default


def provisions(record: Record) -> str:
    """The provisions as last stated, else those of the clauses that the assessment met, else as entered with the case."""
    assessed = record.transfer.provisions or governing_provisions(record.transfer.dossier)
    known = assessed or record.case.legal_basis
    return known or record.paper("joint_investigation_report").get("reasons", "")


def verification(record: Record) -> str:
    """What the joint report, or else the report on the clue, has established."""
    joint = record.paper("joint_investigation_report").get("facts", "")
    return joint or record.paper("verification_report").get("verification", "")


def discovery(record: Record) -> str:
    """When, where and how the case was found."""
    return investigation_report.discovery(record.transfer.dossier)


def suspect_details(record: Record) -> str:
    """The parties, and what the joint report established of the persons responsible."""
    roles = record.paper("joint_investigation_report").get("responsible_persons", ())
    return investigation_report.suspect_details(record.transfer.dossier, roles)


def established_facts(record: Record) -> str:
    """The facts as last established, with what samples and wastes show."""
    return investigation_report.established_facts(
        record.transfer.dossier, verification(record) or crime_facts(record)
    )


def report_evidence(record: Record) -> str:
    """The material at hand and the platform's own papers, an item a line."""
    return investigation_report.report_evidence(record.transfer.dossier)


def unit_crime_signs(record: Record) -> list[str]:
    """The circumstances of a unit's crime that the bureau's assessment noted."""
    return investigation_report.signs_found(record.transfer.dossier, "unit_crime_signs")


def fault_signs(record: Record) -> list[str]:
    """The circumstances from which intent may be inferred that the bureau's assessment noted."""
    return investigation_report.signs_found(record.transfer.dossier, "fault_signs")


def suggestion(record: Record) -> str:
    """To whom the case would go."""
    return f"建议移送{record.transfer.receiving_agency.name}，抄送{record.transfer.procuratorate.name}。"


def team_opinion(record: Record) -> str:
    """The suggestion in the team's own report."""
    return record.paper("transfer_report").get("suggestion", "")


def acceptance_number(record: Record) -> str:
    """The number after the last one, or the first of the year."""
    agency, year = record.transfer.receiving_agency, record.now.astimezone(SHANGHAI).year
    last = record.earlier("acceptance_number")
    fresh = f"{agency.document_prefix}受案〔{year}〕1号"
    if last is None or f"〔{year}〕" not in last.acceptance_number:
        return fresh
    return number_after(last.acceptance_number)


def police_case_number(record: Record) -> str:
    """The number after the last one; nothing is invented where none was entered before."""
    last = record.earlier("police_case_number")
    return number_after(last.police_case_number) if last else ""


def handling_unit(record: Record) -> str:
    """The unit that handled the last case."""
    last = record.earlier("police_case_number")
    return (last.decision_facts or {}).get("handling_unit", "") if last else ""


def missing_materials(record: Record) -> str:
    """What the receipt said was missing, and the material of elements that nothing proves, an item a line."""
    told = record.paper("acceptance_receipt").get("missing_materials", "").splitlines()
    return _lines(
        (*told, *(f"{row.wanted}｜用以证明{row.element.label}" for row in record.open_elements(GAP)))
    )


def evidence_problems(record: Record) -> str:
    """The elements nobody has linked any material to, those without any first."""
    rows = record.open_elements()
    gaps = "、".join(row.element.label for row in rows if row.state == GAP)
    doubts = "、".join(row.element.label for row in rows if row.state != GAP)
    said = (
        f"以下要件没有证据：{gaps}。" if gaps else "",
        f"以下要件的证据有待确认：{doubts}。" if doubts else "",
    )
    return "\n".join(text for text in said if text)


def matters(record: Record) -> str:
    """What would prove the elements that nothing proves, an item a line."""
    return _lines(f"补充{row.wanted}｜{row.element.label}" for row in record.open_elements(GAP))


def corrected(record: Record) -> str:
    """What the notice asked for, an item a line."""
    return _lines(
        row.get("name", "") for row in record.paper("correction_notice").get("missing_materials", ())
    )


def property_requirements(record: Record) -> str:
    """The duty as the article states it; the list stands in the file."""
    return "自接到立案通知书之日起三日内，将涉案物品以及与案件有关的其他材料移交我局，并办理交接手续。"


def handover_note(record: Record) -> str:
    """What the register says of the hand-over, item by item."""
    items = PropertyItem.objects.filter(dossier=record.transfer.dossier, status__in=HANDED_OVER).order_by(
        "pk"
    )
    said = [f"{item.name}（{item.amount}，{item.receipt_difference or '相符'}）" for item in items]
    return f"逐件移交并签收{len(said)}件：{'；'.join(said)}。" if said else ""


def request(record: Record) -> str:
    """What one asks of a reconsideration."""
    return "请求撤销不予立案决定，对本案立案侦查。"


def grounds_evidence(record: Record) -> str:
    """The material at hand, with what each proves where that was said."""
    return _lines(f"{item.title}｜{item.proves}" if item.proves else item.title for item in record.items())


def main_evidence(record: Record) -> str:
    """The material at hand on one line."""
    return "、".join(item.title for item in record.items())


def crime_facts(record: Record) -> str:
    """The facts as the joint report established them, else as entered with the case."""
    return record.paper("joint_investigation_report").get("facts", "") or record.case.summary


def suspects(record: Record) -> str:
    """The parties of the case."""
    return record.parties()


def disposition_number(record: Record) -> str:
    """The penalty decision already named in the case."""
    return record.case.penalty_number


def number_after(number: str) -> str:
    """The number with its last run of digits one higher, as wide as before; the same text where it has no digits."""
    return _LAST_NUMBER.sub(lambda found: str(int(found[1]) + 1).zfill(len(found[1])), number)


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(row.strip() for row in rows if row.strip())


FILLED_BY: dict[str, Callable[[Record], Any]] = {
    function.__name__: function
    for function in (
        members, charge, provisions, verification, suggestion, team_opinion, acceptance_number, police_case_number, handling_unit,
        missing_materials, evidence_problems, matters, discovery, suspect_details, established_facts, report_evidence,
        unit_crime_signs, fault_signs,
        corrected, property_requirements, handover_note, request, grounds_evidence, main_evidence, crime_facts,
        suspects, disposition_number,
    )
}  # fmt: skip
