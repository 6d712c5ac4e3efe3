"""The drill province's people: all three lines, three levels, the three administrators; one shared password."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from linkage.accounts.models import Agency, Appointment, User
from linkage.accounts.roles import ADMINISTRATORS, Role

PEOPLE = Path(__file__).parent / "people.csv"
PASSWORD = "Linkage-drill-37"
"""The same for everybody in the drill province, printed by `linkage demo`. `linkage check` refuses it elsewhere."""
APPOINTED = date(2019, 1, 1)
"""All drill appointments hold from here, so that the oldest drill dossier is done by people in office."""


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
