"""The facts a hand-over of samples asks of giver and receiver."""

from typing import Any

from django.db.models import QuerySet

from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.law.transitions import RECEIVING, SENDING
from linkage.procedure.facts import Fact, by_name
from linkage.sampling.facts import SAMPLERS
from linkage.sampling.models import Sample
from linkage.sampling.status import Status

INTACT, BROKEN = "完好", "不完好"
AGREES, DIFFERS = "相符", "不符"
KEPT, NOT_KEPT, NO_TEMPERATURE = "符合保存要求", "不符合保存要求", "没有温度要求"


def existing_samples(subject: Any) -> QuerySet[Sample]:
    """The samples of the dossier that were not disposed of."""
    return Sample.objects.filter(dossier=subject.dossier).exclude(status=Status.DISPOSED).order_by("pk")


def offered_samples(subject: Any) -> QuerySet[Sample]:
    """The samples on this hand-over."""
    return Sample.objects.filter(offers__handover=subject.pk).order_by("pk")


def scans(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's standing material."""
    return standing(subject.dossier)


FACTS = by_name(
    Fact(
        "samples", "样品", "picked", options=existing_samples, help="同一保管人交给同一接收人的，可以一并交接",
    ),
    Fact("handed_by", "交出人", max_length=30, help="应是现在的保管人"),
    Fact(
        "receiver", "接收人（办案人员）", "people", required=False, sides=(SENDING, RECEIVING), roles=SAMPLERS,
        help="交给办案人员的选一人，由其本人登录签收；交给检测机构、送样人的不选，填写下面两项",
    ),
    Fact(
        "received_unit", "接收单位（没有账号的）", required=False, max_length=120,
        help="检测机构、送样单位的名称，由其在打印的样品交接单上签收",
    ),
    Fact("received_by", "接收单位的接收人", required=False, max_length=30),
    Fact("handed_at", "交出时间", "moment"),
    Fact("seal_intact", "交出时封签是否完好", "choice", choices=(INTACT, BROKEN)),
    Fact(
        "custody_note", "交出说明", "paragraphs", required=False, max_length=300, help="封签不完好的，写明情况",
    ),
    Fact("received_at", "接收时间", "moment"),
    Fact(
        "broken_seals", "封签不完好或者不一致的样品", "picked", required=False, options=offered_samples,
        help="都完好、与交接单一致的不选",
    ),
    Fact("count_check", "数量", "choice", choices=(AGREES, DIFFERS)),
    Fact("volume_check", "体积或者重量", "choice", choices=(AGREES, DIFFERS)),
    Fact("temperature_check", "保存温度", "choice", choices=(KEPT, NOT_KEPT, NO_TEMPERATURE)),
    Fact("temperature", "接收时的温度", "number", required=False, places=1, unit="℃", help="没有测量的不填"),
    Fact(
        "receipt_difference", "不符之处", "paragraphs", required=False, max_length=300,
        help="封签、数量、体积或者温度有不符的，逐项写明",
    ),
    Fact(
        "signed_paper", "双方签字的样品交接单", "picked", required=False, options=scans,
        help="接收单位没有账号的必须选：把签字的交接单扫描，先加入证据材料",
    ),
    Fact("end_reason", "理由", "paragraphs", max_length=300),
)  # fmt: skip
