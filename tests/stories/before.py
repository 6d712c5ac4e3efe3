"""What people do at the screen before there is a transfer: a clue, what runs beside it, the joint investigation."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from linkage.accounts.roles import Line
from linkage.investigations.division import ECOLOGY_TASKS, POLICE_TASKS
from linkage.investigations.models import RoleClass
from tests.stories.seats import Seat

MATTER = re.compile(r"/matters/[\w-]+/(\d+)/$")


def act(seat: Seat, address: str, *, look: str = "", **facts: Any) -> str:
    """Do the act that stands at this address; with `look`, hold its page to the floor and take its picture."""
    seat.go(address)
    for name, value in facts.items():
        seat.fill(name, value)
    if look:
        show(seat, look)
    seat.send()
    assert urlsplit(seat.page.url).path != address, seat.page.locator("main").inner_text()
    return seat.page.locator("#notices").inner_text()


def show(seat: Seat, look: str) -> None:
    """The page of an act with the papers it will issue, once they are drawn as answered."""
    preview = seat.page.locator("#preview")
    if preview.locator("h2").count():
        seat.page.get_by_role("button", name="预览文书").click()
        preview.locator("img[src^='data:']").first.wait_for(timeout=10_000)
    seat.page.evaluate("window.scrollTo(0, 0)")
    seat.look(look)


def on_clue(number: str, name: str) -> str:
    """Where an act on the clue of this dossier stands."""
    return f"/transfers/{number}/before/clue/{name}/"


def on_investigation(number: str, name: str) -> str:
    """Where an act on its joint investigation stands."""
    return f"/transfers/{number}/before/joint_investigation/{name}/"


def opening(code: str, number: str, name: str) -> str:
    """Where an act stands that opens something on this dossier."""
    return f"/matters/{code}/new/{number}/{name}/"


def matter(seat: Seat) -> str:
    """The address of the matter whose page is open."""
    found = MATTER.search(seat.page.url)
    assert found, seat.page.url
    return found[0]


def part(seat: Seat, number: str, code: str, *, at: str = "", look: str = "") -> None:
    """Open one part of the dossier's page, from the heading `at` on."""
    seat.go(f"/transfers/{number}/?part={code}")
    if at:
        seat.page.locator(f"#{at}").evaluate("e => e.scrollIntoView({block: 'start'})")
    seat.look(look)


def register_clue(seat: Seat, parties: Iterable[tuple[str, str]], *, look: str = "", **facts: Any) -> str:
    """登记线索: the number of the dossier that was opened."""
    seat.go("/clues/new/")
    for place, (kind, name) in enumerate(parties):
        seat.fill(f"parties-{place}-name", name)
        if kind != "单位":
            seat.fill(f"parties-{place}-kind", kind)
    for name, value in facts.items():
        seat.fill(name, value)
    if look:
        seat.page.evaluate("window.scrollTo(0, 0)")
        seat.look(look)
    seat.send()
    found = re.search(r"/transfers/([\d-]+)/\?part=clue$", seat.page.url)
    assert found, seat.page.locator("body").inner_text()
    return found[1]


def photograph(seat: Seat, number: str, title: str, folder: Path, **facts: str) -> None:
    """One picture into the class of photographs and recordings, with who took it, when and where."""
    file = folder / f"{title}.png"
    file.write_bytes(seat.page.screenshot())
    seat.go(f"/evidence/{number}/add/5/")
    seat.attach(file)
    for name, value in {"title": title, "shot_by": seat.user.name, **facts}.items():
        seat.fill(name, value)
    seat.page.wait_for_selector(".upload-done")
    seat.press(seat.page.locator("[data-upload-submit]"))
    seat.page.wait_for_url(re.compile(rf"/evidence/{number}/(#.*)?$"))


def settle_classes(seat: Seat, number: str, found: Iterable[str], statement: dict[str, str]) -> None:
    """审查人员类别, one class after the other as the page proposes them: found with evidence, or that there is nobody."""
    seen, address = set(), on_investigation(number, "examine_role")
    for _ in RoleClass:
        seat.go(address)
        role = seat.page.locator("input[name=role_class]:checked").get_attribute("value")
        if role in found:
            facts: dict[str, Any] = {
                "class_evidence": ["现场检查笔录"],
                "class_statement": statement["found"],
            }
        else:
            facts = {"class_conclusion": "查无此类人员", "class_statement": statement["none"]}
        act(seat, address, **facts)
        seen.add(role)
    assert seen == set(RoleClass.labels)


def finish_tasks(seat: Seat, number: str, name: str, result: str) -> None:
    """办结分工任务: all of one's own agency at once."""
    own = ECOLOGY_TASKS if seat.user.agency.line == Line.ECOLOGY else POLICE_TASKS
    act(seat, on_investigation(number, name), tasks=list(own), task_state="已完成", task_result=result)
