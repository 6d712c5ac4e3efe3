"""Answers as the fields of a paper keep them: moments with their offset, people by name and credential number."""

from collections.abc import Iterable
from datetime import datetime

from linkage.accounts.models import User
from linkage.law.wording import SHANGHAI


def iso(moment: datetime | None) -> str:
    """A moment as a paper's field keeps it; empty where there is none."""
    return moment.astimezone(SHANGHAI).isoformat() if moment else ""


def people(users: Iterable[User], *, with_phone: bool = False) -> list[dict[str, str]]:
    """People as papers name them."""
    return [
        {
            "name": user.name,
            "credential": user.credential_number,
            **({"phone": user.phone} if with_phone else {}),
        }
        for user in users
    ]
