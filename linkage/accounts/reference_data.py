"""Loads the reference tables into the database: regions, agencies with their chain of superiors, dated pairings.

Run it as often as you like: a row of the tables wins over the same row in the database, rows of the tables that have
changed are changed, rows that only the database has are left alone, nothing is deleted. A province corrects names,
prefixes and pairings in a copy of the tables under `reference/` in its data folder, so that an upgrade keeps them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from linkage.accounts.models import Agency, Pairing, Region
from linkage.accounts.reference_rows import (
    REFERENCE,
    AgencyRow,
    BadReference,
    PairingRow,
    Reference,
    RegionRow,
    holds,
    read_reference,
)
from linkage.accounts.roles import Level, Line

__all__ = ["BadReference", "Loaded", "load_reference", "reference_folder"]
REGION_FIELDS = ("name", "level", "parent", "valid_from", "valid_to", "successor_code")
AGENCY_FIELDS = (
    "name", "short_name", "line", "level", "region", "parent", "document_prefix", "valid_from", "valid_to",
)  # fmt: skip
PAIRING_FIELDS = ("police", "procuratorate", "valid_to", "basis")


@dataclass(frozen=True)
class Loaded:
    """How many rows the tables hold."""

    regions: int
    agencies: int
    pairings: int


def reference_folder() -> Path:
    """The province's own tables in its data folder if it has any, else those that come with the product."""
    own: Path = settings.DATA / "reference"
    return own if own.is_dir() else REFERENCE


@transaction.atomic
def load_reference(*, at: date | None = None, folder: Path | None = None) -> Loaded:
    """Put regions, agencies and pairings into the database, all or nothing; from `reference_folder` unless told.

    `at`: a day on which each ecology agency in being must have exactly one pairing (通知二、17号第六条“同级公安机关”).
    Raises `BadReference`, which names file and row.
    """
    reference = read_reference(folder or reference_folder())
    if at is not None:
        _whole_on(reference, at.date() if isinstance(at, datetime) else at)
    regions = _regions(reference.regions)
    agencies = _agencies(reference.agencies, regions)
    _pairings(reference.pairings, agencies)
    return Loaded(len(reference.regions), len(reference.agencies), len(reference.pairings))


def _whole_on(reference: Reference, day: date) -> None:
    paired = [row.ecology for row in reference.pairings if holds(row, day)]
    for row in reference.agencies:
        if row.line == Line.ECOLOGY and holds(row, day) and row.code not in paired:
            raise BadReference(row.where, f"{row.name}在 {day:%Y-%m-%d} 没有同级公安、检察机关。")


def _regions(rows: tuple[RegionRow, ...]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for level in Level:
        fresh = [
            Region(
                code=row.code, name=row.name, level=row.level, parent_id=ids.get(row.parent),
                valid_from=row.valid_from, valid_to=row.valid_to, successor_code=row.successor,
            )
            for row in rows
            if row.level == level
        ]  # fmt: skip
        Region.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["code"], update_fields=REGION_FIELDS
        )
        ids = dict(Region.objects.values_list("code", "pk"))
    return ids


def _agencies(rows: tuple[AgencyRow, ...], regions: dict[str, int]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for level in Level:
        fresh = [
            Agency(
                code=row.code, name=row.name, short_name=row.short_name, line=row.line, level=row.level,
                region_id=regions[row.region], parent_id=ids.get(row.parent), path="",
                document_prefix=row.document_prefix, valid_from=row.valid_from, valid_to=row.valid_to,
            )
            for row in rows
            if row.level == level
        ]  # fmt: skip
        Agency.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["code"], update_fields=AGENCY_FIELDS
        )
        ids = dict(Agency.objects.values_list("code", "pk"))
    _paths()
    return ids


def _paths() -> None:
    """Write each agency's chain of superiors where it is not yet right: it needs the ids the database gave."""
    agencies = {agency.pk: agency for agency in Agency.objects.only("pk", "path", "parent_id")}

    def chain(pk: int | None) -> str:
        return "/" if pk is None else f"{chain(agencies[pk].parent_id)}{pk}/"

    moved = []
    for agency in agencies.values():
        path = chain(agency.pk)
        if agency.path != path:
            agency.path = path
            moved.append(agency)
    Agency.objects.bulk_update(moved, ["path"])


def _pairings(rows: tuple[PairingRow, ...], agencies: dict[str, int]) -> None:
    Pairing.objects.bulk_create(
        [
            Pairing(
                ecology_id=agencies[row.ecology], police_id=agencies[row.police],
                procuratorate_id=agencies[row.procuratorate],
                valid_from=row.valid_from, valid_to=row.valid_to, basis=row.basis,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["ecology", "valid_from"],
        update_fields=PAIRING_FIELDS,
    )  # fmt: skip
