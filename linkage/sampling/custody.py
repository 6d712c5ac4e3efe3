"""The line of custody: in whose hands a sample is, and the next entry of the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.sampling.facts import INTACT
from linkage.sampling.models import Sample, SampleCustody


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the sample, since when, and how many times it changed hands until then."""

    unit: str
    person: str
    since: datetime
    entries: int


def holder_of(sample: Sample) -> Holder:
    """The last hand of the line; before the first entry, the sampler who keeps it. One SQL statement."""
    last = SampleCustody.objects.filter(sample=sample).order_by("-place_in_line").first()
    if last is None:
        return Holder(sample.sending_agency.name, sample.keeper, sample.ends_at, 0)
    return Holder(last.to_unit, last.to_person, last.handed_at, last.place_in_line)


def next_entry(sample: Sample, facts: Mapping[str, Any], *, to_unit: str, by: User) -> SampleCustody:
    """The entry that continues the line; the rules have found that it does."""
    holder = holder_of(sample)
    return SampleCustody(
        sample=sample,
        place_in_line=holder.entries + 1,
        from_unit=holder.unit,
        from_person=facts["handed_by"].strip(),
        to_unit=to_unit.strip(),
        to_person=facts["received_by"].strip(),
        handed_at=facts["handed_at"],
        seal_intact=facts["seal_intact"] == INTACT,
        note=(facts.get("custody_note") or "").strip(),
        entered_by=by,
    )
