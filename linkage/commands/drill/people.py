"""The drill province's people: all three lines, three levels, the three administrators; one shared password."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import Agency, Appointment, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.law.sampling_rules import Medium
from linkage.sampling.qualified import register_qualification

PEOPLE = Path(__file__).parent / "people.csv"
PASSWORD = "Linkage-drill-37"
"""The same for everybody in the drill province, printed by `linkage demo`. `linkage check` refuses it elsewhere."""
APPOINTED = date(2019, 1, 1)
"""All drill appointments hold from here, so that the oldest drill dossier is done by people in office."""

SAMPLERS = ("officer", "officer2", "police")
"""Who of a crew may take samples."""
SAMPLING_CREWS = ("xhl", "xd", "ht", "sc")
EXPIRED = "ht-officer2"
"""The one whose certificate ran out three weeks ago, so that the refusal can be seen."""


@dataclass(frozen=True)
class Login:
    """One drill log-in, as `linkage demo` prints it."""

    username: str
    name: str
    agency: str
    roles: str


@transaction.atomic
def load_people() -> list[Login]:
    """Everybody of people.csv with their appointments; again and again gives the same people.

    Needs the agencies of `load_reference`. The password's digest is computed once and shared: a drill, not a secret.
    """
    with PEOPLE.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    agencies = Agency.objects.in_bulk({row["agency"] for row in rows}, field_name="code")
    digest = make_password(PASSWORD)
    User.objects.bulk_create(
        [
            User(
                username=row["login"], name=row["name"], agency=agencies[row["agency"]], password=digest,
                credential_number=row["credential_number"], phone=row["phone"],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["username"],
        update_fields=["name", "agency", "password", "one_time_password", "credential_number", "phone"],
    )  # fmt: skip
    _appoint(rows)
    return [
        Login(
            row["login"],
            row["name"],
            agencies[row["agency"]].name,
            "、".join(Role(role).label for role in row["roles"].split()),
        )
        for row in rows
    ]


def _appoint(rows: list[dict[str, str]]) -> None:
    """Appointments are granted by the security administrator; the administrators' own come with the installation."""
    users = User.objects.in_bulk([row["login"] for row in rows], field_name="username")
    granted_by = users["secadmin"]
    Appointment.objects.bulk_create(
        [
            Appointment(
                user=user, agency_id=user.agency_id, role=role, since=APPOINTED,
                granted_by=None if role in ADMINISTRATORS else granted_by,
            )
            for row in rows
            for user in [users[row["login"]]]
            for role in row["roles"].split()
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def qualify_samplers(people: Mapping[str, User], now: datetime) -> None:
    """The heads enter their samplers' certificates, each by the act of the register."""
    today = localdate(now)
    at = now - timedelta(days=600)
    for crew in SAMPLING_CREWS:
        for number, post in enumerate(SAMPLERS, start=1):
            person = people[f"{crew}-{post}"]
            until = today - timedelta(days=21) if person.username == EXPIRED else today + timedelta(days=400)
            register_qualification(
                by=people[f"{crew}-{'police-head' if post == 'police' else 'head'}"], at=at, person=person,
                issuer="演练省环境监测中心（虚构）", scope=[medium.value for medium in Medium],
                number=f"演采{person.agency.code[:6]}{number:02}", valid_from=localdate(at), valid_to=until,
            )  # fmt: skip
