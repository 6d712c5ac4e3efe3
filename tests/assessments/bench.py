"""The road of an assessment: facts compared, decided on, laid beside the evidence; each step by its act."""

from dataclasses import dataclass
from typing import Any

from linkage.accounts.models import User
from linkage.assessments.facts import ASKED
from linkage.assessments.models import Assessment, ElementEvidence
from linkage.assessments.procedure import ASSESSMENT
from linkage.assessments.status import Status as S
from linkage.dossiers.models import Dossier
from linkage.evidence.queries import standing
from tests.road import Road, add_file

ROADS: dict[str, tuple[str, ...]] = {
    S.ASSESSED: ("assess_case",),
    S.DECIDED: ("assess_case", "decide_on_assessment"),
    S.OPINION: ("assess_as_police",),
}
DUMPING: dict[str, Any] = {
    "conduct_end": "2026-02-20",
    "conduct_mode": ["倾倒"],
    "unlawful": "是",
    "hazardous_waste_is_solid": "是",
    "hazardous_waste_t": "3.21",
    "substance": ["有毒物质"],
    "toxic_kind": ["危险废物"],
}
"""3.21 吨 of hazardous waste dumped after 2023-08-15: 第一条第二项 of the new interpretation."""
NOTHING_MET: dict[str, Any] = {**DUMPING, "hazardous_waste_t": "2.99"}


@dataclass
class Bench:
    """Leads one assessment along its acts, ten minutes an act."""

    road: Road
    dossier: Dossier

    def blank(self, by: User | None = None) -> Assessment:
        """An assessment that does not exist yet."""
        assert ASSESSMENT.blank is not None
        made: Assessment = ASSESSMENT.blank(self.fresh_dossier(), by or self.road.cast.officer, self.road.now)
        return made

    def fresh_dossier(self) -> Dossier:
        """The dossier as it stands."""
        return Dossier.objects.select_related("lead_agency").get(pk=self.dossier.pk)

    def assess(self, *, by: User | None = None, **facts: Any) -> Assessment:
        """The bureau assesses."""
        subject = self.blank(by)
        self.do("assess_case", subject, by=by, **facts)
        return subject

    def to(self, status: str) -> Assessment:
        """An assessment that its acts have led to this status."""
        first, *rest = ROADS[status]
        subject = self.blank(self.actor(first))
        for act in (first, *rest):
            self.do(act, subject)
        if status in (S.ASSESSED, S.DECIDED, S.OPINION):
            self.do("link_evidence", subject)
        assert subject.status == status
        return subject

    def actor(self, act: str, subject: Assessment | None = None) -> User:
        """By whom it is done unless somebody else is named."""
        cast = self.road.cast
        police = subject is not None and subject.pk and subject.status == S.OPINION
        if act == "decide_on_assessment":
            return cast.head
        return cast.investigator if police or act in ("assess_as_police", "revise_opinion") else cast.officer

    def do(self, act: str, subject: Assessment, *, by: User | None = None, **changes: Any) -> Any:
        """One act, with facts that fit unless others are given."""
        if act == "link_evidence" and "materials" not in changes:
            changes["materials"] = [self.material(3, "现场检查笔录")]
        if act == "link_evidence" and "materials" not in changes:
            changes["materials"] = [self.material(3, "现场检查笔录")]
        facts = {**self.facts(act, subject), **changes}
        now = self.road.tick()
        # Material was perhaps added meanwhile.
        subject.dossier.refresh_from_db()
        return ASSESSMENT.do(act, subject, by=by or self.actor(act, subject), at=now, **facts)

    def facts(self, act: str, subject: Assessment) -> dict[str, Any]:
        """Facts that fit the act."""
        match act:
            case "decide_on_assessment":
                return {"decision": "移送", "decision_reasons": ""}
            case "link_evidence":
                elements = list(subject.elements.order_by("place")) if subject.pk else []
                taken = {link.element_id for link in standing_links(subject)}
                free = [element for element in elements if element.pk not in taken]
                return {
                    "elements": free[:1],
                    "materials": list(standing(self.dossier)[:1]),
                    "proves": "倾倒的地点",
                }
            case "unlink_evidence":
                return {"links": list(standing_links(subject))[:1], "unlink_reason": "对应有误。"}
            case "issue_element_table":
                return {}
        return {**dict.fromkeys(ASKED), **DUMPING}

    def material(self, material_class: int, title: str) -> Any:
        """A file among the dossier's material."""
        found = standing(self.dossier).filter(title=title).first()
        if found:
            return found
        by, now = self.road.cast.officer, self.road.tick()
        return add_file(self.dossier.transfer, by, now, material_class, title, title.encode())


def standing_links(subject: Assessment) -> Any:
    """The links that were not undone."""
    return ElementEvidence.objects.filter(element__assessment=subject.pk, unlinked_at__isnull=True).order_by(
        "pk"
    )


def refusals(act: Any) -> list[str]:
    """The sentences of a refusal."""
    return [str(reason) for reason in act.value.reasons]
