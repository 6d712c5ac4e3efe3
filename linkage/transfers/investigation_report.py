"""案件调查报告 (17号第六条第二项): what it states, and what the record already knows of it.

Unit crime and intent are judged by the circumstances of 高检会〔2019〕3号, items 1 and 3; the paper says which there are.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from linkage.assessments.queries import last_round, latest_for
from linkage.cases.models import Party, PartyKind
from linkage.dossiers.models import Dossier
from linkage.evidence.queries import standing
from linkage.law.exceedance import Verdict
from linkage.law.wording import moment
from linkage.procedure.carrying_out import Act
from linkage.sampling.models import SampleResult
from linkage.transfers.material_papers import papers_as_material
from linkage.waste.models import WasteStream
from linkage.waste.status import Status as WasteStatus

PLATFORM_MADE = "平台制作"


def investigation_report(doing: Act) -> dict[str, Any]:
    """The fields of the paper, from the case and from what the team states."""
    facts, case = doing.facts, doing.subject.dossier.case
    return {
        "clue_source": case.get_source_display(),
        "discovery": facts.get("discovery") or "",
        "suspects": facts.get("suspect_details") or "",
        "facts": facts.get("established_facts") or "",
        "evidence": list(facts.get("report_evidence") or ()),
        "legal_basis": facts.get("provisions") or "",
        "unit_crime": _judged(facts.get("unit_crime_signs"), facts.get("unit_crime")),
        "intent": _judged(facts.get("fault_signs"), facts.get("intent")),
        "suggestion": facts.get("suggestion") or "",
    }


def _judged(signs: Iterable[str] | None, statement: str | None) -> str:
    """The circumstances found, then the judgement; no judgement, no answer."""
    if not (statement or "").strip():
        return ""
    found = "；".join(signs or ())
    return f"查明有下列情形：{found}。\n{statement}" if found else str(statement)


def discovery(dossier: Dossier) -> str:
    """When, where and how the case was found."""
    case = dossier.case
    return f"{moment(case.discovered_at)}，在{case.place}查获。{case.how_discovered}"


def suspect_details(dossier: Dossier, responsible: Sequence[dict[str, str]]) -> str:
    """Each party with what is known of it, and what the joint report established about the persons."""
    parties = [_party(party) for party in dossier.case.parties.order_by("pk")]
    roles = [f"{one['name']}：{one['role']}，{one['conduct']}" for one in responsible]
    return "\n".join((*parties, *roles))


def _party(party: Party) -> str:
    number = "统一社会信用代码" if party.kind == PartyKind.UNIT else "公民身份号码"
    known = (
        party.get_kind_display(),
        f"{number}{party.masked_identity_number}" if party.identity_number else "",
        party.post,
        party.address,
    )
    return f"{party.name}（{'，'.join(part for part in known if part)}）。"


def established_facts(dossier: Dossier, told: str) -> str:
    """The facts as last established, then what samples and wastes show, each by its number."""
    return "\n".join((told, *_over_the_limit(dossier), *_wastes(dossier)))


def _over_the_limit(dossier: Dossier) -> list[str]:
    found = SampleResult.objects.filter(report__sample__dossier=dossier, verdict=Verdict.OVER.value)
    results = found.select_related("report__sample").order_by("report__sample", "report__is_retest", "pk")
    return [
        f"{result.report.sample}（{result.report.sample.point}，{'复测' if result.report.is_retest else '检测'}"
        f"报告{result.report.number}）：{result.analyte}，{result.words}"
        for result in results
    ]


def _wastes(dossier: Dossier) -> list[str]:
    streams = WasteStream.objects.filter(dossier=dossier).order_by("pk")
    return [f"{stream}：{WasteStatus(stream.status).label}，{stream.origin}" for stream in streams]


def report_evidence(dossier: Dossier) -> str:
    """The standing material and the platform's own papers, an item a line."""
    items = [
        f"{item.title}｜{item.source}｜{item.proves or item.get_material_class_display()}"
        for item in standing(dossier)
    ]
    papers = [
        f"{paper.name}{paper.number}｜{PLATFORM_MADE}｜涉嫌犯罪事实" for paper in papers_as_material(dossier)
    ]
    return "\n".join((*items, *papers))


def signs_found(dossier: Dossier, name: str) -> list[str]:
    """The circumstances that the bureau's own assessment noted under this name."""
    assessment = latest_for(dossier)
    latest = last_round(assessment) if assessment else None
    return list(latest.facts.get(name) or ()) if latest else []
