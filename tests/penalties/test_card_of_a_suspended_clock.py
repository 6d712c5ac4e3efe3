"""A clock that stands still is shown as standing still, and, once it goes on, as it goes on: never as done (17号第十六条)."""

from django.urls import reverse

from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as P
from tests.browsing import browser, text_of
from tests.penalties.desk import Desk

LEFT_STANDING = "停着的时间不计"


def said_of(desk: Desk, penalty: Penalty) -> tuple[str, str]:
    """The penalty's own page, and the dossier's."""
    client = browser(desk.cast.officer)
    own = client.get(reverse("procedure:matter", args=["administrative_penalty", penalty.pk]))
    dossier = client.get(reverse("transfers:dossier", args=[penalty.dossier.number]))
    return text_of(own), text_of(dossier)


def test_it_is_not_shown_as_ended(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    for text in said_of(desk, penalty):
        assert "行政处罚决定" in text
        assert LEFT_STANDING in text
        assert "恢复办理后重新计算届满日" in text


def test_once_it_goes_on_it_is_there_once(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    desk.comes_back()
    desk.do("resume_penalty", desk.again(penalty))
    for text in said_of(desk, penalty):
        assert LEFT_STANDING not in text
