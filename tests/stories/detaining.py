"""What people do at the screen where a fine is not all: a penalty on a dossier of its own, and the transfer for detention."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.stories import before
from tests.stories.seats import Seat


def on_detention(number: str, name: str) -> str:
    """Where an act on the transfer for detention of this dossier stands."""
    return f"/transfers/{number}/before/detention_transfer/{name}/"


def file_penalty(
    seat: Seat, case: Mapping[str, Any], parties: Sequence[tuple[str, str]], *, look: str = ""
) -> tuple[str, str]:
    """行政处罚立案: the number of the dossier it opened, and where the penalty stands."""
    seat.go("/penalties/new/")
    for name, value in case.items():
        seat.fill(name, value)
    for place, (kind, name) in enumerate(parties):
        seat.fill(f"parties-{place}-name", name)
        if kind != "单位":
            seat.fill(f"parties-{place}-kind", kind)
    if look:
        seat.page.evaluate("window.scrollTo(0, 0)")
        seat.look(look)
    seat.send()
    found = re.search(r"/transfers/([\d-]+)/\?part=penalties$", seat.page.url)
    assert found, seat.page.locator("body").inner_text()
    link = seat.page.locator("a[href^='/matters/administrative_penalty/']").first.get_attribute("href")
    place_of = re.match(r"/matters/administrative_penalty/\d+/", str(link))
    assert place_of, link
    return found[1], place_of[0]


def approved(officer: Seat, head: Seat, number: str, form: Mapping[str, str], *, look: str = "") -> None:
    """The form of 853号第十条 is filled in, and the head approves."""
    before.act(officer, on_detention(number, "request_detention_approval"), **form)
    said = before.act(head, on_detention(number, "approve_detention"), look=look, leader_opinion="同意移送。")
    assert "应于" in said


def accepted(intake: Seat, number: str, acceptance: str) -> None:
    """The police take the case in."""
    said = before.act(intake, on_detention(number, "accept_detention"), acceptance_number=acceptance)
    assert "已受案" in said


def decided(intake: Seat, chief: Seat, number: str, facts: Mapping[str, str], *, look: str = "") -> None:
    """The police decide, tell the bureau and the family."""
    said = before.act(chief, on_detention(number, "decide_detention"), look=look, **facts)
    assert "抄送太原市生态环境局杏花岭分局" in said
    before.act(intake, on_detention(number, "serve_detention_decision"), served_on_persons="当场宣告并送达。")
    before.act(intake, on_detention(number, "notify_family"), family_notice="当日电话通知其妻")
