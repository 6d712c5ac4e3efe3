"""The line of custody: in whose hands a sample is, to whom it is offered, and the next entry of the line."""

from dataclasses import dataclass
from datetime import datetime

from linkage.accounts.models import User
from linkage.sampling.models import OfferedSample, Sample, SampleCustody, SampleHandover


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the sample, since when, and how many times it changed hands until then."""

    unit: str
    person: str
    since: datetime
    entries: int
    agency: int | None
    """The agency of the person; None for whoever has no seat on the platform."""


def holder_of(sample: Sample) -> Holder:
    """The last hand that signed; before the first, the sampler who keeps it. One SQL statement."""
    return holder_after(
        sample, SampleCustody.objects.filter(sample=sample).order_by("-place_in_line").first()
    )


def holder_after(sample: Sample, last: SampleCustody | None) -> Holder:
    """The same where the last entry of the line was read already."""
    if last is None:
        return Holder(sample.sending_agency.name, sample.keeper, sample.ends_at, 0, sample.sending_agency_id)
    return Holder(last.to_unit, last.to_person, last.handed_at, last.place_in_line, last.to_agency_id)


def open_offer(sample: Sample) -> SampleHandover | None:
    """The hand-over that waits for its signature, if this sample is on one."""
    found = OfferedSample.objects.filter(sample=sample, is_open=True).select_related("handover")
    return next((one.handover for one in found), None)


def next_entry(
    sample: Sample, handover: SampleHandover, *, intact: bool, note: str, by: User
) -> SampleCustody:
    """The entry that continues the line when the receiver has signed; the rules of the offer found that it does."""
    holder, received_at = holder_of(sample), handover.received_at
    assert received_at is not None
    return SampleCustody(
        sample=sample,
        handover=handover,
        place_in_line=holder.entries + 1,
        from_unit=holder.unit,
        from_person=holder.person,
        to_unit=handover.received_unit,
        to_person=handover.received_by,
        to_agency=handover.receiver.agency if handover.receiver else None,
        handed_at=received_at,
        seal_intact=intact,
        note=note,
        entered_by=by,
    )
