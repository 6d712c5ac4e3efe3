"""The acts of a hand-over that do more than their row: the offer, the signature, and the two ways to end without one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from linkage.accounts.models import User
from linkage.evidence.actions import attached
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.sampling import handover_papers
from linkage.sampling.custody import next_entry
from linkage.sampling.handover_facts import INTACT
from linkage.sampling.handover_states import TABLE
from linkage.sampling.models import OfferedSample, SampleHandover
from linkage.sampling.stated import Offer, Signature

CHECKS = ("count_check", "volume_check", "temperature_check", "receipt_difference")


def offer_samples(
    *,
    handover: SampleHandover,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[Offer],
) -> Outcome:
    """The giver offers samples to a named person; the sheet for both signatures is issued. Custody stays where it is."""
    receiver = next(iter(facts.get("receiver") or ()), None)
    handover.receiving_agency = receiver.agency if receiver else handover.sending_agency
    columns = {
        "receiving_agency": handover.receiving_agency,
        "handed_by": facts["handed_by"].strip(),
        "receiver": receiver,
        "received_unit": receiver.agency.name if receiver else (facts.get("received_unit") or "").strip(),
        "received_by": receiver.name if receiver else (facts.get("received_by") or "").strip(),
        "handed_at": facts["handed_at"],
        "seal_intact": facts["seal_intact"] == INTACT,
        "custody_note": (facts.get("custody_note") or "").strip(),
    }

    def offer(doing: Act) -> None:
        OfferedSample.objects.bulk_create(
            OfferedSample(handover=handover, sample=sample) for sample in facts["samples"]
        )

    return carry_out(
        TABLE, "offer_samples", handover, by=by, at=at, occurred_at=occurred_at, facts=dict(facts), columns=columns,
        papers=handover_papers.fill, before_entry=offer,
    )  # fmt: skip


def sign_for_samples(
    *,
    handover: SampleHandover,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[Signature],
) -> Outcome:
    """The receiver has checked what came: each sample's line of custody gets its next entry, differences included."""
    measured = facts.get("temperature")
    receipt: dict[str, str] = {name: str(facts.get(name) or "").strip() for name in CHECKS}
    receipt["temperature"] = "" if measured is None else f"{measured.normalize():f}"
    broken = {sample.pk for sample in facts.get("broken_seals") or ()}

    def entries(doing: Act) -> None:
        for sample in handover.samples.order_by("pk"):
            intact = sample.pk not in broken and handover.seal_intact
            note = receipt["receipt_difference"] or ("" if intact else handover.custody_note)
            next_entry(sample, handover, intact=intact, note=note, by=by).save(force_insert=True)
        handover.offered.update(is_open=False)
        scans = list(facts.get("signed_paper") or ())
        handover.scans.set(scans)
        doing.evidence = attached(scans)

    return carry_out(
        TABLE, "sign_for_samples", handover, by=by, at=at, occurred_at=occurred_at, facts=dict(facts),
        columns={"received_at": facts["received_at"], "receipt": receipt}, before_entry=entries,
    )  # fmt: skip


def refuse_samples(
    *, handover: SampleHandover, by: User, at: datetime, end_reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """The receiver does not take them: they stay with the giver, for a reason on record."""
    return _end("refuse_samples", handover, by, at, occurred_at, {"end_reason": end_reason})


def withdraw_offer(
    *, handover: SampleHandover, by: User, at: datetime, end_reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """The giver's agency takes the offer back, for a reason on record."""
    return _end("withdraw_offer", handover, by, at, occurred_at, {"end_reason": end_reason})


def _end(
    act: str,
    handover: SampleHandover,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    facts: Mapping[str, Any],
) -> Outcome:
    def free(doing: Act) -> None:
        handover.offered.update(is_open=False)

    return carry_out(
        TABLE, act, handover, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"end_reason": facts["end_reason"].strip()}, before_entry=free,
    )  # fmt: skip
