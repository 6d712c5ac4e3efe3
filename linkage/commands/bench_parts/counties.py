"""The counties of the province with the people who act there, and what a mark of a walk stands for in each."""

from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import date

from linkage.accounts.models import Agency, Appointment, Pairing, User
from linkage.accounts.reference_data import load_reference
from linkage.accounts.roles import Level
from linkage.commands.bench_parts.walking import FIRST_ID, PEOPLE, SIDES, mark
from linkage.dossiers.models import Counter


@dataclass
class County:
    """One county: its three agencies and its people; how many numbers of each series have been given."""

    agencies: dict[str, Agency]
    people: dict[str, User]
    meaning: dict[str, str]
    given: Tally[tuple[str, int]] = field(default_factory=Tally)

    @property
    def region_code(self) -> str:
        """GB/T 2260."""
        return self.agencies["sending"].region.code

    def next(self, scope: str, year: int) -> int:
        """The next number of a series."""
        self.given[scope, year] += 1
        return self.given[scope, year]


def build_counties(on: date) -> list[County]:
    """The reference tables, and in every county with its three agencies one person for each part."""
    load_reference(at=on)
    agencies = ("ecology__region", "police", "procuratorate")
    pairings = [
        pairing
        for pairing in Pairing.objects.filter(ecology__level=Level.COUNTY)
        .select_related(*agencies)
        .order_by("ecology__code")
        if pairing.valid_from <= on and (pairing.valid_to is None or pairing.valid_to >= on)
    ]
    sides = [
        dict(zip((side for side, _ in SIDES), (p.ecology, p.police, p.procuratorate), strict=True))
        for p in pairings
    ]
    people = _people(sides)
    return [
        County(agencies, parts, _meaning(agencies, parts))
        for agencies, parts in zip(sides, people, strict=True)
    ]


def save_counters(counties: list[County]) -> None:
    """Write down how many numbers were given, so that the next act goes on from there."""
    Counter.objects.bulk_create(
        [
            Counter(scope=scope, year=year, last=last)
            for county in counties
            for (scope, year), last in county.given.items()
        ],
        update_conflicts=True,
        unique_fields=["scope", "year"],
        update_fields=["last"],
        batch_size=500,
    )


def _people(counties: list[dict[str, Agency]]) -> list[dict[str, User]]:
    made = [
        {
            part: User(
                username=f"bench-{number}-{part}", name=f"{agencies[side].region.name[:20]}测演", agency=agencies[side],
                credential_number=f"测{number:04d}{place}", phone="0351-0000000", password="!",
            )
            for place, (part, side, _) in enumerate(PEOPLE)
        }
        for number, agencies in enumerate(_with_regions(counties))
    ]  # fmt: skip
    User.objects.bulk_create([user for parts in made for user in parts.values()], batch_size=500)
    Appointment.objects.bulk_create(
        [
            Appointment(user=parts[part], agency_id=parts[part].agency_id, role=role, since=date(2018, 1, 1))
            for parts in made
            for part, _, role in PEOPLE
        ],
        batch_size=500,
    )
    return made


def _with_regions(counties: list[dict[str, Agency]]) -> list[dict[str, Agency]]:
    for agencies in counties:
        for agency in agencies.values():
            agency.region = agencies["sending"].region
    return counties


def _meaning(agencies: dict[str, Agency], people: dict[str, User]) -> dict[str, str]:
    region = agencies["sending"].region
    meaning = {"@r@": region.code, mark("name", "region"): region.name, str(FIRST_ID): str(region.pk)}
    for number, (side, _) in enumerate(SIDES, 1):
        agency = agencies[side]
        meaning |= {
            mark("name", side): agency.name, mark("short", side): agency.short_name, mark("code", side): agency.code,
            f"@p.{number}@": agency.document_prefix, str(FIRST_ID + number): str(agency.pk),
        }  # fmt: skip
    for number, (part, _, _) in enumerate(PEOPLE):
        user = people[part]
        meaning |= {
            mark("name", part): user.name, mark("cert", part): user.credential_number, mark("login", part): user.username,
            str(FIRST_ID + 100 + number): str(user.pk),
        }  # fmt: skip
    return meaning
