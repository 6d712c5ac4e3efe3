"""A hand-over of samples as a procedure: table, acts, facts, paper, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.law.transitions import Transition
from linkage.law.wording import moment
from linkage.procedure.procedures import Procedure
from linkage.sampling import handover_actions, handover_papers
from linkage.sampling.custody import Holder, holder_of, open_offer
from linkage.sampling.handover_facts import FACTS, existing_samples
from linkage.sampling.handover_papers import time_left
from linkage.sampling.handover_states import TABLE
from linkage.sampling.handover_status import DUTIES, TONES
from linkage.sampling.models import Sample, SampleHandover
from linkage.sampling.queries import agency_of_reader, partner_of


def blank(dossier: Dossier, by: User, now: datetime) -> SampleHandover:
    """The next hand-over of this dossier, from the reader's agency. They are never deleted: the number counts them."""
    agency = agency_of_reader(dossier, by)
    count = SampleHandover.objects.filter(dossier=dossier).count()
    return SampleHandover(
        dossier=dossier,
        sending_agency=agency,
        receiving_agency=partner_of(dossier, agency) or agency,
        number=f"{dossier.number}-交{count + 1:02}",
    )


def known(row: Transition, handover: SampleHandover, by: User, now: datetime) -> dict[str, Any]:
    """The samples that are in our hands and free, where one person has them all, and that person as the giver."""
    if row.act != "offer_samples":
        return {}
    ours = [(s, h) for s in existing_samples(handover) if _is_ours(handover, s, h := holder_of(s))]
    givers = {holder.person for _, holder in ours}
    giver = by.name if by.name in givers else next(iter(givers), "") if len(givers) == 1 else ""
    values = {"samples": [s.pk for s, h in ours if h.person == giver], "handed_by": giver}
    return {name: value for name, value in values.items() if value}


def _is_ours(handover: SampleHandover, sample: Sample, holder: Holder) -> bool:
    return holder.agency == handover.sending_agency_id and open_offer(sample) is None


def details(handover: SampleHandover, reader: User) -> Sequence[tuple[str, Any]]:
    """What its own page says of it."""
    said: list[tuple[str, Any]] = [
        ("交出人", f"{handover.handed_by}（{handover.sending_agency.name}）"),
        ("接收人", f"{handover.received_by}（{handover.received_unit}）"),
        ("签收方式", "接收人在打印的样品交接单上签字" if handover.on_paper else "接收人本人登录签收"),
        ("交出时间", moment(handover.handed_at)),
        ("交出时封签", "完好" if handover.seal_intact else f"不完好\n{handover.custody_note}"),
    ]
    if handover.received_at:
        receipt = handover.receipt
        degrees = f"{receipt['temperature']}℃" if receipt["temperature"] else ""
        said += [
            ("接收时间", moment(handover.received_at)),
            ("核对数量", receipt["count_check"]),
            ("核对体积或者重量", receipt["volume_check"]),
            ("核对保存温度", "，".join(part for part in (receipt["temperature_check"], degrees) if part)),
            ("不符之处", receipt["receipt_difference"] or "没有"),
        ]
    if handover.end_reason:
        said.append(("没有接收的理由", handover.end_reason))
    return said


def page_of(handover: SampleHandover, reader: User, now: datetime) -> dict[str, Any]:
    """What `sampling/handover.html` calls `shown`."""
    return {
        "handover": handover,
        "samples": [
            {"sample": sample, "hold": time_left(sample, handover.handed_at)}
            for sample in handover.samples.order_by("pk")
        ],
        "scans": handover.scans.all(),
    }


HANDOVER = Procedure(
    table=TABLE,
    model=SampleHandover,
    argument="handover",
    acts=handover_actions,
    facts=FACTS,
    papers=handover_papers.fill,
    duties=DUTIES,
    tones=TONES,
    blank=blank,
    known=known,
    related=("dossier", "sending_agency", "receiving_agency", "receiver__agency", "last_by__agency"),
    details=details,
    template="sampling/handover.html",
    context=page_of,
)
