"""What the tests of the screens share: a signed-in browser, the numbers and rows of a page."""

import re
from datetime import datetime, timedelta

from django.test import Client

from linkage.accounts.models import User
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.road import MONDAY, Road

LATER = MONDAY + timedelta(days=7, hours=2)
"""When the tests look: some clocks of the roads below have run out, some are near, some are not."""
WALKED = (
    Status.DISCOVERED, Status.VERIFYING, Status.AWAITING_APPROVAL, Status.APPROVED, Status.SUBMITTED, Status.ACCEPTED,
    Status.AWAITING_CORRECTION, Status.REFERRED, Status.RETURNED, Status.DECLINED, Status.DECLINED_NOTIFIED,
    Status.INVESTIGATING, Status.IN_REVIEW, Status.NON_PROSECUTED, Status.JUDGED, Status.CONCLUDED,
)  # fmt: skip


def walked(road: Road, *statuses: str) -> list[Transfer]:
    """One case at each of these statuses, led there by its acts."""
    return [road.to(status, title=f"演练案件{Status(status).label}") for status in statuses or WALKED]


def signed_in(user: User, at: datetime | None = None) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user, backend="linkage.accounts.signing_in.Backend")
    return client


def numbers_on(page: str) -> dict[str, tuple[str, str]]:
    """code -> (where it leads, the number) of each number on the bench."""
    found = {}
    for url, code, words in re.findall(r'href="([^"]+)" data-number="(\w+)">(.*?)</a>', page, re.DOTALL):
        many = re.search(r'class="number-many">(\d+\+?)', words) or re.search(r"的 (\d+\+?) 件", words)
        assert many, words
        found[code] = (url.replace("&amp;", "&"), many.group(1))
    return found


def rows_on(page: str) -> list[str]:
    """The numbers of the dossiers in the rows of a list, in their order."""
    return re.findall(r'<a class="ledger-link" href="/transfers/([^/]+)/', page)


def total_on(page: str) -> str:
    """The number in `共 12 件`."""
    found = re.search(r"共 (\d+\+?) ", page)
    return found.group(1) if found else "0"
