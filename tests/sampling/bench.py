"""The road of a sample: taken at the outfall, carried, tested, tested again, disposed of; each step by its act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.law.refusal import Refused
from linkage.sampling.custody import holder_of
from linkage.sampling.facts import report_files
from linkage.sampling.handover_procedure import HANDOVER
from linkage.sampling.models import Sample, SampleHandover, SamplingQualification
from linkage.sampling.procedure import SAMPLE
from linkage.sampling.qualified import register_qualification
from linkage.sampling.status import Status as S
from tests.road import Road, add_file

ROADS: dict[str, tuple[str, ...]] = {
    S.TAKEN: (),
    S.AT_LABORATORY: ("receive_at_laboratory",),
    S.TESTED: ("receive_at_laboratory", "record_result"),
}
ROADS |= {
    S.RETEST_REQUESTED: (*ROADS[S.TESTED], "request_retest"),
    S.RETESTED: (*ROADS[S.TESTED], "request_retest", "record_retest"),
    S.DISPOSED: ("dispose_sample",),
}
LABORATORY = "山西某环境检测有限公司"
ALL_MEDIA = ["surface_water", "waste_water", "soil", "solid_waste", "exhaust_gas"]
RESULTS = [
    {"analyte": "铅", "value": "3.7", "unit": "毫克/升", "method": "GB/T 7475—1987", "limit": "1.0",
     "standard": "GB 8978—1996表1", "analysed_at": "-"},
    {"analyte": "pH值", "value": "2.1", "unit": "无量纲", "method": "HJ 1147—2020", "limit": "6～9",
     "standard": "GB 8978—1996表4", "analysed_at": "-"},
]  # fmt: skip


@contextmanager
def refused(match: str | None = None) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """What is done within is refused, with this among the reasons, and leaves nothing behind."""
    with pytest.raises(Refused, match=match) as refusal, transaction.atomic():
        yield refusal


@dataclass
class Bench:
    """Leads one sample along its acts, ten minutes an act."""

    road: Road
    dossier: Dossier
    seals: int = 0
    held: dict[int, SamplingQualification] = field(default_factory=dict)

    def qualify(self, *people: User, **changes: Any) -> None:
        """The head of their agency enters that these people may sample."""
        for person in people:
            head = self.road.cast.police_head if person.agency.line == "police" else self.road.cast.head
            facts: dict[str, Any] = {
                "issuer": "山西省生态环境监测和应急保障中心", "scope": ALL_MEDIA, "number": f"采{person.pk:04}",
                "valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31),
            }  # fmt: skip
            self.held[person.pk] = register_qualification(
                by=head, at=self.road.tick(), person=person, **{**facts, **changes}
            )

    def blank(self, by: User | None = None) -> Sample:
        """A sample that does not exist yet."""
        dossier = Dossier.objects.get(pk=self.dossier.pk)
        assert SAMPLE.blank is not None
        made: Sample = SAMPLE.blank(dossier, by or self.road.cast.officer, self.road.now)
        return made

    def take(self, *, by: User | None = None, **changes: Any) -> Sample:
        """A sample is taken."""
        sample = self.blank(by)
        self.do("take_sample", sample, by=by, **changes)
        return sample

    def to(self, status: str) -> Sample:
        """A sample that its acts have led to this status, with a spare where a retest is about."""
        sample = self.take()
        for act in ROADS[status]:
            if act == "receive_at_laboratory":
                self.to_laboratory(sample)
            if act == "request_retest":
                self.spare(sample)
            self.do(act, sample)
        assert sample.status == status
        return sample

    def spare(self, sample: Sample) -> Sample:
        """Its spare, which is at the laboratory."""
        spare = self.take(reserve_of=[sample])
        self.to_laboratory(spare)
        self.do("receive_at_laboratory", spare)
        return spare

    def offer(self, *samples: Sample, by: User | None = None, **changes: Any) -> SampleHandover:
        """The samples are offered: to the laboratory, unless somebody else is named."""
        giver = by or self.road.cast.officer
        handover = self.blank_handover(giver)
        now = self.road.tick()
        facts = {**self.offer_facts(*samples), **changes}
        handover.dossier.refresh_from_db()
        HANDOVER.do("offer_samples", handover, by=giver, at=now, **facts)
        return handover

    def blank_handover(self, by: User | None = None) -> SampleHandover:
        """A hand-over that does not exist yet."""
        assert HANDOVER.blank is not None
        dossier = Dossier.objects.get(pk=self.dossier.pk)
        made: SampleHandover = HANDOVER.blank(dossier, by or self.road.cast.officer, self.road.now)
        return made

    def close(self, act: str, handover: SampleHandover, *, by: User | None = None, **changes: Any) -> Any:
        """The receiver signs or refuses, or the giver withdraws."""
        scan = self.signed_sheet() if act == "sign_for_samples" and handover.on_paper else []
        now = self.road.tick()
        facts = {**self.closing_facts(act), **changes}
        if act == "sign_for_samples":
            facts = {"signed_paper": scan, **facts}
        handover.dossier.refresh_from_db()
        actor = by or handover.receiver or self.road.cast.officer
        return HANDOVER.do(act, handover, by=actor, at=now, **facts)

    def to_laboratory(self, *samples: Sample) -> SampleHandover:
        """Offered to the laboratory, which signs the sheet."""
        handover = self.offer(*samples)
        self.close("sign_for_samples", handover)
        return handover

    def to_colleague(self, receiver: User, *samples: Sample, by: User | None = None) -> SampleHandover:
        """Offered to somebody with an account, who signs in person."""
        handover = self.offer(*samples, by=by, receiver=[receiver], received_unit="", received_by="")
        self.close("sign_for_samples", handover)
        return handover

    def offer_facts(self, *samples: Sample) -> dict[str, Any]:
        """Facts that fit an offer to the laboratory."""
        giver = holder_of(samples[0]).person if samples else self.road.cast.officer.name
        return {
            "samples": list(samples), "handed_by": giver, "receiver": [], "received_unit": LABORATORY,
            "received_by": "实验室收样员", "handed_at": self.road.now, "seal_intact": "完好", "custody_note": "",
        }  # fmt: skip

    def closing_facts(self, act: str) -> dict[str, Any]:
        """Facts that fit what follows an offer."""
        if act != "sign_for_samples":
            return {"end_reason": "送错了检测机构。"}
        return {
            "received_at": self.road.now, "broken_seals": [], "count_check": "相符", "volume_check": "相符",
            "temperature_check": "符合保存要求", "temperature": Decimal("4.0"), "receipt_difference": "",
        }  # fmt: skip

    def signed_sheet(self) -> list[EvidenceItem]:
        """The scan of a sheet with both signatures, among the dossier's material."""
        found = standing(self.dossier).filter(title="签字的样品交接单")
        if not found.exists():
            add_file(
                self.dossier.transfer,
                self.road.cast.officer,
                self.road.tick(),
                7,
                "签字的样品交接单",
                b"sheet 1",
            )
        return list(found.all())

    def do(self, act: str, sample: Sample, *, by: User | None = None, **changes: Any) -> Any:
        """One act, with facts that fit unless others are given."""
        now = self.road.tick()
        facts = {**self.facts(act, sample), **changes}
        sample.dossier.refresh_from_db()
        return SAMPLE.do(act, sample, by=by or self.road.cast.officer, at=now, **facts)

    def report(self) -> list[EvidenceItem]:
        """A report among the dossier's material."""
        found = list(report_files(self.blank()))
        if not found:
            transfer = self.dossier.transfer
            add_file(transfer, self.road.cast.officer, self.road.tick(), 6, "检测报告", b"report 1")
            found = list(report_files(self.blank()))
        return found

    def facts(self, act: str, sample: Sample) -> dict[str, Any]:
        """Facts that fit the act."""
        cast, now = self.road.cast, self.road.now
        match act:
            case "take_sample":
                return self._taking()
            case "receive_at_laboratory":
                return {
                    "laboratory": LABORATORY, "cma_number": "220401010001", "cma_valid_from": date(2022, 1, 1),
                    "cma_valid_to": date(2028, 1, 1),
                    "cma_scope": [{"name": name} for name in ("铅", "pH值", "镉", "化学需氧量")],
                }  # fmt: skip
            case "record_result" | "record_retest":
                report = self.report()
                return {
                    "report_number": f"检字{act}", "report": report, "analysed_at": now, "results": [dict(r) for r in RESULTS],
                }  # fmt: skip
            case "request_retest":
                return {
                    "reserve": list(sample.reserves.all()) if sample.pk else [],
                    "retest_reason": "当事人对结果有异议。",
                }
            case "dispose_sample":
                return {"disposal": "按规定销毁", "disposal_note": f"由{cast.officer.name}监督销毁。"}
        raise KeyError(act)

    def _taking(self) -> dict[str, Any]:
        cast, now = self.road.cast, self.road.now
        self.seals += 1
        return {
            "sampled_unit": "某公司", "place": "杏花岭区某村东侧厂院", "longitude": "112.549200", "latitude": "37°51′25.20″",
            "sampling_basis": "《污水监测技术规范》（HJ 91.1—2019）", "medium": "污水", "point": "厂区北侧渗坑东南角",
            "analytes": [{"name": "铅"}, {"name": "pH值"}], "container": "聚乙烯瓶", "preservative": "硝酸，pH≤2",
            "amount": Decimal("500"), "amount_unit": "毫升", "sampled_at": now - timedelta(minutes=8),
            "ends_at": now - timedelta(minutes=5), "conditions": "晴", "presence": "当事人到场", "witness": "刘某",
            "samplers": [cast.officer, cast.second_officer], "keeper": cast.officer.name,
            "seal_number": f"封{self.seals:04}", "reserve_of": [], "note": "",
        }  # fmt: skip
